"""What is offered while somebody types, and instead of what finds nothing."""

import pytest

from search import indexing
from search.asking import understood
from search.suggesting import meant, suggestions, variants
from tests.factories import make_event, make_post, make_speaker, make_tag, make_talk


@pytest.fixture
def content(guangzhou):
    event = make_event(city=guangzhou)
    make_tag("Docker", aliases=["码头工"])
    make_talk(
        event=event,
        title="容器搬家记",
        speakers=[make_speaker("徐小立", aliases=["Lillian"])],
        tags=["Docker"],
    )
    make_post(title="一篇讲 Kubernetes 的回顾")
    indexing.catch_up()
    return event


def offered(text):
    indexing.catch_up()
    return [row.title for row in suggestions(text)]


def corrected(text):
    indexing.catch_up()
    query = meant(understood(text))
    return query and str(query)


@pytest.mark.parametrize("text", ["容器", "搬家", "rongqi", "rongq", "RONGQI", "rong qi"])
def test_a_talk_is_offered_by_its_words_and_by_how_they_sound(content, text):
    assert "容器搬家记" in offered(text)


@pytest.mark.parametrize("text", ["徐小", "xuxiaoli", "Xu Xiaoli", "xiaoli", "lilli"])
def test_a_speaker_is_offered_by_every_name(content, text):
    assert "徐小立" in offered(text)


@pytest.mark.parametrize("text", ["dock", "码头"])
def test_a_tag_is_offered_by_every_name(content, text):
    assert "Docker" in offered(text)


def test_what_is_called_just_so_comes_first(content, guangzhou):
    make_talk(event=content, title="Docker 入门", tags=["Docker"])
    assert offered("docker")[0] == "Docker"


@pytest.mark.parametrize("text", ["", "？", "海豚", "city:广州"])
def test_nothing_is_offered_for_what_is_not_there(content, text):
    assert offered(text) == []


def test_drafts_are_not_offered_nor_meant(content, guangzhou):
    make_talk(event=make_event(city=guangzhou, published=False), title="海豚与 Dolphins")
    assert offered("海豚") == []
    assert corrected("haitun") is None
    assert corrected("dolphinz") is None


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("rongqi", "容器"),
        ("容起", "容器"),
        ("dokcer", "docker"),
        ("dockr", "docker"),
        ("dockker", "docker"),
        ("bocker", "docker"),
        ("kubernetis", "kubernetes"),
        ("dokcer 搬家", "docker 搬家"),
    ],
)
def test_one_wrong_letter_or_the_sound_is_put_right(content, typed, right):
    assert corrected(typed) == right


@pytest.mark.parametrize("typed", ["docker", "容器", "zzzzzz", "dok", "dxxker", ""])
def test_what_is_right_or_too_far_off_is_left_alone(content, typed):
    assert corrected(typed) is None


def test_filters_stay_with_what_was_meant(content):
    assert corrected("rongqi city:广州") == "容器 city:广州"


def test_the_page_shows_what_was_meant(visitor, content):
    html = visitor.get("/search/", {"q": "rongqi"}).content.decode()
    assert "没有一处写着「rongqi」" in html
    assert "<mark>容器</mark>搬家记" in html


def test_all_words_one_letter_away_are_tried():
    near = variants("abc")
    assert {"ab", "bac", "abx", "xabc", "abcd"} <= near
    assert "abc" not in near
    assert not {word for word in near if abs(len(word) - 3) > 1}
