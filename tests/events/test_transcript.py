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
        ("[00:02:03] 大家好", "02:03", "大家好"),
        ("(2:03) 大家好", "02:03", "大家好"),
        ("【00:12】大家好", "00:12", "大家好"),
        ("12:30 大家好", "12:30", "大家好"),
        ("00:12:30 大家好", "12:30", "大家好"),
        ("【12:30】 大家好", "12:30", "大家好"),
        ("（12：30）大家好", "12:30", "大家好"),
        ("[75:30] 大家好", "1:15:30", "大家好"),
        ("12:30-14:00 第一讲", "", "12:30-14:00 第一讲"),
        ("12:30 ～ 14:00 第一讲", "", "12:30 ～ 14:00 第一讲"),
        ("12:305 号", "", "12:305 号"),
        ("12:75 的比例", "", "12:75 的比例"),
        ("2:1 的比分", "", "2:1 的比分"),
        ("12:30", "", "12:30"),
        ("下午 13:30 开始", "", "下午 13:30 开始"),
    ],
)
def test_a_time_at_the_beginning_becomes_the_address(line, time, text):
    (found,) = paragraphs(line)
    assert (found.time, found.text) == (time, text)


@pytest.mark.parametrize(
    ("text", "mark", "label"),
    [
        ("问：为什么？", "question", "问："),
        ("Q1: why?", "question", "Q1:"),
        ("提问 2：为什么", "question", "提问 2："),
        ("观众提问：为什么", "question", "观众提问："),
        ("观众提问为什么", "question", "观众提问"),
        ("听众A：为什么", "question", "听众A："),
        ("答：因为", "answer", "答："),
        ("A：因为", "answer", "A："),
        ("回答: 因为", "answer", "回答:"),
        ("主持人：下一位", "host", "主持人："),
        ("问题在于箱子。", "", ""),
        ("Quick: start", "", ""),
        ("QA 环节", "", ""),
        ("回答了问题：箱子", "", ""),
        ("A 股：红了", "", ""),
    ],
)
def test_who_asks_and_who_answers_is_told_apart(text, mark, label):
    (found,) = paragraphs(text)
    assert (found.mark, found.label) == (mark, label)
    assert found.label + found.words == text


def test_a_heading_is_no_paragraph_and_keeps_its_time():
    (found,) = paragraphs("## [00:12:30] 装箱")
    assert (found.is_heading, found.time, found.text) == (True, "12:30", "装箱")


def test_nothing_gets_lost_where_it_is_folded():
    text = "\n".join(str(number) for number in range(OPEN + 5))
    transcript = Attachment(kind=Attachment.Kind.TRANSCRIPT, text=text)
    (speech,) = speeches(Materials([transcript], []))
    assert [one.text for one in speech.beginning + speech.rest] == text.split("\n")
    assert len(speech.rest) == 5
    assert not speech.left


def test_of_a_long_one_the_rest_is_left_for_its_own_page():
    text = "\n".join("字" * 60 for _line in range(200))
    (speech,) = speeches(Materials([Attachment(kind=Attachment.Kind.TRANSCRIPT, text=text)], []))
    assert (len(speech.beginning), len(speech.rest), len(speech.left)) == (12, 68, 120)
    assert speech.left[0].number == 81


def test_a_transcript_that_was_not_read_is_no_speech():
    assert speeches(Materials([Attachment(kind=Attachment.Kind.TRANSCRIPT)], [])) == []


def make(kind, *, talk=None, event=None, **facts):
    return Attachment(kind=kind, talk_id=talk, event_id=event, file="x", **facts)


TIMED = "[00:00:03] 甲\n[00:10:00] 乙"


@pytest.mark.parametrize(
    ("transcript_of", "recordings_of", "chosen"),
    [
        ({"talk": 1}, [{"talk": 1}], 0),
        ({"talk": 1}, [{"event": 1}, {"talk": 1}], 1),
        ({"talk": 1}, [{"event": 1}], 0),
        ({"event": 1}, [{"event": 1}, {"talk": 1}], 0),
        ({"event": 1}, [{"talk": 1}], None),
        ({"talk": 1}, [{"talk": 1}, {"talk": 1}], None),
        ({"talk": 1}, [{"talk": 1, "duration": 300}], None),
        ({"talk": 1}, [{"talk": 1, "duration": 600}], 0),
    ],
)
def test_times_lead_into_the_one_recording_they_are_times_of(transcript_of, recordings_of, chosen):
    recordings = [make(Attachment.Kind.AUDIO, **facts) for facts in recordings_of]
    transcript = make(Attachment.Kind.TRANSCRIPT, text=TIMED, **transcript_of)
    everything = [transcript, *recordings]
    own = [one for one in everything if one.talk_id]
    (speech,) = speeches(Materials(own, [one for one in everything if one.event_id]))
    assert speech.recording is (None if chosen is None else recordings[chosen])
