"""Every page offers what it can be subscribed to, to programs and in words."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_attachment, make_event, make_post, make_speaker, make_talk


def offered(client, page):
    """What its head tells programs, and what its links say."""
    text = client.get(page).text
    head, _end, body = text.partition("</head>")
    told = re.findall(r'<link rel="alternate" type="[^"]*" href="([^"]*)"', head)
    links = re.findall(r'<a\b[^>]*href="([^"]*)"[^>]*>(.*?)</a>', body, re.DOTALL)
    # Of two links with the same words the first one: further down comes what every page has.
    return set(told), {re.sub("<.*?>", "", words): href for href, words in reversed(links)}


def tomorrow():
    return timezone.localdate() + timedelta(days=1)


@pytest.mark.parametrize("day", ["past", "coming"])
def test_an_event_can_be_put_into_the_calendar(db, visitor, day):
    event = make_event(slug="dock", **({"day": tomorrow()} if day == "coming" else {}))
    told, links = offered(visitor, event.get_absolute_url())
    assert told == {"/atom.xml", "/events/dock/event.ics"}
    assert links["加入日历"] == "/events/dock/event.ics"


def test_what_has_no_day_or_is_a_draft_is_in_no_calendar(db, admin_client):
    drafts = [make_event(published=False), make_event(published=False, day=tomorrow())]
    for event in [*drafts, make_event(day=None)]:
        told, links = offered(admin_client, event.get_absolute_url())
        assert told == {"/atom.xml"}
        assert "加入日历" not in links


def test_a_city_has_a_feed_and_a_calendar(guangzhou, visitor):
    told, links = offered(visitor, "/cities/guangzhou/")
    mine = {"/cities/guangzhou/atom.xml", "/cities/guangzhou/events.ics"}
    assert told == {"/atom.xml", *mine}
    assert mine < set(links.values())
    assert "webcal://testserver/cities/guangzhou/events.ics" in links.values()


@pytest.mark.parametrize("page", ["/", "/en/", "/nowhere/"])
def test_every_page_ends_with_what_can_be_subscribed_to(db, visitor, page):
    _told, links = offered(visitor, page)
    assert {"/atom.xml", "/events.ics", "webcal://testserver/events.ics"} < set(links.values())


def test_a_talk_without_slides_tells_when_they_arrive(db, visitor):
    talk = make_talk(slug="first")
    told, links = offered(visitor, "/talks/first/")
    assert "/talks/first/atom.xml" in told
    assert links["讲稿出来时告诉我Atom"] == "/talks/first/atom.xml"
    make_attachment(talk=talk)
    told, links = offered(visitor, "/talks/first/")
    assert "/talks/first/atom.xml" in told
    assert "/talks/first/atom.xml" not in links.values()


def test_a_draft_of_a_talk_has_no_feed(db, admin_client):
    make_talk(slug="first", event=make_event(published=False))
    told, links = offered(admin_client, "/talks/first/")
    assert "/talks/first/atom.xml" not in {*told, *links.values()}


def test_tags_and_speakers_have_feeds(db, visitor):
    make_talk(tags=["船"], speakers=[make_speaker(slug="mai")])
    for page in ("/tags/%E8%88%B9/", "/speakers/mai/"):
        told, links = offered(visitor, page)
        assert f"{page}atom.xml" in told & set(links.values())


def test_a_post_leads_programs_to_the_feed_of_its_city(guangzhou, visitor):
    post = make_post(events=[make_event(city=guangzhou)])
    told, _links = offered(visitor, post.get_absolute_url())
    assert told == {"/atom.xml", "/cities/guangzhou/atom.xml"}


def test_the_list_of_events_leads_programs_to_the_calendar(db, visitor):
    assert offered(visitor, "/events/")[0] == {"/atom.xml", "/events.ics"}
