"""Whatever is typed, the HTML is whole and nothing in it runs."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techparty_site.lib.markup import plain_text
from techparty_site.lib.markup.dialect import render
from techparty_site.lib.markup.sanitize import TAGS

VOID = {"br", "col", "hr", "img", "wbr"}
SCHEME_RE = re.compile(r"([a-z][a-z0-9+.-]*):")
SCHEMES = {"http", "https", "ftp", "mailto", "tel"}


class Checker(HTMLParser):
    """Fails on an unknown element, a dangerous attribute or address, a tag out of place."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        assert tag in TAGS
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            assert name != "style"
            assert not name.startswith("on")
            if name in ("href", "src"):
                self.check_address(value or "")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    @staticmethod
    def check_address(value):
        """As a browser reads it: leading control characters, tabs and line ends do not count."""
        value = re.sub(r"[\t\r\n]", "", value.lstrip("".join(map(chr, range(33))))).lower()
        match = SCHEME_RE.match(value)
        assert not match or match[1] in SCHEMES


def check(html: str) -> None:
    checker = Checker()
    checker.feed(html)
    checker.close()
    assert checker.open == []


PIECES = [
    *("* ", "- ", "1. ", "  ", "    ", "\t", "> ", "# ", "###", "```", "~~~", "---", "===", "|"),
    *("\n", "\n\n", "[", "]", "(", ")", "](", "![", "**", "_", "`", "\\", "<", ">", "&", "&nbsp;"),
    *("[^1]", "[^1]: ", "{: .a}", "[[talks]]", "[[talk 甲]]", ":-|-:", "<!--", "-->", "<?", "]]>"),
    *("<b>", "</b>", "<div>", "</div>", "<p>", "<a href=", "<script>", "</script>", "<Meteor>"),
    *("<img src=x onerror=a()>", "<svg onload=a()>", "javascript:a()", "http://例.com/x", "style="),
    *("<table><td>", "<li>", "<h1>", "</h2>", "<style>", "<pre>", "<code>", '"', "'", "文字", "a"),
]
documents = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=40)


@settings(max_examples=250, deadline=None, database=None)
@given(documents)
def test_any_document_becomes_whole_and_harmless_html(pieces):
    source = "".join(pieces)
    html = render(source)
    check(html)
    assert render(source) == html


@settings(max_examples=100, deadline=None, database=None)
@given(st.text(alphabet=st.characters(categories=["Lo", "Ll", "Nd"]), min_size=1, max_size=30))
def test_plain_words_come_back_as_they_were(text):
    assert plain_text(render(f"段{text}")) == f"段{text}"


@pytest.mark.parametrize(
    "source",
    [
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](java\tscript:alert(1))",
        "![a](data:text/html;base64,AAAA)",
        "<a href='&#106;avascript:alert(1)'>a</a>",
        "<javascript:alert(1)>",
        "<IMG SRC=x ONERROR=alert(1)>",
        "<svg/onload=alert(1)>",
        '[a](http://x" onmouseover="alert(1))',
        "[a]: javascript:alert(1)\n\n[a]",
        "<math><mi xlink:href='javascript:alert(1)'>",
        '```"><script>alert(1)</script>\na\n```',
        "<b style='color:red' id=main class=button>a</b>",
        "<ol><li id=main>a</li></ol> <sup id=main>a</sup>",
        "<form action=/admin/><input name=a></form>",
        "[a](//example.com)<base href=//example.com>",
    ],
)
def test_known_tricks_leave_nothing_that_runs(source):
    html = render(source)
    check(html)
    assert " id=" not in html
    assert "button" not in html
