"""Places that get in each other's way, and content at the edge of what a column holds."""

import random
from datetime import date

import pytest

from events.models import Attachment, Event, Talk
from search import indexing
from search.models import Kind, SearchDocument
from speakers.models import Speaker
from tests.factories import (
    make_attachment,
    make_deck,
    make_event,
    make_photo,
    make_post,
    make_speaker,
    make_tag,
    make_talk,
)
from tests.search.asked import titles
from tests.search.steps import assert_in_step


@pytest.fixture
def one_by_one(monkeypatch):
    """Units are written each by itself, as they are where hundreds changed."""
    monkeypatch.setattr(indexing, "TOGETHER", 1)


@pytest.mark.parametrize("first", [True, False])
def test_a_deck_moves_between_events_of_one_day(db, one_by_one, first):
    talks = [make_talk(event=make_event()) for _time in range(2)]
    here, there = talks if first else reversed(talks)
    make_deck(talk=here)
    make_attachment(talk=here, kind="transcript", text="大家好")
    indexing.catch_up()
    Attachment.objects.update(talk=there)
    assert_in_step()
    assert titles("大家好") == [there.title]


@pytest.mark.parametrize("first", [True, False])
def test_talks_change_places_between_events(db, one_by_one, first):
    events = [make_event() for _time in range(2)]
    talks = [make_talk(event=event) for event in events]
    indexing.catch_up()
    for talk, event in zip(talks, reversed(events), strict=True):
        Talk.objects.filter(pk=talk.pk).update(event=event)
    assert_in_step()


def test_a_file_goes_to_an_event_without_a_day_and_back(db, one_by_one):
    photo, event = make_photo(caption="合影"), make_event(day=None)
    indexing.catch_up()
    for owner in (event, None):
        Attachment.objects.filter(pk=photo.pk).update(event=owner)
        assert_in_step()


def test_hundreds_of_changes_at_once(db):
    events = [make_event(title=f"第{number}场") for number in range(25)]
    decks = [make_deck(event=event, pages=1) for event in events]
    indexing.catch_up()
    for deck, event in zip(decks, reversed(events), strict=True):
        Attachment.objects.filter(pk=deck.pk).update(event=event)
    assert_in_step()


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1969, 12, 31), date(3015, 1, 1), date.max])
def test_a_day_mistyped_by_centuries_breaks_nothing(db, day):
    """Behind the year 2687 all days are one."""
    make_deck(talk=make_talk(event=make_event(title="千年", day=day)))
    assert_in_step()
    assert titles("千年")[0] == "千年"


def test_a_day_mistyped_by_centuries_comes_first(db):
    make_event(title="千年", day=date(3015, 1, 1))
    make_event(title="千年虫", day=date(2024, 1, 1))
    assert titles("千年", Kind.EVENT) == ["千年", "千年虫"]


def test_two_decks_with_the_same_numbers_are_two(db):
    talk = make_talk()
    make_deck(talk=talk, pages=3)
    make_deck(talk=talk, pages=3)
    assert_in_step()
    assert SearchDocument.objects.filter(kind=Kind.PAGE).count() == 6


dice = random.Random(7)  # noqa: S311
LONG = "".join(chr(dice.randrange(0x20000, 0x2A6D6)) for _sign in range(60_000))


def test_texts_without_end_are_searched_as_far_as_they_are_kept(db):
    talk = make_talk(summary=LONG)
    make_attachment(talk=talk, kind="transcript", text=f"## {LONG}\n{'word ' * 20_000}")
    assert_in_step()
    assert talk.title in titles(LONG[100:104])


def test_the_longest_of_everything_fits(db):
    sign = "\U00020000"
    tags = [f"{sign * 90}{number}" for number in range(3)]
    event = make_event(title=sign * 200, slug=sign * 80, venue=sign * 200, tags=tags)
    talk = make_talk(event=event, title=sign * 200, slug=sign * 80, summary="文", tags=tags)
    make_talk(event=event, speakers=[make_speaker(sign * 100, slug=sign * 80)])
    for owner in ({"talk": talk}, {"event": event}):
        make_deck(original_name=f"{sign * 250}.pdf", title=sign * 200, **owner)
        make_deck(original_name="again.pdf", **owner)
        make_attachment(kind="transcript", text=f"{sign * 500}\n" * 100, **owner)
        make_photo(caption=sign * 300, alt=sign * 300, original_name=sign * 255, **owner)
    make_photo(original_name=sign * 255)
    make_attachment(url=f"https://example.org/{'x' * 1900}")
    make_post(title=sign * 200, slug=sign * 80, byline=sign * 200, tags=tags)
    assert_in_step()


def test_odd_signs_stand_in_the_index_as_they_are(db):
    odd = "a'b\"c\\d:e*f(g)h|i&j!k<l>m\x01n\t\u2028o\ufeffp\u202eq😀r%s_t^u~v=w+x#y.z 'é' ﷺ ½"
    event = make_event(title=odd, venue=odd, description=odd, tags=[odd])
    make_talk(event=event, title=odd, summary=odd, speakers=[make_speaker(odd)])
    make_attachment(event=event, kind="transcript", text=odd, title=odd, original_name=odd)
    make_post(title=odd, body=odd, byline=odd)
    assert_in_step()


def test_names_of_nothing_but_signs_are_places_all_the_same(db):
    talk = make_talk(event=make_event(title="！！！"), title="？", speakers=[make_speaker("…")])
    talk.tags.add("：")
    make_tag("；")
    make_attachment(talk=talk, original_name="、")
    assert_in_step()
    assert titles("？") == []


def test_a_talk_without_a_title_and_a_file_without_a_name_are_there(db):
    talk = make_talk(title="", speakers=[make_speaker("林小满")])
    make_attachment(talk=talk, kind="video")
    assert_in_step()
    assert titles("林小满")[0] == "林小满"


def test_who_is_gone_is_not_found(db):
    make_talk(speakers=[make_speaker("林小满")])
    indexing.catch_up()
    Event.objects.all().delete()
    Speaker.objects.all().delete()
    assert_in_step()
    assert not SearchDocument.objects.exists()
