"""Reading rendered HTML: its text, its beginning, its headings, its addresses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

from .names import names

BLOCKS = names(
    "blockquote br caption dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre",
    "summary table tbody td tfoot th thead tr ul",
)
HEADING_RE = re.compile(r'<h([2-6]) id="([^"]*)">(.*?)</h\1>', re.DOTALL)
SENTENCE_END_RE = re.compile(r"[。！？!?…]+[”’」』）)]*|\.(?=\s|$)")
NOT_EXCERPTED = names("h1 h2 h3 h4 h5 h6 pre table figcaption sup")


@dataclass(frozen=True)
class Heading:
    level: int
    id: str
    text: str


class _Text(HTMLParser):
    def __init__(self, skipped: frozenset[str]) -> None:
        super().__init__()
        self.skipped = skipped
        self.skipping = 0
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.skipping += tag in self.skipped
        self.break_at(tag)

    def handle_endtag(self, tag: str) -> None:
        self.skipping -= tag in self.skipped
        self.break_at(tag)

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.pieces.append(data)

    def break_at(self, tag: str) -> None:
        if tag in BLOCKS:
            self.pieces.append("\n")


def _lines(html: str, skipped: frozenset[str] = frozenset()) -> Iterator[str]:
    parser = _Text(skipped)
    parser.feed(html)
    parser.close()
    lines = (line.strip() for line in "".join(parser.pieces).splitlines())
    return (line for line in lines if line)


def plain_text(html: str) -> str:
    """The visible text, a line for each block."""
    return "\n".join(_lines(html))


EXCERPTED = 100  # characters of HTML for each one of text, at the most


def excerpt(html: str, length: int = 120) -> str:
    """At most `length` characters of running text, and … where something was cut off."""
    html = html[: EXCERPTED * max(length, 120)]  # a page need not read a book for its first words
    text = re.sub(r"\s+", " ", " ".join(_lines(html, NOT_EXCERPTED)))
    text = text or plain_text(html).replace("\n", " ")
    if len(text) <= length:
        return text
    return text[: _cut(text, length - 1)].rstrip(" ，、；：,;:") + "…"


def _cut(text: str, limit: int) -> int:
    ends = [match.end() for match in SENTENCE_END_RE.finditer(text, 0, limit + 1)]
    if sentences := [end for end in ends if limit / 2 <= end <= limit]:
        return sentences[-1]
    within_word = re.compile(r"[A-Za-z0-9_'-]+$").search(text, 0, limit)
    if within_word and re.match(r"[A-Za-z0-9_'-]", text[limit]):
        return within_word.start() or limit
    return limit


def outline(html: str) -> list[Heading]:
    return [
        Heading(int(level), unescape(name), plain_text(inner).replace("\n", " "))
        for level, name, inner in HEADING_RE.findall(html)
    ]


def links(html: str) -> list[str]:
    return _attributes(html, "a", "href")


def images(html: str) -> list[str]:
    return _attributes(html, "img", "src")


def _attributes(html: str, tag: str, attribute: str) -> list[str]:
    """Exact on sanitised HTML, whose attributes are all in double quotes and escaped."""
    return [unescape(value) for value in re.findall(rf'<{tag} [^>]*?\b{attribute}="([^"]*)"', html)]
