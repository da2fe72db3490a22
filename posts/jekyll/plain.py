"""What a reader sees of a body, line by line: enough to look for words, dates and places in."""

import html
import re
from dataclasses import dataclass

from posts.jekyll.proposal import SourcePost

# Every repetition is bounded: a line may be a megabyte of brackets.
TARGET = r"\([^()\n]{0,1000}(?:\([^()\n]{0,300}\)[^()\n]{0,300}){0,3}\)"
IMAGE = re.compile(rf"!\[[^\]\n]{{0,300}}\]\s?{TARGET}|<img\b[^>]{{0,2000}}>", re.IGNORECASE)
LINK = re.compile(rf"\[([^\[\]\n]{{0,300}})\]\s?{TARGET}")
TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,2000}>")
URL = re.compile(r"(?:https?://|www\.)[\w\-./?%&=+#:~,;!@$'()*]+", re.ASCII | re.IGNORECASE)
EMPHASIS = re.compile(r"\*\*|__|`")
BLANKS = re.compile(r"[ \t\u00a0\u3000\u2000-\u200f\ufeff]+")
UNSEEN = (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"))


@dataclass(frozen=True)
class PlainLine:
    number: int  # of the file
    text: str  # neither addresses nor marks of Markdown and HTML
    raw: str


def plain_text(markdown: str) -> str:
    """One line without pictures, addresses and marks; labels of links stay."""
    text = IMAGE.sub(" ", markdown)
    for _nesting in range(2):
        text = LINK.sub(r" \1 ", text)
    text = EMPHASIS.sub("", URL.sub(" ", html.unescape(TAG.sub(" ", text))))
    return BLANKS.sub(" ", text).strip(" \t>#*+-=|~_")


def plain_lines(source: SourcePost) -> list[PlainLine]:
    raw_lines = _seen(source.body).split("\n")
    numbered = enumerate(raw_lines, source.body_line)
    return [PlainLine(number, plain_text(raw), raw) for number, raw in numbered]


def _seen(body: str) -> str:
    """The body without comments, scripts and styles, line breaks kept."""
    for opening, closing in UNSEEN:
        kept, position, folded = [], 0, body
        while (start := folded.find(opening, position)) >= 0:
            end = folded.find(closing, start)
            if end < 0:
                break
            kept += [body[position:start], "\n" * body.count("\n", start, end)]
            position = end + len(closing)
        body = "".join([*kept, body[position:]])
    return body


def count_pictures(source: SourcePost) -> int:
    return len(IMAGE.findall(source.body))
