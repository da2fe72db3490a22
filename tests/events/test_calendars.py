"""Calendars, read by a parser that isn't ours."""

from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from icalendar import Calendar

from events.models import Community, Event, Talk
from tests.factories import make_event, make_speaker, make_talk

CHINA = ZoneInfo("Asia/Shanghai")


def read(client, path="/events.ics", **headers):
    response = client.get(path, headers=headers)
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))
    return Calendar.from_ical(response.content)


def entry(client, event):
    calendar = read(client, f"{event.get_absolute_url()}event.ics")
    [found] = calendar.events
    assert not found.errors
    return found


def titles(calendar):
    return [str(found["SUMMARY"]) for found in calendar.events]


def test_an_event_says_when_and_where_it_is(db, visitor):
    event = make_event(
        title="船坞夜谈", day=date(2031, 10, 18), starts_at=time(13, 30), ends_at=time(17),
        venue="三号仓", address="江边路 1 号", tags=["C++", "云"],
    )  # fmt: skip
    found = entry(visitor, event)
    assert found["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert found.start == datetime(2031, 10, 18, 13, 30, tzinfo=CHINA)
    assert found.end == datetime(2031, 10, 18, 17, tzinfo=CHINA)
    assert (found["SUMMARY"], found["LOCATION"]) == ("船坞夜谈", "广州 三号仓 江边路 1 号")
    assert found["URL"] == f"http://testserver{event.get_absolute_url()}"
    assert sorted(found.categories) == ["C++", "云"]


def test_the_time_zone_comes_along(db, visitor):
    make_event(starts_at=time(19))
    calendar = read(visitor)
    [zone] = calendar.timezones
    assert zone.tz_name == "Asia/Shanghai"
    [offset] = zone.standard
    assert (offset.TZOFFSETTO, calendar.get_missing_tzids()) == (timedelta(hours=8), set())


def test_without_an_hour_it_lasts_all_day(db, visitor):
    found = entry(visitor, make_event(day=date(2024, 2, 29)))
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2024, 2, 29), date(2024, 3, 1))
    assert found["DTSTART"].params["VALUE"] == "DATE"


def test_an_unknown_end_is_not_made_up(db, visitor):
    found = entry(visitor, make_event(starts_at=time(19)))
    assert found["DTSTART"].dt.hour == 19
    assert "DTEND" not in found
    assert "DURATION" not in found


def test_it_tells_the_talks_and_where_to_read_more(db, visitor):
    event = make_event(day=timezone.localdate(), signup_url="https://signup.example/7")
    make_talk(event=event, title="后讲", position=2)
    make_talk(
        event=event, position=1, title="先讲", speakers=[make_speaker("麦小舟")], affiliation="船厂"
    )
    lines = entry(visitor, event)["DESCRIPTION"].split("\n")
    assert lines[0] == "1. 先讲（麦小舟，船厂）"
    assert lines[1].startswith("2. 后讲（")
    page = f"http://testserver{event.get_absolute_url()}"
    assert lines[2:] == ["报名：https://signup.example/7", page]


def test_it_is_known_again_after_it_was_moved_and_renamed(db, visitor):
    event = make_event(slug="alt")
    before = entry(visitor, event)
    event.slug, event.title, event.date = "neu", "新的", date(2024, 6, 1)
    event.save()
    Event.objects.update(updated_at=event.created_at + timedelta(hours=1))
    after = entry(visitor, event)
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["LAST-MODIFIED"].dt > before["LAST-MODIFIED"].dt
    assert visitor.get("/events/alt/event.ics")["Location"] == "/events/neu/event.ics"


def test_a_change_of_a_talk_is_a_change(db, visitor):
    talk = make_talk()
    later = timezone.now().replace(microsecond=0) + timedelta(hours=1)
    Talk.objects.filter(pk=talk.pk).update(updated_at=later)
    assert entry(visitor, talk.event)["LAST-MODIFIED"].dt == later


def test_events_follow_on_each_other_in_the_city_and_for_all(guangzhou, shenzhen, visitor):
    make_event(city=shenzhen, title="乙", day=date(2024, 5, 2))
    make_event(city=guangzhou, title="丙", day=date(2024, 5, 3))
    make_event(city=guangzhou, title="甲", day=date(2024, 5, 1))
    assert titles(read(visitor)) == ["甲", "乙", "丙"]
    assert titles(read(visitor, "/cities/guangzhou/events.ics")) == ["甲", "丙"]
    assert visitor.get("/cities/nowhere/events.ics").status_code == 404


