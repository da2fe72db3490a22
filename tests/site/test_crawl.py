"""A visitor follows every link from the home page on."""

import re
from html import unescape
from urllib.parse import urljoin

import pytest

from events.models import Community
from tests.factories import (
    make_attachment,
    make_city,
    make_deck,
    make_event,
    make_photo,
    make_post,
    make_speaker,
    make_talk,
)

SECRET = "藏着的"
START = [
    *("/", "/recaps/", "/events/", "/talks/", "/speakers/", "/cities/", "/tags/", "/archive/"),
    "/talks/?city=guangzhou&has=slides",
    "/events/?city=guangzhou&tag=船",
    "/recaps/?tag=箱&has=slides",
    *("/search/", "/search/?q=讲", "/search/?q=藏"),
]
NOT_FOLLOWED = re.compile(r'<a\b[^>]* rel="nofollow"[^>]*>')  # combinations without end


def crawl(client, *, in_english=False):
    """The pages by address, each asked for once; files and the admin are left out.

    In English they show the same things by the same views.
    """
    pages, waiting = {}, [*START]
    while waiting:
        url = waiting.pop()
        if url in pages or url.startswith(("/admin/", "/files/", "/static/", "/t/")):
            continue
        if url.endswith("/files.zip"):  # of tests/events/test_bundle.py
            continue
        if "/corrections/" in url or url.endswith("/remove/"):  # of tests/events/test_wishes.py
            continue
        if url.startswith("/en/") and ("?" in url or not in_english):
            continue
        response = client.get(url)
        pages[url] = response
        followed = NOT_FOLLOWED.sub("", response.content.decode())
        hrefs = re.findall(r'<a\b[^>]*\bhref="([^"]*)"', followed)
        links = [urljoin(url, unescape(href).partition("#")[0]) for href in hrefs]
        waiting += [link for link in links if link.startswith("/")]
    return pages


def plant(beside, **when):
    """What nobody may see yet, tied to what everybody sees by every thread there is."""
    tags = [f"{SECRET}标签", "船", "箱"]
    event = make_event(city=beside.event.city, title=f"{SECRET}活动", tags=tags, **when)
    speakers = [make_speaker(f"{SECRET}讲师"), *beside.speakers.all()]
    talk = make_talk(event=event, title=f"{SECRET}讲题", speakers=speakers, tags=tags)
    make_deck(talk=talk, original_name=f"{SECRET}讲稿.pdf")
    make_photo(event=event, caption=f"{SECRET}照片")
    make_post(events=[event, beside.event], title=f"{SECRET}回顾", tags=tags, **when)
    make_post(kind="article", title=f"{SECRET}文章", tags=tags, **when)
    for post in beside.event.posts.published():
        post.events.add(event)
    return event, talk


@pytest.fixture
def archive(db):
    Community.objects.create(name="船坞", since=2009)
    city = make_city(slug="guangzhou", name="广州", stamp="穗")
    event = make_event(city=city, tags=["船"], venue="三号仓")
    speaker = make_speaker()
    talk = make_talk(event=event, speakers=[speaker], tags=["箱"])
    make_talk(event=event, title="")
    make_deck(talk=talk)
    make_photo(talk=talk)
    make_post(events=[event], body="[[talks]]", tags=["船"])
    make_post(kind="article", body="一篇文章。")
    return event, talk


def test_every_link_leads_somewhere(archive, visitor):
    pages = crawl(visitor, in_english=True)
    assert {url: page.status_code for url, page in pages.items() if page.status_code != 200} == {}
    assert len(pages) > 15


@pytest.mark.parametrize("when", [{"published": False}, {"scheduled": True}])
def test_nothing_unpublished_shows_anywhere(archive, visitor, when):
    _event, talk = archive
    before = {url: page.content for url, page in crawl(visitor).items()}
    hidden = plant(talk, **when)
    assert {url: page.content for url, page in crawl(visitor).items()} == before
    assert [visitor.get(row.get_absolute_url()).status_code for row in hidden] == [404, 404]


def test_nothing_hidden_shows_anywhere(archive, visitor):
    event, talk = archive
    before = {url: page.content for url, page in crawl(visitor).items()}
    make_deck(talk=talk, position=0, hidden=True)
    make_photo(talk=talk, hidden=True)
    make_attachment(event=event, kind="video", hidden=True)
    make_attachment(event=event, kind="transcript", content=b"x", text=SECRET, hidden=True)
    assert {url: page.content for url, page in crawl(visitor).items()} == before
