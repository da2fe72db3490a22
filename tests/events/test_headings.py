"""Where each talk begins in the transcript of a whole evening."""

import pytest

from events.headings import parts
from events.transcript import paragraphs
from tests.factories import make_event, make_speaker, make_talk

SAID = "今天想和大家聊一聊我们这几年在码头上做过的事情，" * 6
ONE, TWO, THREE = "装箱的艺术", "集装箱调度实战", "Go 语言入门"


@pytest.fixture
def evening(db):
    """Three talks; the last one has lost its title."""
    event = make_event()
    names = {"麦小舟": ONE, "何田": TWO, "陆一帆": ""}
    for position, (name, title) in enumerate(names.items()):
        make_talk(event=event, title=title, speakers=[make_speaker(name)], position=position)
    return list(event.talks.with_credits().order_by("position"))


def cut(talks, *lines):
    """The numbers of the lines that each talk gets."""
    found = parts(list(paragraphs("\n".join(lines))), talks)
    return [(span.start, span.stop) if span else None for span in found]


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        (f"## {ONE}", f"## {TWO}", "## 陆一帆"),
        (ONE, TWO, "主题三：陆一帆"),
        (f"第一讲 {ONE}", f"第二讲：{TWO}", "第三讲"),
        (f"一、{ONE} 讲师：麦小舟", f"二、{TWO}（何田）", "## 三、陆一帆老师"),
        ("主题一：麦小舟", "主题二：何田", "主题 3：陆一帆"),
        (f"[00:00:05] {ONE}", f"[00:30:00] {TWO}", "[01:00:00] 第三个分享"),
        ("装箱艺术", "「集装箱调度」实战", "Topic 3: 陆一帆"),
        ("第一讲 改过的名字", "第二讲 另一个名字", "第三讲 又一个"),
    ],
)
def test_each_talk_gets_what_stands_under_its_heading(evening, first, second, third):
    lines = ["欢迎大家", first, SAID, second, SAID, SAID, third, SAID]
    assert cut(evening, *lines) == [(1, 3), (3, 6), (6, 8)]


def test_a_heading_of_several_lines_is_one(evening):
    lines = ["第一讲", ONE, SAID, "第二讲", TWO, SAID]
    assert cut(evening[:2], *lines) == [(0, 3), (3, 6)]


def test_the_programme_at_the_beginning_is_no_heading(evening):
    programme = [f"1. {ONE}", f"2. {TWO}", "3. 陆一帆"]
    lines = [*programme, SAID, f"## {ONE}", SAID, f"## {TWO}", SAID]
    assert cut(evening[:2], *lines) == [(4, 6), (6, 8)]


def test_a_marked_heading_counts_more_than_a_line_that_looks_like_one(evening):
    lines = [ONE, "签到", TWO, f"## {ONE}", SAID, f"## {TWO}", SAID]
    assert cut(evening[:2], *lines) == [(3, 5), (5, 7)]


def test_a_talk_whose_heading_is_lost_shares_the_part_it_must_be_in(evening):
    lines = [f"## {ONE}", SAID, SAID, "## 陆一帆", SAID]
    assert cut(evening, *lines) == [(0, 3), (0, 3), (3, 5)]
    lines = ["欢迎", SAID, f"## {TWO}", SAID, "## 陆一帆", SAID]
    assert cut(evening, *lines) == [(0, 2), (2, 4), (4, 6)]
    assert cut(evening, "欢迎", *lines[2:])[0] is None


@pytest.mark.parametrize(
    "lines",
    [
        [SAID, SAID],
        [f"## {ONE}", SAID],
        [f"## {TWO}", SAID, f"## {ONE}", SAID],
        [f"## {ONE}", SAID, f"## {ONE}", SAID, f"## {TWO}", SAID],
        [ONE, SAID, ONE, SAID, TWO, SAID],
        [f"14:00 {ONE}", "15:00 茶歇", f"15:10 {TWO}", "16:00 散场", SAID],
        [f"{ONE} / {TWO}", SAID, TWO, SAID],
        [f"我们先讲{ONE}，再讲别的。", SAID, f"{TWO}讲完了，谢谢。", SAID],
        ["麦小舟", SAID, "何田", SAID],
        ["第一讲", SAID, "第一讲", SAID, "第二讲", SAID],
        ["第一讲 改过的名字", SAID, "第二讲 另一个名字", SAID],
        [],
    ],
    ids=str,
)
def test_where_it_is_not_certain_the_transcript_stays_whole(evening, lines):
    assert cut(evening, *lines) == [None, None, None]


def test_titles_that_are_nearly_the_same_are_not_mistaken(db):
    event = make_event()
    for position, title in enumerate(["容器实战（上）", "容器实战（下）"]):
        make_talk(event=event, title=title, position=position)
    talks = list(event.talks.with_credits().order_by("position"))
    assert cut(talks, "容器实战（上）", SAID, "容器实战（下）", SAID) == [(0, 2), (2, 4)]
    assert cut(talks, "容器实战", SAID, "容器实战（下）", SAID) == [None, None]


def test_an_evening_of_one_talk_is_never_cut(evening):
    assert cut(evening[:1], "欢迎", f"## {ONE}", SAID) == [None]
