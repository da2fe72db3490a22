"""The Markdown dialect, put together from parts with one job each.

Python-Markdown's own extensions: tables, sane_lists (a list keeps its first number),
footnotes. Its nl2br, a tab_length of 2 and the list and link extensions of third parties
were tried on the archive: they break lists or swallow the Chinese text after an address.
"""

import re

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from .fences import Fences
from .finish import finish
from .inline import BareAddress, Image, Link, Mail, RawTag
from .lines import Lines
from .markers import Markers, placeholder
from .raw import Judge, RawBlocks
from .sanitize import sanitize

# What XML cannot hold, and what Python-Markdown uses for its own placeholders.
CONTROLS_RE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
SURROGATES_RE = re.compile(r"[\ud800-\udfff]")


def render(source: str) -> str:
    md, markers = dialect()
    pieces = markers.split(md.convert(clean(source)))
    # Piece by piece: a tag left open before a marker must not close after it.
    pieces[::2] = [sanitize(piece) for piece in pieces[::2]]
    pieces[1::2] = [placeholder(slug) for slug in pieces[1::2]]
    return finish("\n".join(pieces)).strip()


def clean(source: str) -> str:
    source = SURROGATES_RE.sub("\ufffd", source)
    return CONTROLS_RE.sub("", source.replace("\r\n", "\n").replace("\r", "\n"))


def dialect() -> tuple[Markdown, Markers]:
    md = Markdown(
        extensions=[
            TableExtension(use_align_attribute=True),
            SaneListExtension(),
            FootnoteExtension(BACKLINK_TITLE=""),
        ]
    )
    markers, judge = Markers(md), Judge()
    md.preprocessors.register(Fences(md), "fences", 25)
    md.preprocessors.register(RawBlocks(md, judge), "html_block", 20)
    md.preprocessors.register(Lines(md), "lines", 15)
    md.treeprocessors.register(markers, "markers", 30)
    md.inlinePatterns.register(Link(md), "link", 160)
    md.inlinePatterns.register(Image(md), "image_link", 150)
    md.inlinePatterns.register(Mail(md), "automail", 110)
    md.inlinePatterns.register(RawTag(md, judge), "html", 90)
    md.inlinePatterns.register(BareAddress(md, judge), "bare_address", 85)
    return md, markers
