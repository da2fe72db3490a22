"""Transcripts as plain text: one paragraph a line.

A line is an optional `## `, which marks a heading of the document whatever its level, then an
optional time as `[hh:mm:ss] `, then what was said.

Call `read_transcript` through `limited.run`: the formats are easy to blow up.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from techparty_site.lib.documents.lines import HEADING, with_time
from techparty_site.lib.documents.office import docx_lines
from techparty_site.lib.documents.recorders import joined
from techparty_site.lib.documents.subtitles import CUE, cues
from techparty_site.lib.documents.typed import markdown_lines, typed_lines
from techparty_site.lib.documents.word97 import doc_lines
from techparty_site.lib.encodings import clean_text, decode
from techparty_site.lib.sniff import OLE_SIGNATURE, ZIP_SIGNATURES
from techparty_site.lib.unreadable import Reason, Unreadable

TEXT_LIMIT = 1_000_000  # characters: forty hours of talking
PARAGRAPH_LIMIT = 20_000  # each costs a page more than its characters do
# Marks that turn the direction of what follows, and those nobody sees.
UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
LONG = 2000  # characters of one paragraph; whoever wrote it pressed no key at the end of any
PIECE = re.compile(r".{400,1000}?(?:[。！？!?…][”’」』）)]*|\.\s)|.{1,1000}")


def read_transcript(path: str, extension: str) -> str:
    """Raises Unreadable."""
    if extension in ("docx", "doc"):
        lines = joined(tidy(office_lines(path)))
    elif extension in ("txt", "md", "srt", "vtt"):
        lines = text_lines(decode(Path(path)), extension)
    else:
        raise Unreadable(Reason.NO_READER, extension)
    found = [with_time(piece) for line in lines for piece in pieces(line)]
    if not found:
        raise Unreadable(Reason.NO_READER, "no words in it")
    count = sum(map(len, found))
    if count > TEXT_LIMIT or len(found) > PARAGRAPH_LIMIT:
        raise Unreadable(Reason.TOO_LARGE, f"{count} characters in {len(found)} paragraphs")
    return "\n".join(found)


def office_lines(path: str) -> Iterator[str]:
    """By content: what is named .doc is often a .docx, or a page that some site called one."""
    with open(path, "rb") as file:
        head = file.read(512)
    if head.startswith(OLE_SIGNATURE):
        return doc_lines(path)
    if head.startswith(ZIP_SIGNATURES):
        return docx_lines(path)
    known = head.lstrip().startswith((b"{\\rtf", b"<", b"\xef\xbb\xbf<", b"MIME-Version"))
    raise Unreadable(Reason.NO_READER if known else Reason.BROKEN, "not a Word file")


def text_lines(text: str, extension: str) -> Iterator[str]:
    lines = clean_text(text).split("\n")
    if extension in ("srt", "vtt") or any(CUE.match(line) for line in lines[:10]):
        return tidy(cues(lines))
    return joined(tidy(markdown_lines(lines) if extension == "md" else typed_lines(lines)))


def tidy(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        for part in clean_text(line).split("\n"):
            if words := " ".join(UNSEEN.sub("", part).split()):
                yield words


def pieces(line: str) -> Iterator[str]:
    if len(line) <= LONG:
        return iter([line])
    words = line.removeprefix(HEADING)  # nobody's heading is so long
    return (found.strip() for found in PIECE.findall(words) if found.strip())
