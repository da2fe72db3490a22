from datetime import date

import pytest

from posts.jekyll.cities import borrow_cities, guess_cities
from posts.jekyll.kinds import guess_kind
from posts.jekyll.proposal import CityNames
from tests.posts.jekyll.make import make_proposal, make_source
from tests.posts.jekyll.truth import CITIES, labels, needs_archive, posts, share

pytestmark = pytest.mark.usefixtures("english")


def guess(body="", **fields):
    return guess_cities(make_source(body, **fields), CITIES)


def test_the_title_outranks_the_category_and_the_conflict_is_noted():
    slugs, notes = guess(title="深圳三月沙龙总结", categories=["广州"])
    assert slugs == ["shenzhen"]
    assert "guangzhou" in notes[0].message


def test_a_title_may_name_several_cities():
    fields = {"categories": ["guangzhou"], "tags": ["广州"], "title": "[广州、深圳]三月沙龙报名"}
    assert guess("广州，广州。", **fields)[0] == ["guangzhou", "shenzhen"]


def test_the_place_and_the_text_outrank_a_series_named_after_a_city():
    body = "走出广州，走向深圳。\n\n地址：深圳市某路 1 号\n\n深圳见。"
    slugs, notes = guess(body, title="广州技术沙龙第四期报名")
    assert slugs == ["shenzhen"]
    assert "by the title" in notes[0].message


def test_a_conflict_names_the_line_that_speaks_against_it():
    front = {"slug": "x", "title": "深圳三月沙龙总结", "categories": ["广州"]}
    source = make_source("广州的朋友，\n\n广州的朋友来了。", **front)
    source.raw = b"---\ntitle: x\ncategories: y\n---\n" + source.body.encode()
    source.body_line = 5
    assert [note.line for note in guess_cities(source, CITIES)[1]] == [3, 5]


def test_the_sentence_that_says_where_helps_a_silent_title():
    assert guess("大会将在北京某会议中心举办。", title="大会报名")[0] == ["beijing"]


def test_categories_come_before_tags_and_tags_before_the_address():
    silent = {"title": "三月沙龙报名"}
    assert guess(categories=["珠海"], slug="sz-x", **silent)[0] == ["zhuhai"]
    assert guess(tags=["珠海"], slug="sz-x", **silent)[0] == ["zhuhai"]
    assert guess(slug="sz-x", **silent)[0] == ["shenzhen"]


def test_tags_that_list_every_city_say_nothing():
    assert guess(title="招募组委", tags=["广州", "深圳", "珠海"])[0] == []


def test_a_city_named_once_in_the_text_is_a_visitor_s():
    assert guess("一位朋友来自上海。", title="三月沙龙报名")[0] == []
    assert guess("上海，又见上海。", title="三月沙龙报名")[0] == ["shanghai"]


def test_short_latin_names_are_words_of_their_own():
    assert guess(title="Zhang 的沙龙报名")[0] == []
    assert guess(title="ZH 沙龙报名")[0] == ["zhuhai"]


def test_districts_given_as_names_of_a_city_count():
    cities = [CityNames("guangzhou", ("广州", "天河"))]
    assert guess_cities(make_source(title="天河沙龙报名"), cities)[0] == ["guangzhou"]


def test_an_article_is_of_no_city_unless_it_says_so_aloud():
    body = "广州，广州，还是广州。"
    assert guess(body, title="社区 FAQ")[0] == []
    assert guess(body, title="广州社区 FAQ")[0] == ["guangzhou"]


def test_a_post_borrows_the_city_of_the_other_posts_of_its_day():
    day = date(2015, 10, 18)
    call, recap = make_proposal(day=day, cities=["shenzhen"]), make_proposal(day=day)
    recap.cities = []
    borrow_cities([call, recap])
    assert recap.cities == ["shenzhen"]
    assert recap.conflicts


def test_it_borrows_nothing_where_the_day_has_two_cities():
    day = date(2015, 10, 18)
    known = [make_proposal(day=day, cities=[slug]) for slug in ("shenzhen", "guangzhou")]
    recap = make_proposal(day=day)
    recap.cities = []
    borrow_cities([*known, recap])
    assert recap.cities == []


@needs_archive
def test_the_cities_of_the_archive_are_right():
    right = []
    for label in labels("kinds_cities"):
        source = posts()[label["file"]]
        slugs, _notes = guess_cities(source, CITIES, guess_kind(source, 0)[0])
        right.append(set(slugs) == set(label["cities"]))
    assert share(right) >= 0.97
