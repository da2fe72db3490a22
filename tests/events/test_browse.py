from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.models import City, Event, Tag, Talk
from speakers.models import Speaker
from techparty_site.lib.redirects import lead
from tests.factories import (
    make_attachment,
    make_city,
    make_deck,
    make_event,
    make_speaker,
    make_talk,
)


def titles(response):
    return [row.talk.title for row in response.context["rows"]]


def offered(response, name):
    """Labels and counts of what is offered as a link."""
    menus = response.context["browse"].menus
    found = [menu for menu in menus if menu.facet.name == name]
    return [(choice.label, choice.count) for menu in found for choice in menu.links]


@pytest.fixture
def archive(guangzhou, shenzhen):
    lin, mai = make_speaker("林一", slug="lin"), make_speaker("麦二", slug="mai")
    old = make_event(city=guangzhou, day=date(2012, 5, 1))
    new = make_event(city=shenzhen, day=date(2013, 5, 1))
    make_deck(talk=make_talk(event=old, title="甲", speakers=[lin], tags=["Docker"]))
    make_talk(event=old, title="乙", speakers=[mai], tags=["Docker", "船"])
    make_talk(event=new, title="丙", speakers=[lin, mai], tags=["船"])
    make_attachment(event=new, kind="audio")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("city=guangzhou", ["甲", "乙"]),
        ("year=2013", ["丙"]),
        ("tag=docker", ["甲", "乙"]),
        ("speaker=lin", ["丙", "甲"]),
        ("has=slides", ["甲"]),
        ("has=audio", ["丙"]),
        ("city=guangzhou&year=2012&tag=docker&speaker=mai", ["乙"]),
        ("has=slides&has=audio", []),
    ],
)
def test_talks_are_those_that_fit_everything_chosen(archive, visitor, query, expected):
    assert titles(visitor.get(f"/talks/?{query}")) == expected


def test_counts_are_those_under_the_other_filters(archive, visitor):
    page = visitor.get("/talks/?city=guangzhou&tag=docker")
    assert offered(page, "city") == [("广州", 2)]
    assert offered(page, "tag") == [("Docker", 2), ("船", 1)]
    assert offered(page, "speaker") == [("林一", 1), ("麦二", 1)]
    assert offered(page, "has") == [("有讲稿", 1)]


def test_values_stand_as_a_reader_expects(archive, visitor):
    page = visitor.get("/talks/")
    assert offered(page, "year") == [("2013", 1), ("2012", 2)]
    assert offered(page, "city") == [("广州", 2), ("深圳", 1)]


def test_only_the_frequent_names_are_links_and_a_field_takes_all(db, visitor):
    for number in range(20):
        make_talk(tags=[f"标签{number:02}", "常见"], title=f"讲题{number}")
    page = visitor.get("/talks/")
    assert offered(page, "tag")[0] == ("常见", 20)
    assert len(offered(page, "tag")) == 10
    assert "<option>标签18" in page.text
    assert visitor.get("/talks/?tag=标签19", follow=True).context["page"].paginator.count == 1


def test_a_chosen_value_is_removed_by_its_link_and_replaced_by_another(archive, visitor):
    page = visitor.get("/talks/?city=guangzhou&year=2012").text
    assert '<a href="?year=2012" rel="nofollow"><span class="vh">' in page
    assert 'href="?city=guangzhou" aria-current="true"' in page
    other = visitor.get("/talks/?city=shenzhen").text
    assert '<a href="/talks/" aria-current="true"' in other
    assert 'href="?city=guangzhou"' not in other.partition("<form")[0]


@pytest.mark.parametrize(
    ("sent", "clean"),
    [
        ("city=&year=2012&tag=&speaker=", "?year=2012"),
        ("city=&year=", ""),
        ("tag=whale&page=1", "?tag=docker"),
        ("tag=ＤＯＣＫＥＲ", "?tag=docker"),
        ("year=２０１２", "?year=2012"),
        ("city=羊城&tag=Docker", "?city=guangzhou&tag=docker"),
        ("speaker=Lin One", "?speaker=lin"),
        ("tag=boat", "?tag=%E8%88%B9"),
        ("tag=%25E8%2588%25B9", "?tag=%E8%88%B9"),
    ],
)
def test_another_way_to_ask_leads_to_the_one_address(archive, visitor, sent, clean):
    make_names()
    response = visitor.get(f"/talks/?{sent}")
    assert (response.status_code, response["Location"]) == (301, f"/talks/{clean}")


def make_names():
    City.objects.filter(slug="guangzhou").update(aliases="羊城, gz")
    Tag.objects.get(name="Docker").aliases.create(name="whale")
    Speaker.objects.get(slug="lin").aliases.create(name="Lin One")
    lead("/tags/boat/", "/tags/船/")


def test_the_canonical_address_has_an_order_and_nothing_unknown(archive, visitor):
    page = visitor.get("/talks/?utm=x&has=audio&year=2013&city=shenzhen&has=slides&page=1")
    kept = "city=shenzhen&amp;year=2013&amp;has=slides&amp;has=audio"
    assert f'<link rel="canonical" href="http://testserver/talks/?{kept}">' in page.text


def test_only_a_single_filter_is_for_search_engines(archive, visitor):
    pages = [
        visitor.get(f"/talks/?{query}").text for query in ("", "year=2012", "year=2012&tag=船")
    ]
    assert ['content="noindex"' in page for page in pages] == [False, False, True]


