"""The sitemap: everything that can be seen, nothing else, and when it changed."""

import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from events.models import Attachment, Event, Tag, Talk
from posts.models import Post
from speakers.models import Speaker
from techparty_site.sitemaps import SECTIONS, Section
from tests.factories import (
    make_attachment,
    make_deck,
    make_event,
    make_post,
    make_speaker,
    make_talk,
)
from tests.site.test_crawl import archive, crawl, plant  # noqa: F401 - a fixture

NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
DAY = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?")
LONG_AGO = datetime(2015, 1, 2, 12, tzinfo=timezone.get_default_timezone())
OF_NO_SECTION = re.compile(r"(/en)?/(events/[^/]+/photos/|corrections/|.*transcript/)|.*\?")


def read(client, path="/sitemap.xml"):
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/xml")
    return ElementTree.fromstring(response.content)  # noqa: S314 - it is ours


def check(root, kind):
    """What the schema of sitemaps.org says, and its limits."""
    assert root.tag == f"{NS}{kind}"
    for entry in root:
        names = [part.tag.removeprefix(NS) for part in entry if part.tag != LINK]
        assert entry.tag == NS + {"urlset": "url", "sitemapindex": "sitemap"}[kind]
        assert names in (["loc"], ["loc", "lastmod"])
        address = entry.findtext(f"{NS}loc")
        assert 12 <= len(address) <= 2048
        assert address.isascii()
        assert DAY.fullmatch(entry.findtext(f"{NS}lastmod") or "2000-01-01")
    addresses = [entry.findtext(f"{NS}loc") for entry in root]
    assert len(addresses) == len(set(addresses)) <= 50_000
    return addresses


def sections(client):
    return [urlsplit(address).path for address in check(read(client), "sitemapindex")]


def entries(client):
    """All pages with their last change, by path."""
    found = {}
    for path in sections(client):
        root = read(client, path)
        for address, entry in zip(check(root, "urlset"), root, strict=True):
            parts = urlsplit(address)
            where = parts.path + (f"?{parts.query}" if parts.query else "")
            found[where] = entry.findtext(f"{NS}lastmod")
    return found


def test_every_address_in_it_leads_somewhere(archive, visitor):  # noqa: F811
    answers = {path: visitor.get(path).status_code for path in entries(visitor)}
    assert set(answers.values()) == {200}


def test_what_a_visitor_can_reach_is_in_it(archive, visitor):  # noqa: F811
    event, talk = archive
    make_deck(event=event)
    make_deck(talk=talk)
    answers = crawl(visitor).items()
    pages = {path for path, page in answers if page.content and "html" in page["Content-Type"]}
    reached = {path for path in pages if not OF_NO_SECTION.match(path)}
    in_english = {path for path in reached if path.startswith("/en/") and "/slides/" in path}
    # What a search finds has pages of its own.
    assert reached - in_english - entries(visitor).keys() - {"/search/"} == set()


@pytest.mark.parametrize("when", [{"published": False}, {"scheduled": True}])
def test_a_draft_is_not_in_it(archive, visitor, when):  # noqa: F811
    _event, talk = archive
    before = entries(visitor).keys()
    plant(talk, **when)
    make_deck(talk=talk, hidden=True)
    assert entries(visitor).keys() == before


def test_a_second_deck_is_told_apart(db, visitor):
    talk = make_talk()
    _first, second = (make_deck(talk=talk, position=place, pages=2) for place in (1, 2))
    base = f"{talk.get_absolute_url()}slides/"
    query = f"?file={second.uuid.hex[:8]}"
    found = {path for path in entries(visitor) if "/slides/" in path}
    assert found == {f"{base}{n}{q}" for n in ("", "1/", "2/") for q in ("", query)}
    for path in found:
        assert visitor.get(path).status_code == 200


def grown_old():
    """Everything as it was long ago."""
    for model in (Event, Talk, Post, Speaker, Tag, Attachment):
        names = {field.name for field in model._meta.fields}
        for name in {"updated_at", "published_at"} & names:
            model.objects.exclude(**{name: None}).update(**{name: LONG_AGO})


def test_a_talk_changes_with_its_files_and_with_those_of_its_event(db, visitor):
    event = make_event(tags=["船"])
    speaker = make_speaker()
    talk, other = make_talk(event=event, speakers=[speaker], tags=["箱"]), make_talk(event=event)
    alone = make_talk(event=make_event())
    grown_old()
    make_attachment(talk=talk)
    now, then = f"{timezone.localdate()}", "2015-01-02"
    told = entries(visitor)
    assert [told[row.get_absolute_url()] for row in (talk, other, alone)] == [now, then, then]
    assert [told[path] for path in (event.get_absolute_url(), speaker.get_absolute_url())] == [
        now,
        now,
    ]
    assert [told[Tag.objects.get(name=name).get_absolute_url()] for name in "船箱"] == [now, now]
    make_attachment(event=event)
    assert entries(visitor)[other.get_absolute_url()] == now


def test_a_post_that_waited_changed_when_it_appeared(db, visitor):
    post = make_post(published_at=timezone.now() - timedelta(minutes=1))
    Post.objects.update(updated_at=LONG_AGO)
    assert entries(visitor)[post.get_absolute_url()] == f"{timezone.localdate()}"


def test_a_page_names_its_other_language(db, visitor):
    path = make_event().get_absolute_url()
    root = read(visitor, "/sitemap-events-1.xml")
    for entry in root:
        links = {link.get("hreflang"): urlsplit(link.get("href")).path for link in entry.iter(LINK)}
        assert links == {"zh-hans": path, "en": f"/en{path}", "x-default": path}


def test_a_long_section_has_several_pages(db, visitor, monkeypatch):
    monkeypatch.setattr(Section, "limit", 4)
    make_deck(talk=make_talk(), pages=5)
    assert [path for path in sections(visitor) if "slides" in path] == [
        "/sitemap-slides-1.xml",
        "/sitemap-slides-2.xml",
    ]
    assert len(read(visitor, "/sitemap-slides-2.xml")) == 2


@pytest.mark.parametrize("path", ["talks-2", "talks-0", "users-1", "talks-99999999999999999999"])
def test_there_is_no_other_section(db, visitor, path):
    assert visitor.get(f"/sitemap-{path}.xml").status_code == 404


def test_an_empty_archive_has_its_lists(db, visitor):
    assert sections(visitor) == ["/sitemap-pages-1.xml"]
    assert "/recaps/" in entries(visitor)


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap-events-1.xml"])
def test_it_is_sent_again_only_when_it_is_another(db, visitor, path):
    make_event()
    first = visitor.get(path)
    assert first["Last-Modified"].endswith("GMT")
    again = visitor.get(path, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Event.objects.update(updated_at=LONG_AGO, published_at=LONG_AGO)
    assert visitor.get(path, headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_as_many_queries_for_three(db, visitor, django_assert_max_num_queries, count):
    for _ in range(count):
        event = make_event(tags=["船"])
        make_deck(talk=make_talk(event=event, speakers=[make_speaker()]))
        make_post(events=[event])
    with django_assert_max_num_queries(28):
        read(visitor)
    for name in SECTIONS:
        with django_assert_max_num_queries(9):
            read(visitor, f"/sitemap-{name}-1.xml")
