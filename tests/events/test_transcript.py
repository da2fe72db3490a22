"""How a transcript is cut into paragraphs."""

import pytest

from events.materials import Materials
from events.models import Attachment
from events.transcript import OPEN, paragraphs, speeches


def test_a_line_is_a_paragraph_and_blank_lines_are_none():
    found = list(paragraphs("甲\n\n  乙  \n"))
    assert [(one.number, one.time, one.text) for one in found] == [(1, "", "甲"), (2, "", "乙")]


@pytest.mark.parametrize(
    ("line", "time", "text"),
    [
        ("00:12 大家好", "00:12", "大家好"),
        ("[1:02:03] 大家好", "1:02:03", "大家好"),
        ("【00:12】大家好", "00:12", "大家好"),
        ("2:1 的比分", "", "2:1 的比分"),
        ("12:30", "", "12:30"),
        ("下午 13:30 开始", "", "下午 13:30 开始"),
    ],
)
def test_a_time_at_the_beginning_becomes_the_address(line, time, text):
    (found,) = paragraphs(line)
    assert (found.time, found.text) == (time, text)


@pytest.mark.parametrize("text", ["问：为什么？", "Q1: why?", "观众提问：为什么", "提问 2：为什么"])
def test_a_question_stands_out(text):
    assert [one.is_question for one in paragraphs(text)] == [True]


@pytest.mark.parametrize("text", ["问题在于箱子。", "Quick: start", "答：因为", "QA 环节"])
def test_what_only_begins_like_a_question_does_not(text):
    assert [one.is_question for one in paragraphs(text)] == [False]


def test_nothing_gets_lost_where_it_is_folded():
    text = "\n".join(str(number) for number in range(OPEN + 5))
    transcript = Attachment(kind=Attachment.Kind.TRANSCRIPT, text=text)
    (speech,) = speeches(Materials([transcript], []))
    assert [one.text for one in speech.beginning + speech.rest] == text.split("\n")
    assert len(speech.rest) == 5


def test_a_transcript_that_was_not_read_is_no_speech():
    assert speeches(Materials([Attachment(kind=Attachment.Kind.TRANSCRIPT)], [])) == []
