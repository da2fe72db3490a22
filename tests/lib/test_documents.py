"""Transcripts of all formats as one kind of text."""

from contextlib import suppress
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from techparty_site.lib.documents import read_transcript
from techparty_site.lib.unreadable import Reason, Unreadable
from tests import samples
from tests.doc_samples import make_doc, make_ole

SRT = """1
00:00:01,000 --> 00:00:04,000
<i>大家好，</i>
欢迎来到沙龙

2
01:02:03,500 --> 01:02:05,000
Hello
world
"""
VTT = """WEBVTT

NOTE made by hand

00:05.000 --> 00:07.000 align:start
<v 主持人>有请 &lt;第一位&gt; 讲师
"""


@pytest.fixture
def read(tmp_path):
    def read_file(content: bytes | str, extension: str) -> str:
        path = tmp_path / "transcript"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_transcript(str(path), extension)

    return read_file


def test_each_paragraph_of_a_docx_is_a_line(read):
    content = samples.make_docx("大家好", "", "今天讲\t容器", table="表格里的话")
    assert read(content, "docx") == "大家好\n今天讲 容器\n表格里的话"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_of_every_encoding_in_use_is_read(read, encoding):
    assert read("第一段\r\n\r\n  第二段 ".encode(encoding), "txt") == "第一段\n第二段"


def test_cues_of_subtitles_keep_their_time(read):
    assert read(SRT, "srt") == "[00:00:01] 大家好，欢迎来到沙龙\n[01:02:03] Hello world"
    assert read(VTT, "vtt") == "[00:00:05] 主持人：有请 <第一位> 讲师"


def make_srt(*cues: tuple[float, float, str]) -> str:
    def clock(moment: float) -> str:
        return f"00:{int(moment) // 60:02}:{moment % 60:06.3f}".replace(".", ",")

    rows = (f"{n}\n{clock(a)} --> {clock(b)}\n{said}\n" for n, (a, b, said) in enumerate(cues, 1))
    return "\n".join(rows)


def test_cues_run_on_as_one_paragraph_with_the_time_of_the_first(read):
    source = make_srt(
        (1, 3, "今天讲的是"), (3, 5, "怎么装箱，"), (5, 7, "和 packing"), (7, 9, "lists")
    )
    assert read(source, "srt") == "[00:00:01] 今天讲的是怎么装箱，和 packing lists"


def test_a_pause_ends_a_paragraph(read):
    assert read(make_srt((1, 3, "一。"), (5.4, 6, "二。"), (9, 10, "三。")), "srt") == (
        "[00:00:01] 一。二。\n[00:00:09] 三。"
    )


def test_a_full_paragraph_ends_with_its_sentence_and_never_grows_on(read):
    cues = [(n, n + 1, "字" * 29 + ("。" if n % 3 == 0 else "，")) for n in range(1, 11)]
    lengths = [len(line) - 11 for line in read(make_srt(*cues), "srt").split("\n")]
    assert lengths == [90, 90, 90, 30]
    endless = [(n, n + 1, "字" * 50) for n in range(6)]
    assert [len(line) - 11 for line in read(make_srt(*endless), "srt").split("\n")] == [100] * 3


def test_another_speaker_starts_another_paragraph_and_is_named_once(read):
    cues = [
        (1, 2, "甲：你好"),
        (2, 3, "甲：今天"),
        (3, 4, "讲船"),
        (4, 5, "乙：好"),
        (5, 6, "12:30 开始"),
    ]
    assert (
        read(make_srt(*cues), "srt") == "[00:00:01] 甲：你好今天讲船\n[00:00:04] 乙：好 12:30 开始"
    )
    voices = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v 甲>你好</v>\n<v 乙>好</v> <i>哦</i>\n"
    assert read(voices, "vtt") == "[00:00:01] 甲：你好\n[00:00:01] 乙：好 哦"


def test_one_question_after_another_is_told_each_time(read):
    source = make_srt((1, 2, "问：一？"), (2, 3, "问：二？"))
    assert read(source, "srt") == "[00:00:01] 问：一？\n[00:00:02] 问：二？"


