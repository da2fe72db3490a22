"""Every address in a post's body, however it was written, and what it leads to."""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from posts.jekyll.link_kinds import kind_of
from posts.jekyll.proposal import SourcePost

__all__ = ["Link", "find_links", "kind_of", "scan"]


@dataclass(frozen=True)
class Link:
    """One address; `start` and `end` are offsets in the body of all that belongs to it."""

    url: str
    label: str
    line: int  # of the file
    picture: bool = False
    written: str = "markdown"  # markdown html embed autolink bare reference broken
    repair: str = ""  # what was mended, empty where nothing was
    start: int = 0
    end: int = 0


# One level of brackets inside a label, one level of parentheses inside an address.
_LABEL = r"\[((?:[^\[\]]|\[[^\[\]]*\]){0,300})\]"
_TARGET = r"\(\s*((?:[^()\n]|\([^()\n]*\)){0,600}\n?)\s*\)"
_ATTRIBUTE = r"\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))"

_SCRIPT = re.compile(r"<script\b([^<>]*)>", re.I)
_SCRIPT_END = re.compile(r"</script\s*>", re.I)
_VIDEO_ID = re.compile(r"['\"]?\bvid['\"]?\s*[:=]\s*['\"]([\w-]{6,80})['\"]")
_EMBED = re.compile(r"<(?:iframe|embed|object|param|video|audio|source)\b([^>]*)>", re.I)
_EMBED_ADDRESS = re.compile(rf"\b(?:src|data|value|href){_ATTRIBUTE}", re.I)
_ANCHOR = re.compile(r"<a\b([^<>]*)>", re.I)
_ANCHOR_END = re.compile(r"</a\s*>", re.I)
_COMMENT = re.compile(r"<!--")
_COMMENT_END = re.compile(r"-->")
_IMAGE = re.compile(r"<img\b([^>]*)>(?:\s*</img\s*>)?", re.I)
_HREF = re.compile(rf"\bhref{_ATTRIBUTE}", re.I)
_SRC = re.compile(rf"\bsrc{_ATTRIBUTE}", re.I)
_ALT = re.compile(rf"\balt{_ATTRIBUTE}", re.I)
_TAG = re.compile(r"<[^<>]*>")

_LINKED_PICTURE = re.compile(rf"\[\s*!{_LABEL}{_TARGET}\s*\]{_TARGET}")
_PICTURE = re.compile(rf"!{_LABEL}{_TARGET}")
_INLINE = re.compile(_LABEL + _TARGET)
_DOUBLED = re.compile(rf"{_LABEL}\(\s*{_LABEL}{_TARGET}\s*\)")
_APART = re.compile(rf"{_LABEL}[ \t]*[(（]\s*(https?://[^\s()（）<>]+)[ \t]*[)）]?")
_REFERENCE = re.compile(rf"{_LABEL}\s?\[([^\[\]\n]{{0,100}})\]")
_DEFINITION = re.compile(r"^ {0,3}\[([^\[\]\n]{1,100})\]:\s*<?(\S+?)>?(?:\s+[\"'(].*)?$", re.M)
_AUTOLINK = re.compile(r"<((?:https?|ftp)://[^\s<>]+)>", re.I)
_BARE = re.compile(r"(?:https?://|ftp://|\bwww\.)[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%|]+", re.I)
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*:|/|\.|#|www\.|\{\{)\S", re.I)
_TRAILING = ".,;:!?'*|_~&"


def find_links(source: SourcePost) -> list[Link]:
    """All addresses of the body in the order of the text."""
    return scan(source.body, source.body_line)


def scan(body: str, first_line: int = 1) -> list[Link]:
    return _Scanner(body, first_line).links()


def _value(match: re.Match[str] | None) -> str:
    return html.unescape(next((g for g in match.groups() if g), "")).strip() if match else ""


def _clean_target(raw: str) -> str:
    """The address of `(address "title")`."""
    target = re.sub(r"\s+(\"[^\"]*\"|'[^']*')\s*$", "", raw.strip())
    return target.strip().removeprefix("<").removesuffix(">").strip()


def _is_address(target: str) -> bool:
    return bool(_ADDRESS.match(target)) or bool(re.fullmatch(r"[\w%-]+([./][\w%-]+)+/?", target))


def _cut_bare(url: str) -> str:
    """Leave out the punctuation of the sentence around a bare address."""
    while url:
        if url[-1] in _TRAILING or (url[-1] == ")" and url.count(")") > url.count("(")):
            url = url[:-1]
        else:
            break
    return url


