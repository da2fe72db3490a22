"""Lines of a Word document since 2007: what its properties alone would skip included."""

import os
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from techparty_site.lib.documents.lines import heading
from techparty_site.lib.documents.numbering import LEVELS, Numbering
from techparty_site.lib.packages import refuse_mountains, without_doubles

MAIN = "word/document.xml"
TITLES = {"title", *(f"heading {level}" for level in range(1, 10))}  # named so in every language
ANCESTORS = 20  # of a style; more is a circle
PARAGRAPH, TEXT = qn("w:p"), qn("w:t")
GAPS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


def docx_lines(path: str) -> Iterator[str]:
    """Tables, inserted text and text boxes included, which python-docx's own properties skip."""
    with zipfile.ZipFile(path) as package:
        refuse_mountains(package, os.path.getsize(path))
    body, styles, numbering = parts_of(path)
    for paragraph, text in paragraphs(without_doubles(body)):
        label = numbering.of(*styles.list_of(paragraph))
        if text.strip():
            yield heading(label + text) if styles.is_heading(paragraph) else label + text


def parts_of(path: str) -> "tuple[Any, Styles, Numbering]":
    """Where anything beside the text is damaged or missing, the text alone."""
    try:
        document = docx.Document(path)
        styles = Styles(document.styles.element)
        return document.element.body, styles, Numbering(numbering_of(document))
    except Exception:
        with zipfile.ZipFile(path) as package:
            return parse_xml(package.read(MAIN)), Styles(None), Numbering(None)


def paragraphs(body: Any) -> Iterator[tuple[Any, str]]:
    """In reading order; a text box cuts the paragraph it is anchored in."""
    parts: list[str] = []
    current = None
    for element in body.iter(PARAGRAPH, TEXT, *GAPS):
        if element.tag == PARAGRAPH:
            if current is not None:
                yield current, "".join(parts)
            current, parts = element, []
        elif element.tag == TEXT:
            parts.append(element.text or "")
        elif element.getparent().tag != qn("w:tabs"):
            parts.append(GAPS[element.tag])
    if current is not None:
        yield current, "".join(parts)


def numbering_of(document: Any) -> Any | None:
    """The part is made anew where python-docx is asked for a missing one."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            return getattr(relation.target_part, "element", None)
    return None


class Styles:
    def __init__(self, element: Any | None) -> None:
        found = element.iter(qn("w:style")) if element is not None else ()
        rows = {style.get(qn("w:styleId")): style for style in found}
        self.chains = {name: chain_of(name, rows) for name in rows}

    def chain(self, paragraph: Any) -> list[Any]:
        """What may say how it is set: its own properties first, then its style's."""
        own = paragraph.find(qn("w:pPr"))
        if own is None:
            return []
        style = own.find(qn("w:pStyle"))
        name = style.get(qn("w:val")) if style is not None else None
        return [own, *self.chains.get(name, [])]

    def is_heading(self, paragraph: Any) -> bool:
        for properties in self.chain(paragraph):
            outline = properties.find(f".//{qn('w:outlineLvl')}")
            if outline is not None:
                value = outline.get(qn("w:val"), "")
                return value.isdecimal() and int(value) < LEVELS
            name = properties.find(qn("w:name"))
            if name is not None and name.get(qn("w:val"), "").casefold() in TITLES:
                return True
        return False

    def list_of(self, paragraph: Any) -> tuple[str, int]:
        """Id of its list and how deep it stands there."""
        for properties in self.chain(paragraph):
            number = properties.find(f".//{qn('w:numPr')}")
            if number is not None:
                which, depth = number.find(qn("w:numId")), number.find(qn("w:ilvl"))
                deep = depth.get(qn("w:val"), "0") if depth is not None else "0"
                name = which.get(qn("w:val"), "") if which is not None else ""
                return name, int(deep) if deep.isdecimal() else 0
        return "", 0


def chain_of(name: str, rows: dict[str, Any]) -> list[Any]:
    chain: list[Any] = []
    following: str | None = name
    while following in rows and len(chain) < ANCESTORS:
        chain.append(rows[following])
        parent = rows[following].find(qn("w:basedOn"))
        following = parent.get(qn("w:val")) if parent is not None else None
    return chain
