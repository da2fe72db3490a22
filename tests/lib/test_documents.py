"""Transcripts of all formats as one kind of text."""

import pytest

from techparty_site.lib.documents import read_transcript
from techparty_site.lib.unreadable import Reason, Unreadable
from tests import samples

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
    assert read(VTT, "vtt") == "[00:00:05] 主持人: 有请 <第一位> 讲师"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("[12:30] 开场", "[00:12:30] 开场"),
        ("（1:02:03）提问", "[01:02:03] 提问"),
        ("00:03:12 主持人：大家好", "[00:03:12] 主持人：大家好"),
        ("12:30 吃午饭", "12:30 吃午饭"),
        ("[注] 掌声", "[注] 掌声"),
    ],
)
def test_times_in_front_of_a_paragraph_get_one_form(read, line, kept):
    assert read(line, "txt") == kept


def test_lines_broken_in_markdown_are_joined(read):
    source = "# 标题\n第一行\n第二行\n\nsecond\nparagraph\n- 一\n- 二\n"
    assert read(source, "md") == "# 标题\n第一行第二行\nsecond paragraph\n- 一\n- 二"


def test_what_a_database_refuses_is_taken_out(read):
    content = samples.make_docx("a\u2028b")
    assert read(content, "docx") == "a b"


def test_a_docx_that_unpacks_to_a_mountain_is_not_unpacked(read):
    with pytest.raises(Unreadable) as error:
        read(samples.make_docx_bomb(megabytes=60), "docx")
    assert error.value.reason == Reason.TOO_LARGE


def test_a_text_too_long_for_a_page_is_refused(read):
    assert read("字" * 1_000_000, "txt")
    with pytest.raises(Unreadable) as error:
        read("字" * 1_000_001, "txt")
    assert error.value.reason == Reason.TOO_LARGE


def test_bytes_that_are_no_text_are_refused(read):
    with pytest.raises(Unreadable) as error:
        read(b"\x00\x01\x02", "txt")
    assert error.value.reason == Reason.BROKEN


def test_an_old_word_file_has_no_reader_yet(read):
    with pytest.raises(Unreadable) as error:
        read(b"", "doc")
    assert error.value.reason == Reason.NO_READER
