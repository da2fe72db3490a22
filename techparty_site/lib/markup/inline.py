"""Links, addresses and tags within a line."""

import re
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import (
    HTML_RE,
    IMAGE_LINK_RE,
    LINK_RE,
    AutomailInlineProcessor,
    HtmlInlineProcessor,
    ImageInlineProcessor,
    InlineProcessor,
    LinkInlineProcessor,
)
from markdown.util import HTML_PLACEHOLDER_RE, INLINE_PLACEHOLDER_RE, AtomicString

from .raw import Judge

Found = tuple[Element | str | None, int | None, int | None]
NOTHING: Found = (None, None, None)

# ASCII only: in Chinese the text goes on right behind an address.
SIGN = r"[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%\[\]]"
ADDRESS = rf"(?:https?|ftp)://{SIGN}{{1,4000}}+(?!{SIGN})"  # longer ones are no addresses
# `[slides] (http://…` : a blank or a bracket astray
ASTRAY_RE = re.compile(rf"[ ]*\(\s*({ADDRESS})")
TRAILING_RE = re.compile(r"(?:&[a-z]+;|[.,;:!?'\"*_~])+$")


class Link(LinkInlineProcessor):
    attribute = "href"

    def __init__(self, md: Markdown, pattern: str = LINK_RE) -> None:
        super().__init__(pattern, md)

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]
        element, start, end = super().handleMatch(m, data)
        address = element.get(self.attribute, "") if isinstance(element, Element) else ""
        if "](" in address:  # `[slides]( [here](http://…) )`: the inner one is the link
            return NOTHING
        if not isinstance(element, Element) or "\n" in address:
            return self.repaired(m, data)
        element.set(self.attribute, tidy(address))
        return element, start, end

    def repaired(self, m: re.Match[str], data: str) -> Found:
        text, index, closed = self.getText(data, m.end())
        match = ASTRAY_RE.match(data, index) if closed else None
        if not match:
            return NOTHING
        address = trim(match[1])
        end = match.start(1) + len(address)
        end += len(data[end:]) - len(data[end:].removeprefix(")"))
        return self.element(text, address), m.start(), end

    def element(self, text: str, address: str) -> Element:
        link = Element("a", {"href": unescape(address)})
        link.text = text
        return link


class Image(Link, ImageInlineProcessor):
    attribute = "src"

    def __init__(self, md: Markdown) -> None:
        super().__init__(md, IMAGE_LINK_RE)

    def element(self, text: str, address: str) -> Element:
        return Element("img", {"src": unescape(address), "alt": self.unescape(text)})


class BareAddress(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: Markdown, judge: Judge) -> None:
        super().__init__(rf"(?<![A-Za-z0-9/]){ADDRESS}", md)
        self.judge = judge

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]
        address = trim(m[0])
        if address.endswith("/") and address.count("/") == 2:  # a scheme and no host
            return NOTHING
        if "a" in self.judge.closed and self.within_raw_link(data[: m.start()]):
            return NOTHING
        link = Element("a", {"href": unescape(address)})
        link.text = AtomicString(unescape(address))
        return link, m.start(), m.start() + len(address)

    def within_raw_link(self, before: str) -> bool:
        assert self.md  # noqa: S101
        nodes = self.md.treeprocessors["inline"].stashed_nodes  # type: ignore[attr-defined]
        for match in reversed(list(INLINE_PLACEHOLDER_RE.finditer(before))):
            raw = HTML_PLACEHOLDER_RE.fullmatch(str(nodes.get(match[1])))
            tag = str(self.md.htmlStash.rawHtmlBlocks[int(raw[1])]) if raw else ""
            if opens_or_closes := re.match(r"<(/?)a\b", tag, re.IGNORECASE):
                return not opens_or_closes[1]
        return False


class Mail(AutomailInlineProcessor):
    def __init__(self, md: Markdown) -> None:
        super().__init__(r"<([\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)>", md)


class RawTag(HtmlInlineProcessor):
    def __init__(self, md: Markdown, judge: Judge) -> None:
        super().__init__(HTML_RE, md)
        self.judge = judge

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]
        if m[1].startswith("<!--") or self.judge.is_html(m[1]):
            return super().handleMatch(m, data)
        return NOTHING


def tidy(address: str) -> str:
    address = address.strip().replace(" ", "%20")
    return f"http://{address}" if address.startswith("www.") else address


def trim(address: str) -> str:
    """Leave out the punctuation of the sentence an address stands in."""
    while True:
        shorter = TRAILING_RE.sub("", address)
        shorter = shorter[: min(first_unbalanced(shorter, *pair) for pair in ("()", "[]"))]
        if shorter == address:
            return address
        address = shorter


def first_unbalanced(text: str, opening: str, closing: str) -> int:
    depth = 0
    for position, char in enumerate(text):
        depth += (char == opening) - (char == closing)
        if depth < 0:
            return position
    return len(text)
