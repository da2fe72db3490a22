"""The results page, with and without hits, and what it does for who asks too much."""

import re
from unittest import mock

import pytest
from django.db import OperationalError
from django.urls import reverse

from events.models import SlidePage
from search import indexing, views
from techparty_site.lib.throttle import Limit
from tests.factories import (
    make_attachment,
    make_deck,
    make_event,
    make_photo,
    make_post,
    make_tag,
    make_talk,
)


@pytest.fixture
def deck(guangzhou):
    talk = make_talk(event=make_event(city=guangzhou), title="码头上的一夜")
    deck = make_deck(talk=talk)
    page = deck.pages.get(number=2)
    page.text, page.words = "吊车与容器", [["吊车与容器", 10, 10, 50, 10]]
    page.save()
    return deck


def ask(visitor, text, **more):
    return visitor.get(reverse("search"), {"q": text, **more})


def links(response):
    return re.findall(r'<h3[^>]*><a href="([^"]+)"', response.content.decode())


@pytest.mark.django_db
def test_before_anything_is_asked_it_says_how(visitor):
    html = ask(visitor, "").content.decode()
    assert "两个字就够" in html
    assert 'role="status"' not in html


def test_a_word_on_a_slide_leads_to_that_slide(visitor, deck):
    response = ask(visitor, "容器")
    [link] = links(response)
    assert "/slides/2/?mark=" in link
    assert 'x="640" y="90" width="320" height="90"' in visitor.get(link).content.decode()


def test_the_slide_it_leads_to_has_the_words_in_its_text(visitor, deck):
    [link] = links(ask(visitor, "容器"))
    assert "吊车与<mark>容器</mark>" in visitor.get(link).content.decode()


def test_a_paragraph_of_a_transcript_is_marked_where_it_is_landed_on(visitor, guangzhou):
    talk = make_talk(event=make_event(city=guangzhou))
    make_attachment(kind="transcript", talk=talk, content=b"x", text="开场\n[00:12:30] 谈谈容器")
    [link] = links(ask(visitor, "容器"))
    assert link.endswith("#s2")
    html = visitor.get(link).content.decode()
    assert 'id="s2"' in html
    assert "谈谈<mark>容器</mark>" in html


def test_other_pages_are_asked_to_mark_the_clause(visitor, guangzhou):
    make_talk(event=make_event(city=guangzhou), summary="甲。乙的容器。丙")
    [link] = links(ask(visitor, "容器"))
    assert link.endswith("/#:~:text=%E4%B9%99%E7%9A%84%E5%AE%B9%E5%99%A8")


def test_titles_show_the_words_marked_and_escaped(visitor, guangzhou):
    make_talk(event=make_event(city=guangzhou), title="<b>容器</b>")
    assert "&lt;b&gt;<mark>容器</mark>&lt;/b&gt;" in ask(visitor, "容器").content.decode()


def test_links_stay_in_the_language_of_the_page(visitor, deck):
    html = visitor.get(f"/en{reverse('search')}", {"q": "容器"}).content.decode()
    assert "In the slides" in html
    assert re.findall(r'<h3[^>]*><a href="(/en/talks/[^"]+)"', html)


def test_one_kind_is_shown_page_by_page(visitor, guangzhou):
    for number in range(25):
        make_post(title=f"容器 {number}")
    first = ask(visitor, "容器", kind="post")
    assert len(links(first)) == 20
    assert "kind=post&amp;page=2" in first.content.decode()
    assert len(links(ask(visitor, "容器", kind="post", page=2))) == 5
    assert ask(visitor, "容器", kind="post", page=3).status_code == 404


def test_the_overview_leads_to_all_of_a_kind(visitor, guangzhou):
    for number in range(5):
        make_post(title=f"容器 {number}")
    html = ask(visitor, "容器").content.decode()
    assert "全部 5 条" in html
    assert len(links(ask(visitor, "容器"))) == 4


def test_a_filter_can_be_added_and_taken_away(visitor, guangzhou, shenzhen):
    make_talk(event=make_event(city=guangzhou), title="容器在此")
    make_talk(event=make_event(city=shenzhen), title="容器在彼")
    html = ask(visitor, "容器").content.decode()
    assert "q=%E5%AE%B9%E5%99%A8+city%3A%E6%B7%B1%E5%9C%B3" in html
    html = ask(visitor, "容器 city:深圳").content.decode()
    assert "容器</mark>在彼" in html
    assert "容器</mark>在此" not in html
    assert re.search(r'<a href="/search/\?q=%E5%AE%B9%E5%99%A8" rel="nofollow">', html)


