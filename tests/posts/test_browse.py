from datetime import date

import pytest

from posts.models import Post
from tests.events.test_browse import EVERYTHING, ODD, offered
from tests.factories import (
    make_attachment,
    make_deck,
    make_event,
    make_post,
    make_speaker,
    make_talk,
)


def titles(response):
    return [row.post.title for row in response.context["rows"]]


@pytest.fixture
def archive(guangzhou, shenzhen):
    lin, mai = make_speaker("林一", slug="lin"), make_speaker("麦二", slug="mai")
    old = make_event(city=guangzhou, day=date(2012, 5, 1), tags=["沙滩"])
    new = make_event(city=shenzhen, day=date(2013, 5, 1))
    make_deck(talk=make_talk(event=old, speakers=[lin], tags=["Docker"]))
    make_talk(event=new, speakers=[lin, mai])
    make_attachment(event=new, kind="transcript")
    make_post(title="甲", events=[old], tags=["船"])
    make_post(title="乙", events=[new], tags=["船"])
    make_post(title="丙", events=[old, new])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("city=guangzhou", {"甲", "丙"}),
        ("city=guangzhou&city=shenzhen", {"甲", "丙"}),
        ("year=2012", {"甲"}),
        ("tag=船", {"甲", "乙"}),
        ("tag=沙滩", {"甲", "丙"}),
        ("tag=docker", {"甲", "丙"}),
        ("speaker=mai", {"乙", "丙"}),
        ("has=slides", {"甲", "丙"}),
        ("has=slides&has=transcript", {"丙"}),
        ("tag=船&speaker=lin&year=2013", {"乙"}),
    ],
)
def test_a_recap_has_what_its_events_have(archive, visitor, query, expected):
    assert set(titles(visitor.get(f"/recaps/?{query}"))) == expected


def test_counts_are_of_recaps(archive, visitor):
    page = visitor.get("/recaps/")
    assert offered(page, "city") == [("广州", 2), ("深圳", 2)]
    assert offered(page, "year") == [("2013", 2), ("2012", 1)]
    assert offered(page, "speaker") == [("林一", 3), ("麦二", 2)]
    assert offered(page, "has") == [("有讲稿", 2), ("有速记", 2)]


def test_a_recap_of_no_event_has_its_own_city_and_the_year_it_came_out(shenzhen, visitor):
    post = make_post(title="甲")
    post.cities.add(shenzhen)
    assert titles(visitor.get(f"/recaps/?city=shenzhen&year={post.published_at.year}")) == ["甲"]


@pytest.mark.parametrize("when", [{"published": False}, {"scheduled": True}])
def test_drafts_beside_it_are_in_no_count_and_no_name(archive, visitor, when):
    queries = ["", "city=guangzhou", "has=video", "tag=藏", "speaker=藏人"]
    before = [visitor.get(f"/recaps/?{query}").content for query in queries]
    event = make_event(day=date(2014, 1, 1), tags=["藏"], **when)
    talk = make_talk(event=event, speakers=[make_speaker("藏人")], tags=["Docker"])
    for kind in ("video", "slides"):
        make_attachment(event=event, kind=kind)
        make_attachment(talk=talk, kind=kind)
    for post in Post.objects.all():
        post.events.add(event)
    make_post(events=[event], tags=["船"], **when)
    assert [visitor.get(f"/recaps/?{query}").content for query in queries] == before


def test_hidden_files_are_no_material(archive, visitor):
    event = make_event()
    make_post(events=[event])
    make_attachment(event=event, kind="video", hidden=True)
    make_attachment(talk=make_talk(event=event), kind="audio", hidden=True)
    assert offered(visitor.get("/recaps/"), "has") == [("有讲稿", 2), ("有速记", 2)]


@pytest.mark.parametrize("name", ["city", "year", "tag", "speaker", "has"])
def test_odd_values_leave_an_empty_list_with_a_way_on(archive, visitor, name):
    for text in ODD[:-1]:
        response = visitor.get("/recaps/", {name: text})
        assert (response.status_code, titles(response)) == (200, [])
        assert '<a href="/recaps/">' in response.text


def test_as_many_queries_for_fifty_whatever_is_chosen(
    guangzhou, visitor, django_assert_num_queries
):
    lin = make_speaker("林一", slug="lin")
    for count in (1, 2, 47):  # more each time
        for _ in range(count):
            event = make_event(city=guangzhou)
            make_deck(talk=make_talk(event=event, speakers=[lin], tags=["Docker"]))
            make_attachment(event=event, kind="audio")
            make_post(events=[event])
        for query in ("", f"?{EVERYTHING}"):
            with django_assert_num_queries(9):
                visitor.get(f"/recaps/{query}")
