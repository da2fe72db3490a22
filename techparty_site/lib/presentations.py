"""Titles and texts of presentations that are zip files of XML: .pptx and .odp.

Call `read_slides` through `limited`: the formats are easy to blow up. Notes are the speaker's own
and left out, hidden slides too: those keep their number, as PowerPoint counts them.
"""

import os
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any, TypedDict

import pptx
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from techparty_site.lib.encodings import clean_text
from techparty_site.lib.packages import ODP, PPTX, is_xml, refuse_mountains, without_doubles
from techparty_site.lib.pdf import PAGE_LIMIT
from techparty_site.lib.pdf_text import TEXT_LIMIT
from techparty_site.lib.unreadable import Reason, Unreadable

TITLE_LIMIT = 300  # characters
FURNITURE = {"dt", "ftr", "sldNum", "hdr"}  # the same on every slide
HIDDEN = "./ancestor-or-self::*/*/p:cNvPr[@hidden='1' or @hidden='true']"  # or its group is
ODF = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}%s"
PAGE, STYLE = ODF % ("drawing", "page"), ODF % ("style", "style")
PRIVATE = (ODF % ("presentation", "notes"), ODF % ("office", "annotation"))
CLASS, VISIBILITY = ODF % ("presentation", "class"), ODF % ("presentation", "visibility")
PARAGRAPHS = (ODF % ("text", "p"), ODF % ("text", "h"))
GAPS = {ODF % ("text", name) for name in ("s", "tab", "line-break")}


class Slide(TypedDict):
    number: int
    title: str
    text: str


def read_slides(path: str, content_type: str) -> list[Slide]:
    """Those that are shown. Raises Unreadable."""
    with zipfile.ZipFile(path) as package:
        refuse_mountains(package, os.path.getsize(path))
        slides = list(READERS[content_type](package))
    if not slides:
        raise Unreadable(Reason.BROKEN, "no slides")
    if len(slides) > PAGE_LIMIT:
        raise Unreadable(Reason.TOO_MANY_PAGES, f"{len(slides)} slides")
    return slides


def new_slide(number: int, title: str, lines: Iterable[str]) -> Slide:
    text = "\n".join(filter(None, map(flat, lines)))
    return {"number": number, "title": flat(title)[:TITLE_LIMIT], "text": text[:TEXT_LIMIT]}


def flat(text: str) -> str:
    return " ".join(clean_text(text).split())


def pptx_slides(package: zipfile.ZipFile) -> Iterator[Slide]:
    presentation = pptx.Presentation(without_media(package))
    for number, slide in enumerate(presentation.slides, start=1):
        if slide.element.get("show") not in ("0", "false"):
            title = slide.shapes.title
            yield new_slide(number, title.text_frame.text if title else "", pptx_lines(slide))


def without_media(package: zipfile.ZipFile) -> BytesIO:
    """The library reads every film of a package into memory; of these it gets the names only."""
    small = BytesIO()
    with zipfile.ZipFile(small, "w") as copy:
        for entry in package.infolist():
            copy.writestr(entry.filename, package.read(entry) if is_xml(entry) else b"")
    small.seek(0)
    return small


def pptx_lines(slide: Any) -> Iterator[str]:
    """Tables, groups and text boxes of newer kinds included, in the order of the file."""
    tree = without_doubles(slide.shapes.element)
    for shape in tree.iter(qn("p:sp"), qn("p:graphicFrame"), qn("p:cxnSp")):
        if shape.xpath(HIDDEN):
            continue
        if not FURNITURE.intersection(shape.xpath("./p:nvSpPr/p:nvPr/p:ph/@type")):
            yield from map(pptx_line, shape.iter(qn("a:p")))


def pptx_line(paragraph: Any) -> str:
    text, line_break = qn("a:t"), qn("a:br")
    found = paragraph.iter(text, line_break)
    return "".join(" " if each.tag == line_break else each.text or "" for each in found)


def odp_slides(package: zipfile.ZipFile) -> Iterator[Slide]:
    root = parse_xml(package.read("content.xml"))
    hidden = {
        style.get(ODF % ("style", "name"))
        for style in root.iter(STYLE)
        if any(each.get(VISIBILITY) == "hidden" for each in style)
    }
    for number, page in enumerate(root.iter(PAGE), start=1):
        for remark in list(page.iter(*PRIVATE)):
            remark.getparent().remove(remark)
        if page.get(ODF % ("drawing", "style-name")) in hidden:
            continue
        titles = (frame for frame in page.iter() if frame.get(CLASS) == "title")
        title = " ".join(line for frame in titles for line in odp_lines(frame))
        yield new_slide(number, title, odp_lines(page))


def odp_lines(element: Any) -> Iterator[str]:
    for paragraph in element.iter(*PARAGRAPHS):
        yield "".join(odp_text(paragraph))


def odp_text(element: Any) -> Iterator[str]:
    """Blanks, tabs and line breaks are elements of their own there."""
    yield element.text or ""
    for child in element:
        yield " " if child.tag in GAPS else ""
        yield from odp_text(child)
        yield child.tail or ""


READERS = {PPTX: pptx_slides, ODP: odp_slides}
