"""A line as the readers of talks see it: labels in place, files and handles taken out."""

import re
from dataclasses import dataclass, field

from posts.jekyll.lines import LINK_MARK, Document, Line
from posts.jekyll.link_kinds import (
    FILE_WORDS,
    is_boilerplate,
    is_file_label,
    kind_by_host,
    kind_by_name,
)
from posts.jekyll.links import Link
from posts.jekyll.talks.titles import quotes_in

_HANDLE = re.compile(
    r"^(?:https?://.*|www\..*|\[?(?:新浪|腾讯)?(?:微博|博客|blog|weibo|twitter)\]?|[\w.-]+\.(?:com|org|net|cn|me|io)/?)$",
    re.I,
)
_LEFTOVER = re.compile(
    r"[（(\[【]\s*(?:(?:weibo|微博|博客|twitter|blog)\s*[：:]?\s*)?[，,、/|\s]*[)）\]】]", re.I
)


@dataclass(frozen=True)
class Mark:
    """Where in the text a link stands."""

    column: int
    link: Link


@dataclass
class Seen:
    """`text` has no token left; `alone` is True where the line is one link and nothing else."""

    line: Line
    text: str
    marks: list[Mark] = field(default_factory=list)
    alone: bool = False


def see(document: Document, line: Line) -> Seen:
    parts: list[str] = []
    marks: list[Mark] = []
    length = 0
    position = 0
    rest = LINK_MARK.sub("", line.text).strip(" *_-·[]【】()（）")
    for match in LINK_MARK.finditer(line.text):
        piece = line.text[position : match.start()]
        parts.append(piece)
        length += len(piece)
        for link in document.links_in(match[0]):
            marks.append(Mark(length, link))
        label = _label(document, match[0], alone=not rest)
        if is_boilerplate(piece):
            label = " "
        parts.append(label)
        length += len(label)
        position = match.end()
    text = "".join([*parts, line.text[position:]])
    return Seen(line, text, marks, alone=not rest and bool(marks))


def without_empty_brackets(text: str) -> str:
    """`name（，）《title》` after its files were taken out."""
    return re.sub(r"\s{2,}", "  ", _LEFTOVER.sub(" ", text)).strip()


def _label(document: Document, token: str, *, alone: bool) -> str:
    label = document.label_of(token).strip("[] *")
    if not label or _HANDLE.match(label) or is_file_label(label):
        return " "
    if label.startswith("@"):
        return f" {label} "
    link = document.links_in(token)[0]
    kind = kind_by_name(link.url) or kind_by_host(link.url)
    if not alone and kind in FILE_WORDS and not quotes_in(label):
        return f"《{label}》"  # the title of the deck it leads to
    return label