class _Scanner:
    """Takes the forms one after the other, the most particular first; no text is read twice."""

    def __init__(self, body: str, first_line: int) -> None:
        self.body = body
        self.first_line = first_line
        self.found: list[Link] = []
        self.taken = bytearray(len(body))
        self.breaks = [i for i, char in enumerate(body) if char == "\n"]
        self.targets: dict[str, str] = {}

    def links(self) -> list[Link]:
        for start, _text, end in self.pairs(_COMMENT, _COMMENT_END):
            self.take((start.start(), end))
        for step in (self.scripts, self.embeds, self.anchors, self.pictures, self.inline):
            step()
        self.references()
        self.bare()
        return sorted(self.found, key=lambda link: (link.start, link.end))

    def free(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        for match in pattern.finditer(self.body):
            if not any(self.taken[match.start() : match.end()]):
                yield match

    def pairs(
        self, opening: re.Pattern[str], closing: re.Pattern[str]
    ) -> Iterator[tuple[re.Match[str], str, int]]:
        """Opening tag, text up to the closing one, end of that; nothing is searched twice."""
        position = 0
        while start := opening.search(self.body, position):
            end = closing.search(self.body, start.end())
            if end is None:
                return
            position = end.end()
            if not any(self.taken[start.start() : position]):
                yield start, self.body[start.end() : end.start()], position

    def take(self, span: tuple[int, int]) -> None:
        self.taken[span[0] : span[1]] = b"\x01" * (span[1] - span[0])

    def add(
        self, span: tuple[int, int], url: str, label: str, written: str, **more: str | bool
    ) -> None:
        if not url:
            return
        line = self.first_line + bisect_right(self.breaks, span[0] - 1 if span[0] else -1)
        self.found.append(
            Link(
                url=url,
                label=" ".join(label.split()),
                line=line,
                written=written,
                picture=bool(more.get("picture", False)),
                repair=str(more.get("repair", "")),
                start=span[0],
                end=span[1],
            )
        )

    def scripts(self) -> None:
        for tag, text, end in self.pairs(_SCRIPT, _SCRIPT_END):
            span = (tag.start(), end)
            self.add(span, _value(_SRC.search(tag[1])), "", "embed")
            for video in _VIDEO_ID.finditer(text):
                self.add(span, f"polyv:{video[1]}", "", "embed")
            self.take(span)

    def embeds(self) -> None:
        for match in self.free(_EMBED):
            for attribute in _EMBED_ADDRESS.finditer(match[1]):
                url = _value(attribute)
                if "//" in url or url.startswith("/"):
                    self.add(match.span(), url, "", "embed")
            self.take(match.span())

    def anchors(self) -> None:
        for tag, text, end in self.pairs(_ANCHOR, _ANCHOR_END):
            span = (tag.start(), end)
            image = _IMAGE.search(text)
            label = html.unescape(_TAG.sub("", text)).strip()
            if image:
                alt = _value(_ALT.search(image[1]))
                self.add(span, _value(_SRC.search(image[1])), alt, "html", picture=True)
                label = label or alt
            self.add(span, _value(_HREF.search(tag[1])), label, "html")
            self.take(span)
        for match in self.free(_IMAGE):
            alt = _value(_ALT.search(match[1]))
            self.add(match.span(), _value(_SRC.search(match[1])), alt, "html", picture=True)
            self.take(match.span())

    def pictures(self) -> None:
        for match in self.free(_LINKED_PICTURE):
            target = _clean_target(match[2])
            self.add(match.span(), target, match[1], "markdown", picture=True)
            self.add(match.span(), _clean_target(match[3]), match[1], "markdown")
            self.take(match.span())
        for match in self.free(_PICTURE):
            self.add(match.span(), _clean_target(match[2]), match[1], "markdown", picture=True)
            self.take(match.span())

    def inline(self) -> None:
        for match in self.free(_DOUBLED):
            repair = _("A link inside a link’s address became one link.")
            self.add(match.span(), _clean_target(match[3]), match[1], "broken", repair=repair)
            self.take(match.span())
        for match in self.free(_INLINE):
            target = _clean_target(match[2])
            if _is_address(target):
                self.labelled(match, target)
                self.take(match.span())
        for match in self.free(_APART):
            repair = _("A link with a blank or a bracket astray was joined.")
            self.add(match.span(), match[2], match[1], "broken", repair=repair)
            self.take(match.span())

    def labelled(self, match: re.Match[str], target: str) -> None:
        """`[http://host/deck](http://host/)`: both addresses are kept, the label's first."""
        label = match[1].strip().strip("*")
        written_out = label.startswith(("http://", "https://")) and not re.search(r"\s|…", label)
        if written_out and label.rstrip("/") != target.rstrip("/"):
            repair = _("The link’s text is another address than its target; both are kept.")
            self.add(match.span(), label, label, "markdown", repair=repair)
        self.add(match.span(), target, match[1], "markdown")

    def references(self) -> None:
        for match in self.free(_DEFINITION):
            self.targets[match[1].strip().lower()] = match[2]
            self.add(match.span(), match[2], match[1], "reference")
            self.take(match.span())
        if not self.targets:
            return
        for match in self.free(_REFERENCE):
            target = self.targets.get((match[2] or match[1]).strip().lower())
            if target:
                self.add(match.span(), target, match[1], "reference")
                self.take(match.span())

    def bare(self) -> None:
        for match in self.free(_AUTOLINK):
            self.add(match.span(), match[1], match[1], "autolink")
            self.take(match.span())
        for match in self.free(_BARE):
            url = _cut_bare(match[0])
            if len(url) > len("http://x"):
                address = url if "://" in url else f"http://{url}"
                self.add((match.start(), match.start() + len(url)), address, url, "bare")