def test_without_a_hit_it_says_what_would_help(visitor, deck):
    html = ask(visitor, "吊车 city:北京").content.decode()
    assert "去掉「city:北京」" in html
    assert "只找「吊车」" in ask(visitor, "吊车 海豚").content.decode()
    assert "只找「吊车」" in ask(visitor, "吊车 海豚 city:北京").content.decode()
    assert "分开找：吊车 容器" in ask(visitor, "吊车容器").content.decode()


def test_punctuation_alone_is_told_apart(visitor, deck):
    assert "没有能找的字" in ask(visitor, "？！()[]").content.decode()


def test_a_short_latin_word_can_be_asked_for_whole(visitor, guangzhou):
    make_post(title="Go 与 MongoDB")
    assert "q=%22Go%22" in ask(visitor, "Go").content.decode()
    assert "只要整个词" not in ask(visitor, '"Go"').content.decode()


def test_too_many_searches_meet_a_page_that_says_when(visitor, deck, monkeypatch):
    limit = Limit("search", times=1, seconds=60, at_once=2, at_once_for_all=2)
    monkeypatch.setitem(views.LIMITS, "search", limit)
    assert ask(visitor, "容器").status_code == 200
    response = ask(visitor, "容器")
    assert (response.status_code, int(response["Retry-After"]) <= 60) == (429, True)
    assert "短时间里搜得太多了" in response.content.decode()


@pytest.mark.parametrize("error", [indexing.Behind, OperationalError("canceling statement")])
def test_an_index_that_cannot_answer_yet_says_so(visitor, deck, error):
    with mock.patch.object(indexing, "catch_up", side_effect=error):
        response = ask(visitor, "容器")
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert "搜索正忙" in response.content.decode()


def test_a_deleted_page_is_not_shown_although_its_picture_was(visitor, deck):
    SlidePage.objects.filter(number=2).delete()
    assert links(ask(visitor, "吊车")) == []


def test_it_is_not_for_search_engines(visitor, deck):
    assert '<meta name="robots" content="noindex">' in ask(visitor, "容器").content.decode()


def test_suggestions_are_talks_speakers_and_tags(visitor, deck):
    found = visitor.get(reverse("suggest"), {"q": "码头"}).json()["suggestions"]
    assert [(one["kind"], one["title"]) for one in found] == [("讲题", "码头上的一夜")]
    assert visitor.get(found[0]["url"]).status_code == 200


def test_as_many_questions_for_one_hit_as_for_many(
    visitor, guangzhou, django_assert_max_num_queries
):
    for _times in range(6):
        make_deck(talk=make_talk(event=make_event(city=guangzhou), title="第 3 讲"))
    indexing.catch_up()
    with django_assert_max_num_queries(24):
        assert len(links(ask(visitor, "第"))) > 8


def test_the_name_that_a_camera_gave_a_photo_is_nobodys_business(visitor, guangzhou):
    event = make_event(city=guangzhou)
    make_photo(event=event, original_name="IMG_4711.jpg", caption="合影")
    make_attachment(event=event, content=b"x", original_name="讲稿4711.pdf")
    assert "IMG_4711" not in ask(visitor, "合影").content.decode()
    assert len(links(ask(visitor, "合影"))) == 1
    assert len(links(ask(visitor, "4711"))) == 1


def test_what_a_filter_bars_is_left_out(visitor, guangzhou, shenzhen):
    make_talk(event=make_event(city=guangzhou), title="容器在此")
    make_talk(event=make_event(city=shenzhen), title="容器在彼")
    html = ask(visitor, "容器 -city:深圳").content.decode()
    assert "容器</mark>在此" in html
    assert "容器</mark>在彼" not in html
    assert "− 城市 深圳" in html
    assert len(links(ask(visitor, "容器 -city:无处"))) == 2


def test_other_names_of_a_tag_are_told_only_where_it_is_public(visitor, guangzhou):
    make_tag("容器", aliases=["箱子"])
    make_talk(event=make_event(city=guangzhou), title="容器在此")
    make_talk(event=make_event(city=guangzhou, published=False), tags=["容器"])
    assert "箱子" not in ask(visitor, "容器").content.decode()
    make_talk(event=make_event(city=guangzhou), tags=["容器"])
    assert "含同义标签 箱子" in ask(visitor, "容器").content.decode()