def test_pages_know_their_neighbours(guangzhou, visitor):
    event = make_event(city=guangzhou)
    Talk.objects.bulk_create(Talk(event=event, slug=f"talk-{row}") for row in range(61))
    page = visitor.get("/talks/?utm=x&city=guangzhou&page=2").text
    assert '<link rel="prev" href="?city=guangzhou">' in page
    assert '<link rel="next" href="?city=guangzhou&amp;page=3">' in page
    assert '<a rel="next" href="?city=guangzhou&amp;page=3">' in page
    assert visitor.get("/talks/?city=guangzhou&page=4").status_code == 404


def test_an_empty_combination_says_what_to_leave_out(archive, visitor):
    page = visitor.get("/talks/?city=guangzhou&year=2013&tag=docker")
    ways = [(way.label, way.count, way.url) for way in page.context["browse"].helpful]
    assert ways == [("2013", 2, "?city=guangzhou&tag=docker")]
    assert 'class="empty"' in page.text


def test_a_part_of_a_name_is_asked_about(archive, visitor):
    near = visitor.get("/talks/?tag=dock").context["browse"].near
    assert [(choice.label, choice.count, choice.url) for choice in near] == [
        ("Docker", 2, "?tag=docker")
    ]


def test_of_two_people_with_one_name_the_reader_is_asked_which(db, visitor):
    for _ in range(2):
        make_talk(speakers=[make_speaker("Harry")])
    page = visitor.get("/talks/?speaker=HARRY")
    assert len(page.context["browse"].near) == 2
    assert visitor.get("/talks/?speaker=harry").context["page"].paginator.count == 1


@pytest.mark.parametrize("when", [{"published": False}, {"scheduled": True}])
@pytest.mark.parametrize("path", ["/talks/", "/events/"])
def test_drafts_are_in_no_count_and_no_name(archive, visitor, path, when):
    make_names()
    queries = ["", "city=guangzhou", "speaker=lin&has=slides", "tag=藏", "city=atlantis"]
    before = [visitor.get(f"{path}?{query}").content for query in queries]
    city = make_city(slug="atlantis", name="藏城")
    for place in (city, Event.objects.get(date=date(2012, 5, 1)).city):
        event = make_event(city=place, day=date(2012, 5, 1), tags=["藏", "Docker"], **when)
        talk = make_talk(event=event, speakers=[make_speaker("藏人")], tags=["藏", "Docker"])
        make_deck(talk=talk)
        make_attachment(event=event, kind="video")
    assert [visitor.get(f"{path}?{query}").content for query in queries] == before


@pytest.mark.parametrize("path", ["/talks/", "/events/"])
def test_hidden_files_are_no_material(archive, visitor, path):
    event = Event.objects.get(date=date(2012, 5, 1))
    make_attachment(event=event, kind="video", hidden=True)
    make_attachment(talk=event.talks.get(title="乙"), kind="transcript", hidden=True)
    make_attachment(event=event, kind="photo", url="https://example.org/a.jpg")
    assert offered(visitor.get(path), "has") == [("有讲稿", 1), ("有录音", 1)]


def test_an_event_has_the_tags_speakers_and_materials_of_its_talks(archive, visitor):
    event = Event.objects.get(date=date(2012, 5, 1))
    event.tags.add("沙滩")
    for query in ("tag=docker", "tag=沙滩", "has=slides", "tag=docker&speaker=mai"):
        found = visitor.get(f"/events/?{query}").context["past"]
        assert [row.event for row in found] == [event], query


def test_upcoming_events_are_filtered_too(shenzhen, visitor):
    make_event(city=shenzhen, day=timezone.localdate() + timedelta(days=3), title="快了")
    make_event(title="旧的")
    assert "快了" not in visitor.get("/events/?city=guangzhou").text
    page = visitor.get("/events/?city=shenzhen").text
    assert "快了" in page
    assert 'class="empty"' not in page


ODD = ["x" * 5000, "9" * 5000, "-1", "１", "cafe\u0301", "%2525", "%00", "a/b", "../", "docker"]
TEXTS = st.text(st.characters(exclude_characters="\x00"), max_size=20) | st.sampled_from(ODD)
NAMES = st.sampled_from(["city", "year", "tag", "speaker", "has", "page", "utm"])
PAIRS = st.lists(st.tuples(NAMES, TEXTS), max_size=6)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pairs=PAIRS, path=st.sampled_from(["talks", "events"]))
def test_any_query_is_answered_and_moves_once_at_most(archive, visitor, pairs, path):
    query = {}
    for name, text in pairs:
        query.setdefault(name, []).append(text.encode("utf-8", "replace").decode())
    response = visitor.get(f"/{path}/", query)
    assert response.status_code in {200, 301, 404}
    if response.status_code == 301:
        assert visitor.get(response["Location"]).status_code in {200, 404}


@pytest.mark.parametrize("name", ["city", "year", "tag", "speaker", "has"])
@pytest.mark.parametrize("text", ODD[:-1])
def test_odd_values_leave_an_empty_list_with_a_way_on(archive, visitor, name, text):
    response = visitor.get("/talks/", {name: text})
    assert response.status_code == 200
    assert 'class="empty"' in response.text
    assert '<a href="/talks/">' in response.text


def test_as_many_queries_for_fifty_whatever_is_chosen(
    guangzhou, visitor, django_assert_num_queries
):
    lin = make_speaker("林一", slug="lin")
    for count in (1, 2, 47):  # more each time
        for _ in range(count):
            event = make_event(city=guangzhou)
            make_deck(talk=make_talk(event=event, speakers=[lin, make_speaker()], tags=["Docker"]))
            make_attachment(event=event, kind="audio")
        for query in ("", f"?{EVERYTHING}"):
            with django_assert_num_queries(7):
                visitor.get(f"/talks/{query}")
            with django_assert_num_queries(9):
                visitor.get(f"/events/{query}")


EVERYTHING = "city=guangzhou&year=2024&tag=docker&speaker=lin&has=slides&has=audio"
