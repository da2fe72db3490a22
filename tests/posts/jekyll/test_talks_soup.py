"""No text breaks the reading of talks, and every claim points into the file."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from posts.jekyll.links import scan
from tests.posts.jekyll.make import FRONT
from tests.posts.jekyll.talks import read

PIECES = st.sampled_from(
    [
        *[
            "# ",
            "### ",
            "**",
            "- ",
            "  * ",
            "1. ",
            "2）",
            "    ",
            "```",
            "---",
            "| ",
            "<h3>",
            "</h3>",
        ],
        *[
            "《题目》",
            "<题目>",
            "“题目”",
            "题目",
            "周晓彤",
            "Tony Zhou",
            "@xiaot",
            "（",
            "）",
            "：",
            "、",
            "，",
            "。",
        ],
        *[
            "讲师：",
            "主题一：",
            "第一个主题",
            "带来",
            "分享了",
            "由",
            "来自",
            "的",
            "by ",
            " - ",
            "14:00-15:00 ",
        ],
        *[
            "[幻灯](http://h.example/a.pdf)",
            "![](/a.jpg)",
            "http://h.example/a.mp3",
            "[",
            "](",
            ")",
            "\n",
        ],
        *["抽奖", "最后感谢", "\u3000", "&nbsp;", "<font>", "<!--", "-->", "\U000f0000", "\x00"],
    ]
)
SOUP = st.lists(st.one_of(PIECES, PIECES, st.text(max_size=6)), max_size=60).map("".join)


@settings(deadline=None, max_examples=150)
@given(SOUP, st.sampled_from(["recap", "signup", "article"]))
def test_no_text_breaks_the_reading(body, kind):
    findings = read(body, kind=kind)
    last = FRONT + 1 + body.count("\n") + 1
    for talk in findings.talks:
        assert talk.line
        assert FRONT < talk.line < last
        assert talk.lines is None or FRONT < talk.lines[0] < talk.lines[1] <= last
        assert 0 < talk.confidence <= 1
        assert talk.title or talk.speakers
    notes = [*findings.unplaced, *findings.repaired]
    assert all(note.line is None or FRONT < note.line < last for note in notes)


@settings(deadline=None, max_examples=150)
@given(SOUP)
def test_sections_do_not_overlap(body):
    sections = [talk.lines for talk in read(body).talks if talk.lines]
    assert sections == sorted(sections)
    assert all(one[1] <= other[0] for one, other in pairwise(sections))


@settings(deadline=None, max_examples=150)
@given(SOUP)
def test_every_link_lies_in_the_text(body):
    for link in scan(body):
        assert link.url
        assert 0 <= link.start < link.end <= len(body)
        assert link.line == 1 + body.count("\n", 0, link.start)
