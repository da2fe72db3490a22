"""Which hit a person would rather have comes first."""

from datetime import date

import pytest

from search.asking import understood
from search.finding import FEW, PER_PAGE
from search.models import Kind
from search.ranking import EXACT, Ranking, shortest
from search.reading import CANDIDATES, rows
from tests.factories import (
    make_attachment,
    make_deck,
    make_event,
    make_post,
    make_speaker,
    make_tag,
    make_talk,
)
from tests.search.asked import search, titles


def score(typed, heading="", lead="", text=""):
    return Ranking(understood(typed)).score("\n".join([heading, lead, text]))


def groups(typed):
    return [group.kind for group in search(typed).overview()]


@pytest.fixture
def event(db):
    return make_event(title="别的", day=date(2015, 5, 1))


def test_a_title_counts_more_than_a_tag_and_a_tag_more_than_a_line():
    heading, lead = score("容器", heading="云上容器"), score("容器", lead="云上容器")
    assert heading > lead > score("容器", text="云上容器") > score("容器", text="云上")


def test_a_term_counts_once_where_it_is_worth_most():
    assert score("容器", "云上容器", "容器", "容器容器") == score("容器", "云上容器")


@pytest.mark.parametrize("line", ["heading", "lead", "text"])
def test_a_whole_word_counts_more_than_a_beginning_and_that_more_than_an_inside(line):
    whole, begun, inside = (
        score("go", **{line: f"a {word} b"}) for word in ("go", "gopher", "mongo")
    )
    assert whole > begun > inside > 0


@pytest.mark.parametrize("text", ["用go写", "go.", "a go", "go", "go\tb", "node.go", "c go+"])
def test_what_ends_a_word(text):
    assert score("go", text=text) in {12, 9}
    assert (score("go", text=text) == 12) == (text != "c go+")


def test_chinese_has_no_whole_words():
    assert score("容器", text="云容器化") == score("容器", text="容器")


def test_a_whole_title_is_exact_and_so_is_another_name():
    assert score("打造 Docker 航运", heading="打造docker航运") > EXACT
    assert score("Xiaoman", heading="林小满\txiaoman") > EXACT
    assert score("打造", heading="打造docker航运") < EXACT
    assert score("林小满 xiaoman", heading="林小满\txiaoman") < EXACT


def test_words_in_one_piece_count_more_than_near_and_those_more_than_far():
    piece = score("big data", text="on big data here")
    near = score("big data", text="data that is big")
    far = score("big data", text=f"data {'x ' * 100} big")
    assert piece > near > far


def test_the_nearer_the_better():
    gaps = [3, 20, 80, 200]
    found = [score("容器 日志", text=f"容器{'云' * gap}日志") for gap in gaps]
    assert found == sorted(set(found), reverse=True)


def test_the_shortest_window_is_found():
    assert shortest("a x b y a b", ["a", "b"]) == 2
    assert shortest("b a", ["a", "b"]) == 2
    assert shortest("a b c", ["a", "b", "c"]) == 4
    assert shortest("a", ["a", "b"]) > 1000


def test_a_line_that_says_a_word_a_thousand_times_takes_no_time():
    assert score("a b", text="a " * 25_000 + "b " * 12_000) > 0


def test_the_exact_title_is_the_first_of_its_kind(event):
    for title in ("容器入门与编排", "容器", "容器入门"):
        make_talk(event=make_event(title="新的"), title=title)
    make_talk(event=event, title="容器入门")
    for _time in range(2):
        make_talk(event=make_event(title="更新的"), title="再谈容器入门", summary="容器入门")
    assert titles("容器入门", Kind.TALK)[:2] == ["容器入门"] * 2
    assert titles("容器", Kind.TALK)[0] == "容器"


def test_the_kind_of_what_is_called_so_comes_first(event):
    make_talk(event=event, title="容器入门", speakers=[make_speaker("林小满")], tags=["容器"])
    make_post(title="容器入门的回顾", body="林小满讲容器")
    assert groups("容器入门")[0] == Kind.TALK
    assert groups("林小满")[0] == Kind.SPEAKER
    assert groups("容器")[0] == Kind.TAG
    assert groups("别的")[0] == Kind.EVENT


@pytest.mark.parametrize("typed", ["林小满", "Xiaoman", "xiaoman li", "@man"])
def test_a_speaker_is_first_by_any_name(event, typed):
    speaker = make_speaker("林小满", aliases=["Xiaoman", "Xiaoman Li", "@man"])
    make_talk(event=event, title="谈林小满、Xiaoman Li 与 @man", speakers=[speaker])
    other = make_speaker("林小满之友", bio="林小满 Xiaoman Li @man")
    make_talk(event=make_event(), speakers=[other])
    assert groups(typed)[0] == Kind.SPEAKER
    assert titles(typed, Kind.SPEAKER)[0] == "林小满"


def test_a_title_comes_before_a_tag_before_a_summary(event):
    make_talk(event=event, title="谈容器之用")
    make_talk(event=event, title="甲", tags=["容器"])
    newer = make_event(title="新的", day=date(2024, 1, 1))
    make_talk(event=newer, title="乙", summary="容器，容器，容器")
    make_talk(event=newer, title="丙")
    assert titles("容器", Kind.TALK) == ["谈容器之用", "甲", "乙"]


