"""The places of talks in a recap."""

import pytest

from techparty_site.lib.markup import Html, TalkMarker, plain_text, segments
from techparty_site.lib.markup.dialect import dialect, render


@pytest.mark.parametrize(
    ("source", "slug"),
    [("[[talks]]", None), ("[[talk docker-实践]]", "docker-实践"), ("[[ talk a ]]", "a")],
)
def test_a_line_of_its_own_holds_the_place_of_talks(source, slug):
    parts = segments(render(f"前文\n{source}\n后文"))
    assert [type(part) for part in parts] == [Html, TalkMarker, Html]
    assert parts[1] == TalkMarker(slug)


def test_markers_may_follow_each_other():
    parts = segments(render("## 讲题\n[[talk a]]\n[[talk b]]"))
    assert parts[1:] == [TalkMarker("a"), TalkMarker("b")]


@pytest.mark.parametrize(
    "source",
    [
        "`[[talks]]`",
        "    [[talks]]",
        "```\n[[talks]]\n```",
        "文中的 [[talks]]",
        "* [[talks]]",
        "<div>\n[[talks]]\n</div>",
        "[[talk a b]]",
    ],
)
def test_elsewhere_a_marker_stays_text(source):
    html = render(source)
    assert not [part for part in segments(html) if isinstance(part, TalkMarker)]
    assert "[[talk" in plain_text(html)


@pytest.mark.parametrize(
    "source",
    [
        '<div data-talk="x"></div>',
        'a <div data-talk="x"></div>',
        """<img alt='<div data-talk="x"></div>' src=a>""",
        '&lt;div data-talk="x"&gt;&lt;/div&gt;',
        '`<div data-talk="x"></div>`',
    ],
)
def test_a_place_cannot_be_forged(source):
    assert not [part for part in segments(render(source)) if isinstance(part, TalkMarker)]


def test_an_author_cannot_know_the_name_a_marker_travels_under():
    (_, one), (_, other) = dialect(), dialect()
    assert one.name != other.name


def test_a_tag_left_open_closes_before_the_marker():
    before, _, after = segments(render("<b>粗</b> <b class=x>开着\n\n[[talks]]\n\n后"))
    assert isinstance(before, Html)
    assert isinstance(after, Html)
    assert before.html.count("<b>") == before.html.count("</b>")
    assert after.html.strip() == "<p>后</p>"