def test_captions_that_roll_say_each_line_once(read):
    cues = [(1, 3, "hello"), (3, 3.01, "hello"), (3.01, 5, "hello\nto you"), (5, 6, "to you\nall")]
    assert read(make_srt(*cues), "srt") == "[00:00:01] hello to you all"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("发言人 00:03", "发言人 01:05:00"),
        ("说话人1 00:00:03", "说话人 2 01:05:00"),
        ("麦小舟(00:00:03):", "何田(01:05:00):"),
        ("[00:03]", "[01:05:00]"),
    ],
)
def test_what_a_recorder_puts_on_a_line_of_its_own_goes_to_the_words(read, first, second):
    found = read(f"会议记录\n\n{first}\n大家好。\n今天讲船。\n\n{second}\n再见。", "txt")
    who, other = ("" if one[0] == "[" else one.split("(")[0] for one in (first, second))
    who, other = (one.rsplit(" ", 1)[0] + "：" if one else "" for one in (who, other))
    assert found == (f"会议记录\n[00:00:03] {who}大家好。\n今天讲船。\n[01:05:00] {other}再见。")


@pytest.mark.parametrize(
    "text", ["签到 13:30\n开场 14:00\n茶歇 15:00\n散场", "大家好。\n茶歇 15:00\n再见。"]
)
def test_a_programme_of_the_day_is_left_alone(read, text):
    assert read(text, "txt") == text


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("[12:30] 开场", "[00:12:30] 开场"),
        ("（1:02:03）提问", "[01:02:03] 提问"),
        ("00:03:12 主持人：大家好", "[00:03:12] 主持人：大家好"),
        ("00:03:15大家好", "[00:03:15] 大家好"),
        ("（3:15）大家好", "[00:03:15] 大家好"),
        ("12:30 吃午饭", "12:30 吃午饭"),
        ("[注] 掌声", "[注] 掌声"),
    ],
)
def test_times_in_front_of_a_paragraph_get_one_form(read, line, kept):
    assert read(line, "txt") == kept


def test_lines_broken_in_markdown_are_joined(read):
    source = "# 标题\n第一行\n第二行\n\nsecond\nparagraph\n- 一\n- 二\n"
    assert read(source, "md") == "## 标题\n第一行第二行\nsecond paragraph\n- 一\n- 二"


@pytest.mark.parametrize("source", ["# 装箱", "###装箱", "### 装箱 ###", "装箱\n===", "装箱\n---"])
def test_headings_of_markdown_are_headings(read, source):
    assert read(source + "\n正文\n", "md") == "## 装箱\n正文"


def test_what_a_database_refuses_is_taken_out(read):
    content = samples.make_docx("a\u2028b")
    assert read(content, "docx") == "a\nb"


def test_a_docx_that_unpacks_to_a_mountain_is_not_unpacked(read):
    with pytest.raises(Unreadable) as error:
        read(samples.make_docx_bomb(megabytes=60), "docx")
    assert error.value.reason == Reason.TOO_LARGE


def test_a_text_too_long_for_a_page_is_refused(read):
    assert read("字" * 1_000_000, "txt")
    with pytest.raises(Unreadable) as error:
        read("字" * 1_000_001, "txt")
    assert error.value.reason == Reason.TOO_LARGE


def test_a_text_of_more_paragraphs_than_pages_bear_is_refused(read):
    assert read("字\n" * 20_000, "txt").count("\n") == 19_999
    with pytest.raises(Unreadable) as error:
        read("字\n" * 20_001, "txt")
    assert error.value.reason == Reason.TOO_LARGE


def test_a_heading_as_long_as_a_chapter_is_none(read):
    found = read(f"# {'这句话说了十二个字左右吧。' * 300}", "md")
    assert "## " not in found
    assert max(map(len, found.split("\n"))) <= 1000


@pytest.mark.parametrize(
    ("content", "extension"),
    [
        (b" \n\n", "txt"),
        (samples.make_docx(""), "docx"),
        (make_doc(""), "doc"),
        (b"WEBVTT\n", "vtt"),
    ],
)
def test_a_file_without_words_has_nothing_to_read(read, content, extension):
    with pytest.raises(Unreadable) as error:
        read(content, extension)
    assert error.value.reason == Reason.NO_READER


def test_bytes_that_are_no_text_are_refused(read):
    with pytest.raises(Unreadable) as error:
        read(b"\x00\x01\x02", "txt")
    assert error.value.reason == Reason.BROKEN


def test_nothing_turns_the_direction_of_the_page(read):
    assert read("\u202e倒\u2066着\u200b写\ufeff", "txt") == "倒着写"


