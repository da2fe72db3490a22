"""What no visitor may see is neither found nor counted nor known by name."""

import pytest
from django.db import transaction
from django.test import override_settings

from search import indexing
from search.asking import understood
from search.finding import Search
from search.matching import fact
from search.models import Kind, SearchDocument
from tests.factories import make_event, make_talk
from tests.search.asked import search
from tests.search.secret import LATIN, PLANTED, SECRET, WORD

ASKED = [
    SECRET,
    SECRET[:1],
    SECRET[1:3],
    SECRET[-1:],
    LATIN,
    LATIN[2:5],
    f'"{SECRET}"',
    f'"{LATIN}"',
    f"容器 {SECRET}",
    f"{SECRET} {LATIN}",
    f"year:2031 {SECRET}",
    "bailu",
    "bailujihua",
]


@pytest.fixture(scope="module", params=PLANTED)
def once(django_db_setup, django_db_blocker, request, tmp_path_factory):
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        make_talk(event=make_event(title="容器专场", day=None), title="容器", summary="容器")
        PLANTED[request.param]()
        indexing.catch_up()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def planted(once, db):
    """For several tests: planting takes longer than looking for it."""


def test_it_is_there_for_the_desk(planted):
    assert SearchDocument.objects.filter(folded__contains=LATIN).exists()


def test_it_is_nowhere(planted):
    for typed in ASKED:
        found = Search(understood(typed))
        assert found.overview() == []
        assert found.counts == {}
        assert [hit for kind in Kind for hit in found.listing(kind, 1)] == []


def test_what_is_shown_does_not_tell_it(planted):
    """Neither as the place itself nor in what stands beside it."""
    found = Search(understood("容器"))
    rows = [hit for kind in Kind for hit in found.listing(kind, 1)]
    assert rows
    assert not [row for row in rows if LATIN in f"{row.title}{row.lead}{row.text}{row.people}"]


@pytest.mark.parametrize("name", ["tag", "speaker"])
def test_no_filter_knows_its_name(planted, name):
    for value in (WORD, SECRET, f"alias {WORD}", f"talk {WORD}", LATIN):
        found = Search(understood(f'容器 {name}:"{value}"'))
        assert found.facts == [fact("nothing")]
        assert found.overview() == []


def test_without_the_secret_nothing_is_missing(planted):
    """A word left out does not sort out places by what is hidden of them."""
    assert search(f"容器 -{LATIN} -{SECRET}").counts == search("容器").counts
