from datetime import date, timedelta

import pytest
from django.utils import timezone

from events.models import Event
from posts.models import Post
from tests.factories import (
    make_attachment,
    make_city,
    make_event,
    make_post,
    make_speaker,
    make_talk,
)


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def listed(response):
    return [row.post if hasattr(row, "post") else row.event for row in response.context["rows"]]


def test_cities_tell_their_count_and_the_last_and_next_event(guangzhou, visitor):
    make_event(city=guangzhou, day=date(2012, 1, 1), title="最早")
    last = make_event(city=guangzhou, day=in_days(-1))
    coming = make_event(city=guangzhou, day=in_days(3))
    make_event(city=guangzhou, day=in_days(9))
    make_event(city=guangzhou, day=None)
    row = visitor.get("/cities/").context["home"][0]
    assert (row.count, row.last, row.next, row.since) == (5, last, coming, date(2012, 1, 1))


def test_places_visited_as_guests_stand_apart_once_there_was_an_event(guangzhou, visitor):
    visited = make_city(name="客城", is_home=False)
    make_event(city=visited)
    make_event(city=make_city(name="草稿城", is_home=False), published=False)
    context = visitor.get("/cities/").context
    assert [row.city for row in context["home"]] == [guangzhou]
    assert [row.city for row in context["guest"]] == [visited]


@pytest.mark.parametrize("when", [{"published": False}, {"scheduled": True}])
def test_unpublished_things_show_nowhere(guangzhou, visitor, when):
    for day in (in_days(-3), in_days(3)):
        hidden = make_event(city=guangzhou, title="藏着的活动", day=day, venue="藏着的场地", **when)
        make_talk(event=hidden, title="藏着的讲题", tags=["藏着的标签"])
        make_post(title="藏着的回顾", events=[hidden], **when)
    for url in ("/cities/", guangzhou.get_absolute_url()):
        assert "藏着的" not in visitor.get(url).content.decode()
    assert visitor.get(guangzhou.get_absolute_url()).context["facts"].count == 0


def test_recaps_and_events_without_one_are_one_list(guangzhou, visitor):
    old = make_event(city=guangzhou, day=date(2012, 1, 1))
    told = make_event(city=guangzhou, day=date(2013, 1, 1))
    undated = make_event(city=guangzhou, day=None)
    recap = make_post(events=[told])
    make_post(events=[old], kind="signup")
    make_post(events=[old], published=False)
    assert listed(visitor.get(guangzhou.get_absolute_url())) == [recap, old, undated]


def test_other_cities_stay_out(guangzhou, shenzhen, visitor):
    make_post(events=[make_event(city=shenzhen)])
    assert listed(visitor.get(guangzhou.get_absolute_url())) == []


def test_the_next_event_is_shown_else_the_next_one_elsewhere(guangzhou, shenzhen, visitor):
    coming = make_event(city=guangzhou, day=in_days(3))
    here = visitor.get(guangzhou.get_absolute_url())
    assert 'class="slip"' in here.content.decode()
    there = visitor.get(shenzhen.get_absolute_url())
    assert 'class="slip"' not in there.content.decode()
    assert there.context["elsewhere"] == coming


@pytest.mark.parametrize(("days", "quiet"), [(-400, True), (-300, False)])
def test_a_city_long_without_an_event_looks_for_a_host(guangzhou, visitor, days, quiet):
    make_event(city=guangzhou, day=in_days(days))
    page = visitor.get(guangzhou.get_absolute_url()).content.decode()
    assert ('class="empty"' in page) is quiet


def test_a_city_without_any_event_looks_for_a_host(guangzhou, visitor):
    assert 'class="empty"' in visitor.get(guangzhou.get_absolute_url()).content.decode()


def test_venues_and_topics_stand_beside_the_list(guangzhou, visitor):
    for venue in ("三号仓", "码头", "三号仓"):
        event = make_event(city=guangzhou, venue=venue)
        make_talk(event=event, tags=["船"])
    context = visitor.get(guangzhou.get_absolute_url()).context
    assert context["venues"] == ["三号仓", "码头"]
    assert [(tag.name, tag.times) for tag in context["tags"]] == [("船", 3)]


def test_the_list_is_paged_across_both_kinds(guangzhou, visitor):
    for _ in range(16):
        make_event(city=guangzhou, day=date(2012, 1, 1))
        make_post(events=[make_event(city=guangzhou)])
    first = listed(visitor.get(guangzhou.get_absolute_url()))
    second = listed(visitor.get(f"{guangzhou.get_absolute_url()}?page=2"))
    assert [type(thing) for thing in first] == [Post] * 16 + [Event] * 14
    assert len(second) == 2
    assert visitor.get(f"{guangzhou.get_absolute_url()}?page=3").status_code == 404


def test_an_unknown_city_is_not_found(guangzhou, visitor):
    assert visitor.get("/cities/guangzhou/").status_code == 200
    assert visitor.get("/cities/atlantis/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_index_takes_as_many_queries_for_three(db, visitor, django_assert_num_queries, count):
    for _ in range(count):
        city = make_city()
        make_event(city=city)
        make_event(city=city, day=in_days(3))
    with django_assert_num_queries(5):
        visitor.get("/cities/")


@pytest.mark.parametrize("count", [1, 3])
def test_a_city_takes_as_many_queries_for_three(
    guangzhou, visitor, django_assert_num_queries, count
):
    for _ in range(count):
        told, untold, coming = (
            make_event(city=guangzhou, day=in_days(days)) for days in (-9, -5, 3)
        )
        for event in (told, untold, coming):
            make_attachment(talk=make_talk(event=event, speakers=[make_speaker()], tags=["船"]))
        make_post(events=[told])
    with django_assert_num_queries(22):
        visitor.get(guangzhou.get_absolute_url())
