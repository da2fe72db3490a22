from datetime import date

import pytest

from events.models import Event, Talk
from posts.models import Post
from tests.factories import (
    make_deck,
    make_event,
    make_post,
    make_speaker,
    make_tag,
    make_talk,
)


def bunches(response):
    return {letters: [tag.name for tag in tags] for letters, tags in response.context["bunches"]}


def test_the_index_groups_by_letter_and_counts(db, visitor):
    event = make_event(tags=["容器"])
    make_talk(event=event, tags=["容器", "C++", "3D 打印"])
    make_post(tags=["容器", "docker"])
    response = visitor.get("/tags/")
    assert bunches(response) == {
        "": ["3D 打印"],
        "A–E": ["C++", "docker"],
        "P–T": ["容器"],
    }
    assert '<span class="n">3</span>' in response.content.decode()


@pytest.mark.parametrize("when", [{"published": False}, {"scheduled": True}])
def test_unpublished_things_show_nowhere(db, visitor, when):
    make_event(tags=["船"], title="看得见的")
    hidden = make_event(tags=["船", "藏着的标签"], title="藏着的活动", **when)
    make_talk(event=hidden, tags=["船", "藏着的题"], title="藏着的讲题")
    make_post(tags=["船", "藏着的文"], title="藏着的文章", **when)
    pages = [visitor.get(url).content.decode() for url in ("/tags/", "/tags/船/")]
    assert "看得见的" in pages[1]
    assert all("藏着的" not in page for page in pages)
    assert visitor.get("/tags/藏着的标签/").status_code == 404
    assert visitor.get("/tags/船/").context["page"].paginator.count == 1


def test_talks_come_first_then_events_then_posts(db, visitor):
    post = make_post(tags=["船"])
    old, new = (make_event(day=date(year, 1, 1), tags=["船"]) for year in (2012, 2014))
    talks = [make_talk(event=event, tags=["船"]) for event in (old, new)]
    context = visitor.get("/tags/船/").context
    assert [row.talk for row in context["talks"]] == talks[::-1]
    assert [row.event for row in context["events"]] == [new, old]
    assert [row.post for row in context["posts"]] == [post]


def test_all_three_kinds_are_one_paged_list(db, visitor):
    event = make_event(tags=["船"])
    for _ in range(29):
        make_talk(event=event, tags=["船"])
    make_post(tags=["船"])
    first, second = (visitor.get(f"/tags/船/?page={page}").context for page in (1, 2))
    kinds = [Talk] * 29 + [Event, Post]
    assert [kind for kind, _ in [*first["page"], *second["page"]]] == kinds
    assert (len(first["talks"]), len(first["events"]), len(first["posts"])) == (29, 1, 0)
    assert (len(second["talks"]), len(second["events"]), len(second["posts"])) == (0, 0, 1)
    assert visitor.get("/tags/船/?page=3").status_code == 404


@pytest.mark.parametrize("word", ["golang", "GOLANG", "Go 语言", "go-语言", "GO"])
def test_a_name_or_an_alias_leads_to_the_tag(db, visitor, word):
    make_tag("Go", aliases=["golang", "Go 语言"])
    make_event(tags=["Go"])
    response = visitor.get(f"/tags/{word}/")
    assert (response.status_code, response["Location"]) == (301, "/tags/go/")


def test_an_alias_of_a_tag_without_anything_to_see_leads_nowhere(db, visitor):
    make_tag("Go", aliases=["golang"])
    make_event(tags=["Go"], published=False)
    assert visitor.get("/tags/golang/").status_code == 404
    assert visitor.get("/tags/nothing/").status_code == 404


def test_signs_have_addresses_of_their_own(db, visitor):
    make_event(tags=["C++", "C#"])
    assert visitor.get("/tags/cpp/").context["tag"].name == "C++"
    assert visitor.get("/tags/C++/")["Location"] == "/tags/cpp/"


def test_aliases_and_related_tags_are_told(db, visitor):
    make_tag("船", aliases=["boat"])
    make_talk(tags=["船", "箱"])
    page = visitor.get("/tags/船/").content.decode()
    assert "boat" in page
    assert 'href="/tags/%E7%AE%B1/"' in page


def test_a_talk_shows_its_first_slide(db, visitor):
    deck = make_deck(talk=make_talk(tags=["船"]))
    page = visitor.get("/tags/船/").content.decode()
    assert deck.pages.get(number=1).thumbnail_url in page


def test_only_a_list_with_a_picture_has_room_for_pictures(db, visitor):
    talk = make_talk(tags=["船"])
    make_talk(tags=["船"])
    assert 'class="rows shot"' not in visitor.get("/tags/船/").content.decode()
    make_deck(talk=talk)
    assert 'class="rows shot"' in visitor.get("/tags/船/").content.decode()


def test_no_tag_is_said_so(db, visitor):
    assert 'class="empty"' in visitor.get("/tags/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_index_takes_as_many_queries_for_three(db, visitor, django_assert_num_queries, count):
    make_event(tags=[f"标签{number}" for number in range(count)])
    with django_assert_num_queries(3):
        visitor.get("/tags/")


@pytest.mark.parametrize("count", [1, 3])
def test_a_tag_takes_as_many_queries_for_three(db, visitor, django_assert_num_queries, count):
    for _ in range(count):
        event = make_event(tags=["船"])
        make_deck(talk=make_talk(event=event, tags=["船", "箱"], speakers=[make_speaker()]))
        make_post(events=[event], tags=["船"])
    with django_assert_num_queries(19):
        visitor.get("/tags/船/")
