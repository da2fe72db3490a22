"""What a page offers to read next."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from events.models import Talk
from events.related import events_elsewhere, neighbours, related_talks
from tests.factories import make_city, make_event, make_speaker, make_talk

NOBODY = AnonymousUser()


@pytest.fixture
def cities(db):
    return [make_city(slug="guangzhou", name="广州"), make_city(slug="zhuhai", name="珠海")]


def given(city, **facts):
    """A talk at an event of its own."""
    event = facts.pop("event", None) or make_event(city=city, day=facts.pop("day", None))
    return make_talk(event=event, **facts)


def related(talk):
    return related_talks(Talk.objects.with_credits().get(pk=talk.pk), NOBODY)


def test_talks_of_its_speakers_come_the_newest_first(cities):
    speaker = make_speaker()
    older = given(cities[0], speakers=[speaker], day=date(2012, 1, 1))
    newer = given(cities[1], speakers=[speaker], day=date(2014, 1, 1))
    talk = given(cities[0], speakers=[speaker], day=date(2013, 1, 1))
    assert related(talk).by_speaker == [newer, older]


def test_a_rare_topic_in_common_says_more_than_a_frequent_one(cities):
    frequent = [given(cities[0], tags=["网页"]) for _ in range(5)]
    rare = given(cities[0], tags=["船闸"])
    found = related(given(cities[0], tags=["网页", "船闸"])).by_topic
    assert found[0] == rare
    assert set(found[1:]) < set(frequent)


def test_another_city_has_a_place_of_its_own(cities):
    far = given(cities[1], tags=["船"])
    for _ in range(6):
        given(cities[0], tags=["船"])
    found = related(given(cities[0], tags=["船"]))
    assert len(found.by_topic) == 5
    assert found.in_other_cities == [far]


def test_no_talk_stands_there_twice(cities):
    speaker = make_speaker()
    other = given(cities[1], speakers=[speaker], tags=["船"])
    found = related(given(cities[0], speakers=[speaker], tags=["船"]))
    assert (found.by_speaker, found.by_topic, found.in_other_cities) == ([other], [], [])


def test_the_same_event_and_drafts_are_left_out(cities):
    talk = given(cities[0], tags=["船"])
    make_talk(event=talk.event, tags=["船"])
    given(cities[0], tags=["船"], event=make_event(published=False))
    found = related(talk)
    assert found.by_topic == found.by_speaker == []


def test_a_talk_without_speakers_and_tags_has_none(cities):
    given(cities[0])
    found = related(given(cities[0]))
    assert found.by_speaker == found.by_topic == found.in_other_cities == []


@pytest.mark.parametrize("count", [1, 30])
def test_it_takes_as_many_queries_for_thirty(cities, django_assert_num_queries, count):
    speaker = make_speaker()
    for _ in range(count):
        given(cities[1], tags=["船"], speakers=[speaker])
        given(cities[1], tags=["船"])
    talk = given(cities[0], tags=["船"], speakers=[speaker])
    talk = Talk.objects.with_credits().select_related("event").get(pk=talk.pk)
    with django_assert_num_queries(6):  # one of them the tags of the talk
        related_talks(talk, NOBODY)


def test_the_events_before_and_after_are_of_the_same_city(cities):
    first, second, third = [make_event(city=cities[0], day=date(2012, m, 1)) for m in (1, 3, 5)]
    make_event(city=cities[1], day=date(2012, 2, 1))
    make_event(city=cities[0], day=date(2012, 4, 1), published=False)
    make_event(city=cities[0], day=None)
    found = neighbours(second, NOBODY)
    assert (found.before, found.after) == (first, third)
    assert neighbours(first, NOBODY).before is None


def test_two_events_on_one_day_follow_each_other(cities):
    first, second = [make_event(city=cities[0], day=date(2012, 1, 1)) for _ in range(2)]
    assert neighbours(first, NOBODY).after == second
    assert neighbours(second, NOBODY).before == first


def test_an_event_without_a_date_stands_between_none(cities):
    make_event(city=cities[0])
    assert neighbours(make_event(city=cities[0], day=None), NOBODY).before is None


def test_events_of_other_cities_on_the_same_topic(cities):
    here = make_event(city=cities[0], tags=["船"])
    there = make_event(city=cities[1], tags=["船"])
    make_event(city=cities[0], tags=["船"])
    make_event(city=cities[1], tags=["船"], published=False)
    assert events_elsewhere(here, NOBODY) == [there]


def test_the_pages_lead_on(cities, visitor):
    before = make_event(city=cities[0], day=date(2012, 1, 1), title="上一场")
    event = make_event(city=cities[0], day=date(2012, 2, 1), tags=["船"])
    there = make_event(city=cities[1], tags=["船"], title="那边那场")
    page = visitor.get(event.get_absolute_url()).text
    assert f'rel="prev" href="{before.get_absolute_url()}"' in page
    assert there.get_absolute_url() in page
