"""A post's body as lines that all readers share: what each looks like and which links it has.

A link stands in the text as one private character, so that patterns can look past it;
`Document.show` turns it back into its label.
"""

import html
import re
from dataclasses import dataclass
from typing import Literal

from posts.jekyll.links import Link, scan
from posts.jekyll.proposal import SourcePost

Style = Literal["blank", "heading", "bold", "numbered", "item", "text", "code", "rule", "table"]

_MOST = 0xFF00
_TOKENS = 0xF0000  # a private plane: one character per link
LINK_MARK = re.compile("[\U000f0000-\U000ffffd]")
LINK_CHARS = "\U000f0000-\U000ffffd"

_HTML_TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|center|code|dd|del|div|dl|dt|em|embed|font|h[1-6]|hr|i"
    r"|iframe|img|ins|label|li|object|ol|p|param|pre|script|section|small|source|span|strike"
    r"|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|video|audio)\b[^<>]*>",
    re.I,
)
_HEADING = re.compile(r"^ {0,3}(#{1,6})\s*(.+?)\s*#*\s*$")
_HTML_HEADING = re.compile(r"^\s*<h([1-6])\b[^>]*>(.*?)(?:</h[1-6]>)?\s*$", re.I)
_WRAPPER = re.compile(r"^(?:\s*<(?:p|div|span|font|u|center)\b[^<>]*>)+\s*", re.I)
_HASHTAG = re.compile(r"^\s*#[^#\s][^#]*#")
_RULE = re.compile(r"^\s*(?:[-*_=]\s*){3,}\s*$|^\s*[-=*_]{4,}.{0,12}[-=*_]{4,}\s*$")
_BULLET = re.compile(r"^(\s*)(?:[*+\-•·●◆■]\s+|[•·●◆■]|<li\b[^>]*>)")
_NUMBER = re.compile(
    r"^\s*(?:(\d{1,2})\s*(?:[、.．)），](?!\d)|[:：](?!\d)|,\s)|[(（](\d{1,2})[)）]"
    r"|([一二三四五六七八九十]{1,2})\s*[、.．:：)）]|[(（]([一二三四五六七八九十]{1,2})[)）]|([①-⑳]))\s*"
)
_FENCE = re.compile(r"^\s*(?:```|~~~|\{%\s*(?:end)?highlight)")
_BOLD = re.compile(r"^\s*(?:\*\*|__|<strong>|<b>)\s*(.+?)\s*(?:\*\*|__|</strong>|</b>)", re.I)
_NUMERALS = "零一二三四五六七八九十"


@dataclass(frozen=True)
class Line:
    """One line; `text` is what a reader sees of it, its marker and number left out."""

    number: int  # of the file
    style: Style
    text: str
    level: int = 0  # of a heading
    indent: int = 0
    ordinal: int | None = None
    bold: bool = False
    raw: str = ""


class Document:
    """The lines of a body and the links in them."""

    def __init__(self, source: SourcePost) -> None:
        body = LINK_MARK.sub("\ufffd", source.body)
        self.source = source
        self.links = scan(body, source.body_line)
        self._by_token: dict[str, list[Link]] = {}
        texts = self._fold(body).split("\n")
        self.lines = _read_lines(texts, body.split("\n"), source.body_line)

    def _fold(self, body: str) -> str:
        """The body with one token for each link; line ends inside a link follow its token."""
        parts: list[str] = []
        position = 0
        for link in self.links:
            if len(self._by_token) > _MOST:
                break
            if link.start < position:  # another link of the same span
                self._by_token[chr(_TOKENS + len(self._by_token) - 1)].append(link)
                continue
            token = chr(_TOKENS + len(self._by_token))
            self._by_token[token] = [link]
            breaks = "\n" * body.count("\n", link.start, link.end)
            parts += [body[position : link.start], token, breaks]
            position = link.end
        return "".join([*parts, body[position:]])

    def links_in(self, text: str) -> list[Link]:
        """The links whose tokens stand in the text, in order."""
        return [link for token in LINK_MARK.findall(text) for link in self._by_token.get(token, [])]

    def label_of(self, token: str) -> str:
        """What the reader sees of a link: nothing of a picture."""
        links = self._by_token.get(token, [])
        return "" if not links or any(link.picture for link in links) else links[0].label

    def show(self, text: str) -> str:
        return LINK_MARK.sub(lambda match: _plain(self.label_of(match[0])), text)


