"""Bytes of a file as text: UTF-8, else what Chinese editors used to write, else refused."""

import codecs
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from posts.jekyll.proposal import Note

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# More of these in a hundred characters than one, and it is no text.
CONTROLS = frozenset(map(chr, range(32))) - frozenset("\t\n\r\f\v\x1b")


class UndecodableError(ValueError):
    pass


@dataclass
class Decoded:
    text: str  # line ends as \n
    encoding: str
    notes: list[Note] = field(default_factory=list)


def decode(raw: bytes) -> Decoded:
    marked = next((codec for mark, codec in BYTE_ORDER_MARKS if raw.startswith(mark)), None)
    if marked is None and b"\x00" in raw:
        raise UndecodableError(_("the file is binary, not text"))
    for encoding in [marked] if marked else ["utf-8", "gb18030"]:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _tidy(text, encoding)
    raise UndecodableError(_("the file is neither UTF-8 nor GB18030 text"))


def _tidy(text: str, encoding: str) -> Decoded:
    strange = sum(character in CONTROLS for character in text)
    if "\x00" in text or strange * 100 > len(text):
        raise UndecodableError(_("the file is binary, not text"))
    notes = []
    if encoding != "utf-8":
        message = _("the file is encoded in %(encoding)s; it is read as that")
        notes.append(Note(message % {"encoding": encoding}))
    if "\r" in text:
        notes.append(Note(_("line ends were made the same (the file had carriage returns)")))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(text, encoding, notes)
