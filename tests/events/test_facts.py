from datetime import date, time, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from events.models import Attachment, Event
from events.templatetags.facts import (
    day,
    days_left,
    file_detail,
    file_label,
    host,
    hours,
    html_lang,
    listed,
    poster,
    weekday,
    when,
)


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"


def test_the_year_is_told_only_when_it_differs():
    today = timezone.localdate()
    assert str(today.year) not in day(today)
    assert "2015" in day(date(2015, 10, 18))
    assert str(today.year) in day(today, "year")
    assert day(None) == "Date unknown"


def test_a_day_is_a_time_element():
    assert 'datetime="2015-10-18"' in when(date(2015, 10, 18))
    assert weekday(date(2015, 10, 18)) in when(date(2015, 10, 18), "weekday")


def test_a_poster_shows_the_day_as_the_language_writes_it():
    assert poster(date(2015, 10, 18)) == "18 Oct"
    with override("zh-hans"):
        assert poster(date(2015, 10, 18)) == "10/18"


def test_hours_tell_what_is_known():
    assert hours(Event(starts_at=time(13, 30), ends_at=time(17))) == "13:30–17:00"
    assert hours(Event(starts_at=time(9))) == "09:00"
    assert hours(Event()) == ""


@pytest.mark.parametrize(
    ("days", "text"), [(0, "today"), (1, "tomorrow"), (5, "in 5 days"), (-1, "")]
)
def test_days_are_counted_down(days, text):
    assert days_left(timezone.localdate() + timedelta(days=days)) == text


def test_names_are_told_once_and_not_without_end():
    assert listed(["甲", "乙", "甲"]) == "甲, 乙"
    assert listed(["甲", "乙", "丙"], 2) == "甲, 乙 and others, 3 in all"


@pytest.mark.parametrize(
    ("url", "name"),
    [("https://www.example.org/a", "example.org"), ("https://[bad", ""), ("/a", "")],
)
def test_a_host_is_told_as_people_say_it(url, name):
    assert host(url) == name


def test_a_file_tells_its_kind_pages_and_name():
    deck = Attachment(kind="slides", page_count=12, original_name="a.pdf")
    assert (file_label(deck), file_detail(deck)) == ("Slides", "12 pages, a.pdf")
    assert file_detail(deck, "for all talks") == "for all talks, 12 pages, a.pdf"
    deck.title = "船"
    assert (file_label(deck), file_detail(deck)) == ("船", "Slides, 12 pages, a.pdf")


@pytest.mark.parametrize(
    ("code", "tag"), [("zh-hans", "zh-Hans"), ("en", "en"), ("pt-br", "pt-BR")]
)
def test_a_language_is_written_as_browsers_do(code, tag):
    assert html_lang(code) == tag
