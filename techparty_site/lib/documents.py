"""Transcripts as plain text: one paragraph a line, a time in front as [hh:mm:ss] where it is known.

Call `read_transcript` through `limited.run`: the formats are easy to blow up.
"""

import os
import re
import zipfile
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path

import docx
from docx.oxml.ns import qn

from techparty_site.lib.encodings import clean_text, decode
from techparty_site.lib.packages import refuse_bombs
from techparty_site.lib.unreadable import Reason, Unreadable

TEXT_LIMIT = 1_000_000  # characters: forty hours of talking
XML_LIMIT = 50 * 2**20  # bytes, unpacked
CUE = re.compile(r"^(?:(\d{1,2}):)?(\d{1,2}):(\d{2})[.,]\d{1,3}\s*-->")
VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
MARKUP = re.compile(r"</?[a-z][^>]*>|<\d[\d:.]*>|\{\\[^}]*\}", re.IGNORECASE)
# A time in brackets, or one with seconds: a bare 12:30 may be the hour of lunch.
TIME = re.compile(
    r"^(?:[\[(（【]\s*(?:(\d{1,2})[:：])?(\d{1,2})[:：](\d{2})(?:[.,]\d{1,3})?\s*[\])）】]"
    r"|(\d{1,2})[:：](\d{2})[:：](\d{2})(?:[.,]\d{1,3})?(?=\s|\D))\s*"
)
MARKDOWN_LINE = re.compile(r"\s*(?:#|>|[-*+]\s|\d+[.)]\s|\||```|\[\d)")
WIDE = re.compile(r"[\u2e80-\uffef]")
MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_transcript(path: str, extension: str) -> str:
    if extension == "docx":
        lines: Iterable[str] = docx_paragraphs(path)
    elif extension in ("txt", "md", "srt", "vtt"):
        lines = text_paragraphs(decode(Path(path)), extension)
    else:
        raise Unreadable(Reason.NO_READER, extension)
    stripped = (" ".join(clean_text(line).split()) for line in lines)
    text = "\n".join(with_time(line) for line in stripped if line)
    if len(text) > TEXT_LIMIT:
        raise Unreadable(Reason.TOO_LARGE, f"{len(text)} characters")
    return text


def docx_paragraphs(path: str) -> Iterator[str]:
    """Tables, inserted text and text boxes included, which python-docx's own properties skip."""
    with zipfile.ZipFile(path) as package:
        refuse_bombs(package, os.path.getsize(path))
        if any(entry.file_size > XML_LIMIT for entry in package.infolist() if is_xml(entry)):
            raise Unreadable(Reason.TOO_LARGE, "XML of the document")
    body = docx.Document(path).element.body
    for double in list(body.iter(MC_FALLBACK)):
        double.getparent().remove(double)
    paragraph, text, gaps = qn("w:p"), qn("w:t"), {qn("w:tab"), qn("w:br"), qn("w:cr")}
    parts: list[str] = []
    for element in body.iter(paragraph, text, *gaps):
        if element.tag == paragraph:
            yield "".join(parts)
            parts = []
        else:
            parts.append(" " if element.tag in gaps else element.text or "")
    yield "".join(parts)


def is_xml(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.endswith((".xml", ".rels"))


def text_paragraphs(text: str, extension: str) -> Iterable[str]:
    lines = clean_text(text).split("\n")
    if extension in ("srt", "vtt") or any(CUE.match(line) for line in lines[:10]):
        return cues(lines)
    return markdown_paragraphs(lines) if extension == "md" else lines


def cues(lines: list[str]) -> Iterator[str]:
    """What is said in each cue of an SRT or WebVTT file, behind its time."""
    time = ""
    said: list[str] = []
    for line in [*lines, ""]:
        if match := CUE.match(line):
            time, said = stamp(*match.groups()), []
        elif time and not line.strip():
            if words := join(said):
                yield f"{time} {words}"
            time = ""
        elif time:
            said.append(unescape(MARKUP.sub("", VOICE.sub(r"\1: ", line))).strip())


def markdown_paragraphs(lines: list[str]) -> Iterator[str]:
    """Lines broken by an editor joined again; headings, list items and quotes stay alone."""
    block: list[str] = []
    for line in [*lines, ""]:
        if not line.strip() or MARKDOWN_LINE.match(line):
            yield join(block)
            block = []
        if line.lstrip().startswith("#"):
            yield line
        elif line.strip():
            block.append(line.strip())


def join(lines: list[str]) -> str:
    """Chinese is written without blanks, so none appears where a line was broken."""
    text = ""
    for line in filter(None, lines):
        apart = text and not (WIDE.match(text[-1]) and WIDE.match(line))
        text += f" {line}" if apart else line
    return text


def with_time(line: str) -> str:
    match = TIME.match(line)
    if not match:
        return line
    hours, minutes, seconds = match.groups()[:3] if match[2] else match.groups()[3:]
    return f"{stamp(hours, minutes, seconds)} {line[match.end() :]}".strip()


def stamp(hours: str | None, minutes: str, seconds: str) -> str:
    return f"[{int(hours or 0):02}:{int(minutes):02}:{int(seconds):02}]"
