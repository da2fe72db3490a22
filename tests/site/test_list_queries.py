"""Every list asks the database as often for fifty things as for one."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

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

LISTS = [
    *("/recaps/", "/events/", "/talks/", "/speakers/", "/cities/", "/tags/", "/archive/"),
    *("/speakers/甲/", "/events/all/photos/"),
    *("/talks/?city=guangzhou&has=slides", "/events/?tag=船", "/recaps/?year=2014"),
    *("/atom.xml", "/cities/guangzhou/atom.xml", "/tags/船/atom.xml", "/speakers/甲/atom.xml"),
    *("/events.ics", "/cities/guangzhou/events.ics"),
]
# Several lists of several kinds on one page, each with its own few queries.
MIXED = {"/": 22, "/cities/guangzhou/": 22, "/tags/船/": 19, "/sitemap.xml": 20}
MANY = 50


@pytest.fixture
def speaker(guangzhou):
    Community.objects.create(name="船坞", since=2011)
    make_event(city=guangzhou, title="相册", slug="all", cover=make_photo())
    return make_speaker("甲", slug="甲")


def add(city, speaker, album, number):
    """One more of everything, tied to the things whose pages are asked for."""
    day = date(2014, 1, 1) + timedelta(days=number)
    tags = ["船", f"标签{number}"]
    event = make_event(city=city, day=day, tags=tags, venue=f"{number} 号仓")
    coming = make_event(city=city, day=timezone.localdate() + timedelta(days=number + 3))
    make_event(city=make_city(), tags=tags)
    for of in (event, coming):
        make_deck(talk=make_talk(event=of, speakers=[speaker, make_speaker()], tags=tags))
    make_attachment(event=event, kind="video")
    make_photo(event=event)
    make_photo(event=album)
    make_post(events=[event], tags=tags)
    make_post(kind="article", tags=tags)


def asked(visitor):
    counts = {}
    for address in [*LISTS, *MIXED]:
        with CaptureQueriesContext(connection) as queries:
            assert visitor.get(address).status_code == 200, address
        counts[address] = len(queries)
    return counts


def test_fifty_things_take_as_many_queries_as_one_and_ten_at_most(guangzhou, speaker, visitor):
    album = guangzhou.events.get()
    add(guangzhou, speaker, album, 0)
    for_one = asked(visitor)
    for number in range(1, MANY):
        add(guangzhou, speaker, album, number)
    for_fifty = asked(visitor)
    # Less where the first page has no room left for another kind of row.
    assert {address for address in for_one if for_fifty[address] > for_one[address]} == set()
    allowed = dict.fromkeys(LISTS, 10) | MIXED
    assert {address for address in for_one if for_one[address] > allowed[address]} == set()
