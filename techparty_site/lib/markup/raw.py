"""Which `<…>` is HTML and which is a title that somebody put in angle brackets."""

import re
from html import escape

from markdown import Markdown
from markdown.htmlparser import HTMLExtractor
from markdown.preprocessors import HtmlBlockPreprocessor

from .names import names

ELEMENTS = names(
    "a abbr address area article aside audio b base basefont bdi bdo big blockquote body br button",
    "canvas caption center cite code col colgroup data datalist dd del details dfn dialog div dl",
    "dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head",
    "header hgroup hr html i iframe img input ins kbd label legend li link main map mark math menu",
    "meta meter nav nobr noscript object ol optgroup option output p param picture pre progress q",
    "rp rt ruby s samp script search section select slot small source span strike strong style sub",
    "summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul",
    "var video wbr",
)
# These are written without a closing tag; any other that nothing closes is a title.
NEVER_CLOSED = names(
    "area base basefont body br col colgroup dd dt embed frame head hr html img input li link meta",
    "option p param source tbody td tfoot th thead tr track wbr",
)
BARE_ATTRIBUTES = names(
    "allowfullscreen async autoplay border checked controls default defer disabled hidden loop",
    "muted nowrap noshade open readonly required reversed selected",
)
TAG_RE = re.compile(r"</?([A-Za-z][^\s/>]*)((?:[^\"'>]|\"[^\"]*\"|'[^']*')*?)\s*/?>")
CLOSING_TAG_RE = re.compile(r"</([A-Za-z][A-Za-z0-9]*)")
ATTRIBUTE_RE = re.compile(
    r"\s*([A-Za-z_:@][-\w:.@]*)\s*(=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>`]+))?", re.ASCII
)


class Judge:
    """Knows which tags the document closes."""

    closed: frozenset[str] = frozenset()

    def read(self, source: str) -> None:
        self.closed = frozenset(name.lower() for name in CLOSING_TAG_RE.findall(source))

    def is_html(self, tag: str) -> bool:
        match = TAG_RE.fullmatch(tag)
        name = match[1].lower() if match else ""
        if not match or name not in ELEMENTS:
            return False
        attributes = match[2].strip("/ \n\t")
        if not attributes:
            return name in self.closed or name in NEVER_CLOSED
        return are_attributes(attributes)


def are_attributes(text: str) -> bool:
    position = 0
    while match := ATTRIBUTE_RE.match(text, position):
        if not match[2] and match[1].lower() not in BARE_ATTRIBUTES:
            return False
        position = match.end()
    return not text[position:].strip("/ \n\t")


class Extractor(HTMLExtractor):
    def __init__(self, md: Markdown, judge: Judge) -> None:
        super().__init__(md)
        self.judge = judge

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if not self.keep_as_text():
            super().handle_starttag(tag, attrs)  # type: ignore[arg-type]

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        if not self.keep_as_text():
            super().handle_startendtag(tag, attrs)  # type: ignore[arg-type]

    def keep_as_text(self) -> bool:
        text = self.get_starttag_text() or ""
        if self.judge.is_html(text):
            return False
        self.clear_cdata_mode()
        # In raw HTML Markdown will not escape it; elsewhere the inline pattern decides.
        self.handle_data(escape(text) if self.inraw else text)
        return True


class RawBlocks(HtmlBlockPreprocessor):
    def __init__(self, md: Markdown, judge: Judge) -> None:
        super().__init__(md)
        self.judge = judge

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        self.judge.read(source)
        parser = Extractor(self.md, self.judge)
        parser.feed(source)
        parser.close()
        return "".join(parser.cleandoc).split("\n")