def test_a_text_on_one_line_is_cut_where_sentences_end(read):
    text = "这句话说了十二个字左右吧。" * 300
    found = read(text, "txt").split("\n")
    assert "".join(found) == text
    assert all(len(line) <= 1000 and line.endswith("。") for line in found)


def make_rich_docx() -> bytes:
    document = docx.Document()
    document.add_heading("装箱", level=2)
    document.add_paragraph("甲", style="List Number")
    document.add_paragraph("乙", style="List Number")
    document.add_paragraph("点", style="List Bullet")
    own = document.add_paragraph("卸箱")
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "0")
    own._p.get_or_add_pPr().append(level)
    document.add_paragraph("上\n下")
    output = BytesIO()
    document.save(output)
    return output.getvalue()


def test_headings_numbers_and_line_breaks_of_a_docx_are_kept(read):
    found = read(make_rich_docx(), "docx")
    assert found == "## 装箱\n1. 甲\n2. 乙\n点\n## 卸箱\n上\n下"


@pytest.mark.parametrize(
    "damaged", ["word/numbering.xml", "word/styles.xml", "[Content_Types].xml"]
)
def test_a_docx_damaged_beside_its_text_is_read(read, damaged):
    with ZipFile(BytesIO(make_rich_docx())) as package:
        entries = {name: package.read(name) for name in package.namelist()}
    found = read(samples.make_zip(entries | {damaged: b"<w:cut"}), "docx")
    assert found == "装箱\n甲\n乙\n点\n## 卸箱\n上\n下"


def test_an_old_word_file_is_read_without_what_stands_in_its_margins(read):
    content = make_doc("第一讲", "大家好", "甲\x07乙\x07\x07", headings=(0,), notes="页眉\r")
    assert read(content, "doc") == "## 第一讲\n大家好\n甲\n乙"


def test_of_a_field_its_result_is_read(read):
    link = '看 \x13 HYPERLINK "http://a.example" \x14这里\x15。'
    assert read(make_doc(link, "\x13 断了", "后面"), "doc") == "看 这里。\n后面"


def test_a_word_file_with_the_other_ending_is_read_for_what_it_is(read):
    assert read(samples.make_docx("大家好"), "doc") == "大家好"
    assert read(make_doc("大家好"), "docx") == "大家好"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (make_doc("密", flags=0x0100), Reason.ENCRYPTED),
        (make_ole({"EncryptedPackage": b"x"}), Reason.ENCRYPTED),
        (make_ole({"PowerPoint Document": b"x"}), Reason.NO_READER),
        (make_doc("旧", version=0x65), Reason.NO_READER),
        (b"{\\rtf1 hello}", Reason.NO_READER),
        (b"\r\n<html><body>hello", Reason.NO_READER),
        (make_doc("大家好")[:2000], Reason.BROKEN),
        (make_doc("大家好", length=500), Reason.BROKEN),
        (make_doc("大家好", length=2**31), Reason.TOO_LARGE),
        (make_ole({"WordDocument": b"", "1Table": b""}), Reason.NO_READER),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Reason.BROKEN),
        (b"nothing", Reason.BROKEN),
    ],
)
def test_why_an_old_word_file_gives_no_text_is_told(read, content, reason):
    with pytest.raises(Unreadable) as error:
        read(content, "doc")
    assert error.value.reason == reason


SOUND = {
    "doc": make_doc("第一讲", "大家好", headings=(0,)),
    "srt": SRT.encode(),
    "vtt": VTT.encode(),
    "txt": "发言人1 00:03\n大家好\n发言人2 00:05\n好".encode(),
    "md": "# 标题\n\n- 一\n[12:30] 二".encode(),
}


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(sorted(SOUND)),
    st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), max_size=8),
    st.floats(0, 1),
)
def test_damaged_files_give_text_or_a_reason(tmp_path_factory, extension, changes, kept):
    content = bytearray(SOUND[extension])
    for where, change in changes:
        at = int(where * len(content))
        content[at : at + len(change)] = change
    path = tmp_path_factory.getbasetemp() / "damaged"
    path.write_bytes(content[: max(1, int(len(content) * kept))] if kept > 0.5 else content)
    with suppress(Unreadable):
        assert isinstance(read_transcript(str(path), extension), str)
