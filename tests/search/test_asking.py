"""What is understood of what somebody typed, without asking any database."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.asking import LONGEST, MOST, Filter, understood


def words(text):
    return [term.original for term in understood(text).terms]


def phrases(text):
    return [term.original for term in understood(text).terms if term.is_phrase]


def filters(text):
    return [(one.name, one.value) for one in understood(text).filters]


def without(text):
    return [term.folded for term in understood(text).without]


def test_blanks_of_all_widths_part_words():
    assert words("docker　容器\t 深圳\n2015") == ["docker", "容器", "深圳", "2015"]


@pytest.mark.parametrize(
    "quoted", ['"云 原生"', "“云 原生”", "「云 原生」", "『云 原生』", "«云 原生»", "＂云 原生＂"]
)
def test_quotes_of_all_kinds_keep_words_together(quoted):
    assert words(f"docker {quoted} 深圳") == ["docker", "云 原生", "深圳"]
    assert phrases(f"docker {quoted} 深圳") == ["云 原生"]


@pytest.mark.parametrize("open_quote", ['"', "“", "「"])
def test_a_quote_that_is_left_open_ends_with_the_query(open_quote):
    assert phrases(f"docker {open_quote}big data") == ["big data"]


@pytest.mark.parametrize("quotes", ['"', '""', '" "', "「」", '"""', '"。"'])
def test_quotes_around_nothing_are_nothing(quotes):
    assert understood(quotes).is_empty
    assert words(f"docker {quotes}")[:1] == ["docker"]


@pytest.mark.parametrize("minus", ["-", "－"])
def test_a_minus_in_front_leaves_out(minus):
    query = f"docker {minus}windows {minus}“big data”"
    assert without(query) == ["windows", "big data"]
    assert words(query) == ["docker"]


def test_a_minus_inside_or_alone_is_no_minus():
    assert words("docker-based a - b") == ["docker-based", "a", "b"]
    assert without("docker-based a - b") == []


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("city:深圳", "city"),
        ("城市:深圳", "city"),
        ("城市：深圳", "city"),
        ("CITY：深圳", "city"),
        ("tag:深圳", "tag"),
        ("标签：深圳", "tag"),
        ("year:深圳", "year"),
        ("年：深圳", "year"),
        ("年份：深圳", "year"),
        ("speaker:深圳", "speaker"),
        ("讲师：深圳", "speaker"),
        ("has:深圳", "has"),
        ("有：深圳", "has"),
    ],
)
def test_filters_have_names_in_both_languages(typed, name):
    assert filters(f"docker {typed}") == [(name, "深圳")]
    assert words(f"docker {typed}") == ["docker"]


def test_a_filter_takes_a_phrase_and_is_written_back_as_one():
    assert filters("tag:“Big Data” city:深圳") == [("tag", "Big Data"), ("city", "深圳")]
    assert list(map(str, understood("tag:“Big Data” city:深圳").filters)) == [
        'tag:"Big Data"',
        "city:深圳",
    ]


@pytest.mark.parametrize("typed", ["hashtag:go", "http://a.example", "12:30", "年2015", "tag:"])
def test_what_only_looks_like_a_filter_is_a_word(typed):
    assert words(typed) == [typed]
    assert filters(typed) == []


@pytest.mark.parametrize(
    "typed", ["", "  ", "。", "？！…", "%_\\", "()", "😀👍", "-", '"', "*^&|!"]
)
def test_signs_alone_ask_for_nothing(typed):
    assert understood(typed).is_empty


def test_without_alone_asks_for_nothing():
    assert understood("-docker").is_empty


def test_a_filter_alone_asks_for_something():
    assert not understood("year:2015").is_empty


def test_the_same_word_counts_once():
    assert words("Docker ＤＯＣＫＥＲ docker -go -GO") == ["Docker"]
    assert without("Docker ＤＯＣＫＥＲ docker -go -GO") == ["go"]


def test_a_long_query_is_read_as_far_as_a_query_goes():
    query = understood("容器" * 5000)
    assert len(query.text) == LONGEST
    assert query.is_cut
    assert not understood("容" * LONGEST).is_cut


def test_of_many_words_the_first_are_read():
    query = understood(" ".join(map(str, range(500))))
    assert [term.folded for term in query.terms] == [str(number) for number in range(MOST)]
    assert query.is_cut


@pytest.mark.parametrize("typed", ["a " * 5000, '"' * 10_000, "-" * 10_000, "tag:" * 2500])
def test_ten_kilobytes_take_no_time(typed):
    start = time.perf_counter()
    understood(typed)
    assert time.perf_counter() - start < 0.2


def test_nul_and_halves_of_signs_are_left_out():
    assert words("doc\x00ker") == ["docker"]
    assert words("\ud83d docker \udc00") == ["docker"]
    assert understood("tag:\ud83d x\ud83dy").text.encode()
    assert filters("tag:\ud83d") == [("tag", "?")]


def test_the_whole_query_is_one_phrase_too():
    assert understood("打造 Docker 航运").phrase == "打造docker航运"
    assert understood("Big Data year:2015 -go").phrase == "big data"


@given(st.text(st.characters(exclude_categories=())))
def test_anything_is_understood(text):
    query = understood(text)
    assert all(term.folded for term in query.terms + query.without)
    assert all(one.value for one in query.filters)


@given(st.text(st.characters(exclude_categories=())))
def test_what_is_written_back_means_the_same(text):
    query = understood(text)
    again = understood(" ".join([query.words(), *map(str, query.filters)]))
    if not query.is_cut:
        assert again.terms == query.terms
        assert again.filters == query.filters


def test_filters_that_are_written_back_need_no_quotes():
    assert str(Filter("year", "2015")) == "year:2015"


def test_a_filter_may_be_barred_and_a_blank_may_follow_its_colon():
    [barred, asked] = understood("容器 -city:深圳 year: 2015").filters
    assert (str(barred), barred.is_barred) == ("-city:深圳", True)
    assert (str(asked), asked.is_barred) == ("year:2015", False)
    assert understood("-city:深圳").is_empty