def test_without_a_day_there_is_no_entry(db, visitor):
    event = make_event(day=None)
    assert titles(read(visitor)) == []
    assert visitor.get(f"{event.get_absolute_url()}event.ics").status_code == 404


@pytest.mark.parametrize("when", [{"published": False}, {"scheduled": True}])
def test_nobody_is_told_of_a_draft(guangzhou, admin_client, when):
    draft = make_event(city=guangzhou, **when)
    assert titles(read(admin_client)) == titles(read(admin_client, "/cities/guangzhou/events.ics"))
    assert titles(read(admin_client)) == []
    assert admin_client.get(f"{draft.get_absolute_url()}event.ics").status_code == 404


def test_a_calendar_has_a_name_and_says_how_often_to_ask(guangzhou, visitor):
    Community.objects.create(name="船坞")
    calendar = read(visitor, "/cities/guangzhou/events.ics")
    assert calendar["X-WR-CALNAME"] == calendar["NAME"] == "船坞 广州"
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=12)
    assert calendar["X-PUBLISHED-TTL"] == "PT12H"
    assert (calendar["VERSION"], calendar["METHOD"]) == ("2.0", "PUBLISH")


def test_the_file_has_a_name_that_every_disk_takes(db, visitor):
    path = make_event(title="A/B：测试", slug="ab").get_absolute_url()
    disposition = visitor.get(f"{path}event.ics")["Content-Disposition"]
    assert disposition.startswith("inline; filename*=utf-8''")
    assert unquote(disposition).endswith("：测试.ics")
    assert "/" not in disposition


def test_who_has_it_already_is_told_so(db, visitor):
    event = make_event()
    path = f"{event.get_absolute_url()}event.ics"
    first = visitor.get(path)
    again = visitor.get(path, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    Event.objects.update(title="改了", updated_at=datetime(2030, 1, 1, tzinfo=UTC))
    assert visitor.get(path, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_it_is_the_same_for_everybody(db, visitor):
    make_event()
    response = visitor.get("/events.ics", headers={"accept-language": "en", "cookie": "a=b"})
    assert (response.cookies, response.get("Vary")) == ({}, None)
    assert response["Content-Language"] == "zh-Hans"
    assert visitor.post("/events.ics").status_code == 405


BAD = [
    "长" * 200,
    "a\x07\x0bb",
    "a\u2028b\x85c\rd",
    "BEGIN:VEVENT;,\\n",
    "משה \u202eירושלים",
    "👩‍👩‍👧",
]


@pytest.mark.parametrize("words", BAD)
def test_words_come_back_as_they_went_in(db, visitor, words):
    event = make_event(title=words, venue=words[:200], tags=[words[:100]])
    make_talk(event=event, title=words, speakers=[make_speaker(words[:100])])
    found = entry(visitor, event)
    shown = " ".join("".join(c for c in words if c not in "\x07\x0b").split())
    assert (found["SUMMARY"], found["LOCATION"]) == (shown, f"广州 {shown}")
    assert found["DESCRIPTION"].startswith(f"1. {shown}（")


@pytest.mark.parametrize("count", [0, 40])
def test_it_holds_any_number_of_talks(db, visitor, count):
    event = make_event()
    for number in range(count):
        make_talk(event=event, title="" if number else "讲" * 200)
    assert len(entry(visitor, event)["DESCRIPTION"].split("\n")) == count + 1


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_a_slip_of_the_pen_breaks_nothing(db, visitor, day):
    assert entry(visitor, make_event(day=day))["DTSTART"].dt == day


@pytest.mark.parametrize("count", [1, 3])
def test_more_events_take_no_more_queries(guangzhou, visitor, django_assert_num_queries, count):
    for _ in range(count):
        make_talk(event=make_event(city=guangzhou, tags=["船"]), speakers=[make_speaker()])
    with django_assert_num_queries(5):
        visitor.get("/events.ics")
    with django_assert_num_queries(6):
        visitor.get("/cities/guangzhou/events.ics")