def test_what_a_talk_says_itself_comes_before_its_slides(event):
    make_deck(talk=make_talk(event=make_event(title="新的"), title="甲"), original_name="容器.pdf")
    make_talk(event=event, title="乙", summary="容器")
    found = groups("容器")
    assert found.index(Kind.TALK) < found.index(Kind.FILE)


def test_go_comes_before_mongo(event):
    newer = make_event(title="新的", day=date(2024, 1, 1))
    for title in ("MongoDB 实战", "Django 实战", "Google 实战"):
        make_talk(event=newer, title=title)
    make_talk(event=event, title="Go 实战")
    assert titles("go", Kind.TALK)[:2] == ["Go 实战", "Google 实战"]
    assert titles('"go"', Kind.TALK) == ["Go 实战"]


def test_among_equals_the_newer_comes_first(db):
    for year in (2013, 2024, 2009, 2018):
        make_talk(event=make_event(title=f"{year}", day=date(year, 5, 1)), title=f"容器在 {year}")
    make_talk(event=make_event(title="何时", day=None), title="容器在何时")
    years = [title[-4:] for title in titles("容器", Kind.TALK)]
    assert years == ["2024", "2018", "2013", "2009"]


def test_pages_of_one_deck_come_in_their_order(event):
    make_deck(talk=make_talk(event=event), pages=3)
    found = search("页的字").listing(Kind.PAGE, 1)
    assert [row.number for row in found] == [1, 2, 3]


def test_words_in_one_piece_come_before_words_apart(event):
    newer = make_event(title="新的", day=date(2024, 1, 1))
    make_talk(event=newer, title="甲", summary=f"日志{'云' * 90}容器")
    make_talk(event=newer, title="乙", summary="日志与容器")
    make_talk(event=event, title="丙", summary="说的是容器日志")
    assert titles("容器 日志", Kind.TALK) == ["丙", "乙", "甲"]


def test_one_word_may_stand_in_the_talk_that_a_page_belongs_to(event):
    talk = make_talk(event=event, title="容器", speakers=[make_speaker("林小满")])
    make_attachment(talk=talk, kind="transcript", text="日志很多\n别的话")
    assert [row.text for row in search("容器 日志").listing(Kind.PARAGRAPH, 1)] == ["日志很多"]
    assert [row.text for row in search("林小满 日志").listing(Kind.PARAGRAPH, 1)] == ["日志很多"]
    assert search("林小满 容器").listing(Kind.PARAGRAPH, 1) == []


@pytest.fixture
def many_hits(monkeypatch):
    """As where there are more than one query brings."""
    monkeypatch.setattr(rows, "EVERY", CANDIDATES)


@pytest.mark.usefixtures("many_hits")
def test_an_old_exact_title_is_found_behind_hundreds_of_newer_hits(event):
    make_talk(event=event, title="容器")
    newer = make_event(title="新的", day=date(2024, 1, 1))
    lines = "\n".join(f"容器 {number}" for number in range(CANDIDATES + 50))
    make_attachment(event=newer, kind="transcript", text=f"{lines}\n## 容器")
    make_attachment(event=event, kind="transcript", text="## 容器")
    assert titles("容器", Kind.TALK) == ["容器"]
    first = search("容器").listing(Kind.PARAGRAPH, 1)[:2]
    assert [row.text for row in first] == ["容器", "容器"]


@pytest.mark.usefixtures("many_hits")
def test_every_hit_is_on_one_page_and_only_one(event):
    lines = "\n".join(f"容器 {number}" for number in range(CANDIDATES + 45))
    make_attachment(event=event, kind="transcript", text=f"## 容器\n{lines}")
    found, asked = [], search("容器")
    for page in range(1, 20):
        found += [row.number for row in asked.listing(Kind.PARAGRAPH, page)]
    assert len(found) == len(set(found)) == CANDIDATES + 46 == asked.counts[Kind.PARAGRAPH]
    assert len(asked.listing(Kind.PARAGRAPH, 1)) == PER_PAGE


def test_an_overview_shows_a_few_of_each_kind_and_counts_them_all(event):
    for number in range(FEW + 3):
        make_talk(event=event, title=f"容器 {number}")
    (group,) = search("容器").overview()
    assert (len(group.hits), group.count, group.shown, group.is_more) == (FEW, 7, 7, False)


def test_a_filter_alone_calls_nothing_by_its_name(event):
    make_deck(talk=make_talk(event=event, title="容器"), pages=1)
    found = search("year:2015").overview()
    assert [group.kind for group in found if group.is_exact] == []
    assert found[0].kind == Kind.EVENT


def test_names_of_signs_alone_are_called_by_nothing(event):
    make_talk(event=event, title="？！", tags=["容器"])
    exact = [group.kind for group in search("容器").overview() if group.is_exact]
    assert exact == [Kind.TAG]


def test_tags_are_found_by_their_aliases(event):
    make_tag("容器", aliases=["container", "Docker"])
    make_talk(event=event, title="甲", tags=["docker"])
    assert titles("container", Kind.TAG) == ["容器"]
    assert titles("container", Kind.TALK) == ["甲"]
