from datetime import date

import pytest

from tests.factories import (
    make_attachment,
    make_city,
    make_event,
    make_post,
    make_speaker,
    make_talk,
)


def titles(response):
    return [row.post.title for row in response.context["rows"]]


def test_recaps_stand_under_their_years_newest_first(db, visitor):
    for day in (date(2013, 5, 1), date(2015, 10, 18), date(2015, 1, 4)):
        make_post(title=f"{day}", events=[make_event(day=day)])
    response = visitor.get("/recaps/")
    assert titles(response) == ["2015-10-18", "2015-01-04", "2013-05-01"]
    page = response.content.decode()
    assert page.index('id="y2015"') < page.index('id="y2013"')


def test_only_recaps_are_listed(db, visitor):
    make_post(title="甲")
    make_post(title="乙", kind="signup")
    assert titles(visitor.get("/recaps/")) == ["甲"]


@pytest.mark.parametrize("when", [{"published": False}, {"scheduled": True}])
def test_unpublished_things_show_nowhere(db, visitor, when):
    hidden = make_event(title="藏着的活动", **when)
    make_talk(event=hidden, title="藏着的讲题", speakers=[make_speaker("藏着的讲师")])
    make_post(title="藏着的回顾", **when)
    make_post(title="看得见的回顾", events=[hidden, make_event()])
    page = visitor.get("/recaps/").content.decode()
    assert "看得见的回顾" in page
    assert "藏着的" not in page


def test_a_row_tells_where_who_and_what_is_lacking(db, visitor):
    event = make_event(city=make_city(name="某城", stamp="某"), venue="三号仓")
    with_slides = make_talk(event=event, speakers=[make_speaker("麦小舟")])
    make_talk(event=event)
    make_attachment(talk=with_slides)
    make_post(events=[event])
    row = visitor.get("/recaps/").context["rows"][0]
    assert [city.name for city in row.cities] == ["某城"]
    assert (row.venue, row.speakers) == ("三号仓", ["麦小舟"])
    assert (row.talk_count, row.slides, row.without_slides) == (2, 1, 1)


def test_slides_of_the_whole_event_serve_every_talk(db, visitor):
    event = make_event()
    make_talk(event=event)
    make_attachment(event=event)
    make_post(events=[event])
    assert visitor.get("/recaps/").context["rows"][0].without_slides == 0


def test_a_recap_of_no_event_has_the_city_it_names(db, visitor):
    post = make_post()
    post.cities.add(make_city(name="某城"))
    assert "某城" in visitor.get("/recaps/").content.decode()


def test_thirty_fill_a_page(db, visitor):
    for _ in range(31):
        make_post()
    assert len(titles(visitor.get("/recaps/"))) == 30
    assert len(titles(visitor.get("/recaps/?page=2"))) == 1
    assert visitor.get("/recaps/?page=3").status_code == 404


def test_no_recap_is_said_so(db, visitor):
    assert 'class="empty"' in visitor.get("/recaps/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_as_many_queries_for_three(db, visitor, django_assert_num_queries, count):
    for _ in range(count):
        events = [make_event(city=make_city()) for _ in range(count)]
        for event in events:
            make_attachment(talk=make_talk(event=event, speakers=[make_speaker()]))
        make_post(events=events)
    with django_assert_num_queries(9):
        visitor.get("/recaps/")