def _plain(text: str) -> str:
    text = re.sub(r"<!--.*?-->", "", text)
    text = html.unescape(_HTML_TAG.sub(" ", text))
    text = re.sub(r"\*\*|(?<!\w)__|__(?!\w)|[`\\]", "", text)
    text = re.sub("[\u200b-\u200f\ufeff\u2028\u2029]", "", text)
    text = re.sub(r"[\t\u00a0\u3000]", " ", text)
    return re.sub(r" {2,}", "  ", text).strip()  # a wide gap may part a name from a title


def _read_lines(texts: list[str], raws: list[str], first: int) -> list[Line]:
    lines: list[Line] = []
    fenced = in_list = in_code = False
    for index, text in enumerate(texts):
        raw = raws[index] if index < len(raws) else ""
        expanded = text.expandtabs(4)
        indent = len(expanded) - len(expanded.lstrip(" \u3000\u00a0"))
        fence = bool(_FENCE.match(text))
        blank_before = not lines or lines[-1].style in ("blank", "code", "heading")
        item = bool(_BULLET.match(text) or _NUMBER.match(text))
        if expanded.strip("*_ \t"):
            in_code = indent >= 4 and not in_list and (in_code or blank_before)
            in_list = (in_list and (indent > 0 or item)) or (item and not in_code)
        code = fenced or fence or (in_code and bool(expanded.strip()))
        line = _line(first + index, text, raw, indent, code=code and bool(text.strip()))
        if _is_underline(text) and lines and lines[-1].style in ("text", "bold"):
            last = lines[-1]
            level = 1 if "=" in text else 2
            lines[-1] = Line(last.number, "heading", last.text, level, 0, None, last.bold, last.raw)
            line = Line(first + index, "blank", "", raw=raw)
        lines.append(line)
        fenced ^= fence
    return lines


def _is_underline(text: str) -> bool:
    return bool(re.fullmatch(r" {0,3}(?:={3,}|-{3,})\s*", text))


def _line(number: int, text: str, raw: str, indent: int, *, code: bool) -> Line:
    if not text.strip():
        return Line(number, "blank", "", raw=raw)
    if code:
        return Line(number, "code", text.expandtabs(4).rstrip(), indent=indent, raw=raw)
    text = _WRAPPER.sub("", text)
    heading = _HTML_HEADING.match(text) or (None if _HASHTAG.match(text) else _HEADING.match(text))
    if heading:
        marks = heading[1]
        level = int(marks) if marks.isdigit() else len(marks)
        ordinal, rest = _take_number(_plain(heading[2]))
        return Line(number, "heading", rest, level, 0, ordinal, raw=raw)
    if _RULE.match(text):
        return Line(number, "rule", _plain(text.strip("-=*_ ")), raw=raw)
    if re.match(r"^\s*\|.*\|", text) or re.search(r"<t[dh]\b", text, re.I):
        return Line(number, "table", text.strip(), indent=indent, raw=raw)
    return _paragraph_line(number, text, raw, indent)


def _paragraph_line(number: int, text: str, raw: str, indent: int) -> Line:
    bullet = _BULLET.match(text)
    rest = text[bullet.end() :] if bullet else text
    pictures = re.match(rf"^\s*(?:[{LINK_CHARS}]\s*)*(?=[\d(（])", rest)
    kept = rest[: pictures.end()] if pictures else ""
    rest = rest[len(kept) :]
    before_bold, rest_numbered = _take_number(rest.strip())
    bold = _BOLD.match(rest_numbered)
    ordinal = before_bold
    visible = _plain(rest_numbered)
    if ordinal is None and bold:
        ordinal, visible = _take_number(visible)
    is_bold = bold is not None and (len(_plain(bold[1])) * 3 >= len(visible) or len(visible) <= 50)
    style: Style = "item" if bullet else "text"
    if ordinal is not None:
        style = "numbered"
    elif is_bold and not bullet:
        style = "bold"
    return Line(number, style, (kept + visible).strip(), 0, indent, ordinal, is_bold, raw)


def _take_number(text: str) -> tuple[int | None, str]:
    match = _NUMBER.match(text)
    if not match or not text[match.end() :].strip():
        return None, text
    digits = match[1] or match[2]
    if match[5]:
        return ord(match[5]) - ord("①") + 1, text[match.end() :].strip()
    value = int(digits) if digits else _numeral(match[3] or match[4])
    return value, text[match.end() :].strip()


def _numeral(text: str) -> int:
    """一 … 十九, 二十 …: as far as a list of talks goes."""
    if "十" not in text:
        return _NUMERALS.index(text[-1])
    tens, _, ones = text.partition("十")
    return (_NUMERALS.index(tens) if tens else 1) * 10 + (_NUMERALS.index(ones) if ones else 0)
