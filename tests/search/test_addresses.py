"""Every place is where the index says: its page opens, at that very paragraph or slide."""

import re

import pytest

from events.models import SlidePage
from search import indexing
from search.models import Kind, SearchDocument
from tests.factories import make_attachment, make_deck, make_event, make_talk
from tests.search.changes import make_site


@pytest.fixture
def site(db):
    make_site()
    indexing.catch_up()


def opens(visitor, row):
    path, _hash, anchor = row.address.partition("#")
    answer = visitor.get(path)
    found = answer.status_code == 200
    return found and (
        not anchor or f"id={anchor} " in answer.text or f'id="{anchor}"' in answer.text
    )


def test_every_place_that_is_found_opens(site, visitor):
    rows = list(SearchDocument.objects.filter(is_public=True))
    assert {row.kind for row in rows} == set(Kind)
    assert [row.address for row in rows if not opens(visitor, row)] == []


def test_no_place_that_is_not_found_opens_but_beside_what_is(site, visitor):
    rows = SearchDocument.objects.filter(is_public=False).exclude(kind__gte=Kind.PAGE)
    assert {row.kind for row in rows} >= {Kind.EVENT}
    assert [row.address for row in rows if opens(visitor, row)] == []


def test_a_slide_opens_with_its_text(db, visitor):
    talk = make_talk()
    for name in ("一.pdf", "二.pdf"):
        deck = make_deck(talk=talk, pages=2, original_name=name)
        SlidePage.objects.filter(attachment=deck).update(text=f"只在{name[0]}")
    indexing.catch_up()
    for row in SearchDocument.objects.filter(kind=Kind.PAGE):
        assert row.text in visitor.get(row.address).text


def test_a_paragraph_far_behind_opens_on_its_sheet(db, visitor):
    event = make_event()
    for number in range(2):
        text = "\n".join(f"第 {number} 篇 {line} 段 {'字' * 300}" for line in range(150))
        make_attachment(event=event, kind="transcript", text=text, content=b"x")
    indexing.catch_up()
    rows = SearchDocument.objects.filter(kind=Kind.PARAGRAPH).order_by("number")
    assert "?page=" in rows[299].address
    for row in (rows[0], rows[149], rows[150], rows[299]):
        path, _hash, anchor = row.address.partition("#")
        tag = re.search(rf'id="?{anchor}\b.*?(?=id=|$)', visitor.get(path).text, re.DOTALL)
        assert tag
        assert row.text[:12] in tag[0]
