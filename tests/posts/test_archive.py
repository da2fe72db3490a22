import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from techparty_site.lib.assets import minified
from tests.factories import make_attachment, make_city, make_event, make_talk


def years(response):
    return [(year, [event.title for event in events]) for year, events in response.context["years"]]


def test_events_stand_under_their_years_newest_first(db, visitor):
    for day, title in [
        (date(2012, 3, 1), "甲"),
        (date(2014, 5, 1), "乙"),
        (date(2014, 9, 1), "丙"),
    ]:
        make_event(day=day, title=title)
    assert years(visitor.get("/archive/")) == [(2014, ["丙", "乙"]), (2012, ["甲"])]


def test_events_without_a_date_stand_apart(db, visitor):
    make_event()
    undated = make_event(day=None)
    response = visitor.get("/archive/")
    assert response.context["years"][-1] == (0, [undated])
    assert sum(line.count for line in response.context["card"].lines) == 1


@pytest.mark.parametrize("when", [{"published": False}, {"scheduled": True}])
def test_unpublished_events_get_no_row_and_no_stamp(db, visitor, when):
    make_event(day=date(2012, 3, 1))
    make_event(day=date(2013, 3, 1), city=make_city(name="藏着的城"), title="藏着的", **when)
    make_event(day=None, title="藏着的", **when)
    response = visitor.get("/archive/")
    assert "藏着的" not in response.content.decode()
    assert [line.year for line in response.context["card"].lines] == [2012]


def test_every_year_of_the_card_is_one_link_to_its_list(db, visitor):
    for year in (2012, 2013, 2013):
        make_event(day=date(year, 3, 1))
    page = visitor.get("/archive/").content.decode()
    card = page[page.index("<svg viewBox") : page.index("</details>")]
    links = re.findall(r'<a href="(\?year=\d+#y\d+)"', card)
    assert links == ["?year=2012#y2012", "?year=2013#y2013"]
    assert card.count("<use href=#s") == 3


def test_a_year_is_listed_when_asked_for_else_the_newest(db, visitor):
    for day in [date(2012, 3, 1), *[date(2013, 3, 1)] * 15]:
        make_event(day=day, title=str(day.year))
    assert years(visitor.get("/archive/")) == [(2013, ["2013"] * 15)]
    chosen = visitor.get("/archive/?year=2012")
    assert years(chosen) == [(2012, ["2012"])]
    assert '<link rel="canonical" href="http://testserver/archive/?year=2012">' in chosen.text
    assert years(visitor.get("/archive/?year=1\x00")) == [(2013, ["2013"] * 15)]


def test_it_stays_light_with_hundreds_of_events(db, visitor):
    for number in range(180):
        make_event(day=date(2009 + number // 12, 1 + number % 12, 3), title="广州某月某某专题沙龙")
    page = visitor.get("/archive/").content
    static = Path(settings.BASE_DIR) / "techparty_site" / "static"
    names = ("site.css", "site.js")
    files = [minified(name, (static / name).read_text(encoding="utf-8")) for name in names]
    assert len(page) + sum(len(file.encode()) for file in files) <= 60_000


def test_the_card_is_a_table_too(db, visitor):
    make_event(day=date(2012, 3, 1), city=make_city(name="某城"))
    page = visitor.get("/archive/").content.decode()
    table = page[page.index("<table") : page.index("</table>")]
    assert table.index("2012") < table.index("某城")


def test_a_row_tells_whether_there_are_slides(db, visitor):
    with_slides = make_event(day=date(2012, 3, 3))
    make_attachment(talk=make_talk(event=with_slides))
    whole = make_event(day=date(2012, 3, 2))
    make_attachment(event=whole)
    hidden = make_event(day=date(2012, 3, 1))
    make_attachment(event=hidden, hidden=True)
    (_year, events), *_ = visitor.get("/archive/").context["years"]
    assert [event.has_slides for event in events] == [True, True, False]


def test_an_event_to_come_lacks_nothing_yet(db, visitor):
    make_event(day=timezone.localdate() + timedelta(days=3))
    assert 'class="lack"' not in visitor.get("/archive/").content.decode()


def test_an_empty_archive_says_so(db, visitor):
    assert 'class="empty"' in visitor.get("/archive/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_as_many_queries_for_three(db, visitor, django_assert_num_queries, count):
    for number in range(count):
        event = make_event(city=make_city(), day=date(2012 + number, 3, 1))
        make_attachment(talk=make_talk(event=event))
    with django_assert_num_queries(3):
        visitor.get("/archive/")
