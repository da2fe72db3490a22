"""Lines of a Word document of 1997 to 2003.

The container is opened by legacy-doc. Its own text would bring headers, footnotes and the codes
of fields along, run a table into the heading under it, and search for the table of pieces by
its look; so the pieces are read here, where the file says they are.
"""

import os
import struct
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from legacy_doc import ExtractionOptions, LegacyDocError
from legacy_doc.ole import OleReader

from techparty_site.lib.documents.lines import heading
from techparty_site.lib.unreadable import Reason, Unreadable

SIZE_LIMIT = 50 * 2**20  # bytes
CHARACTERS_LIMIT = 4_000_000  # codes of fields included
MAGIC, WORD_97 = 0xA5EC, 0xC1
ENCRYPTED, TABLE_ONE, OBFUSCATED = 0x0100, 0x0200, 0x8000
AT_FLAGS, AT_LENGTH, AT_PARAGRAPHS, AT_PIECES = 0x0A, 0x4C, 0x102, 0x1A2
PAGE = 512  # bytes of formatting
HEADINGS = range(1, 10)  # numbers that every document gives its nine heading styles
FIELD, RESULT, END = "\x13", "\x14", "\x15"
BREAKS = {"\r": "\r", "\x07": "\r", "\x0c": "\r", "\x0b": "\n", "\x1e": "-", "\t": " "}

type Piece = tuple[int, int, str]  # where it starts in the file, bytes of a character, its text


def doc_lines(path: str) -> Iterator[str]:
    main, table = streams(path)
    stops = heading_stops(main, table)
    words: list[str] = []
    for character, place in shown(pieces(main, table)):
        if character != "\r":
            words.append(character)
            continue
        text = "".join(words)
        words = []
        yield heading(text.replace("\n", " ")) if is_heading(stops, place) else text
    yield "".join(words)


def streams(path: str) -> tuple[bytes, bytes]:
    """The text's stream and the one that says what is where in it."""
    if os.path.getsize(path) > SIZE_LIMIT:
        raise Unreadable(Reason.TOO_LARGE, "a Word file of more than 50 MB")
    try:
        ole = OleReader(Path(path).read_bytes(), options=ExtractionOptions(SIZE_LIMIT))
        if ole.has_stream("EncryptedPackage"):
            raise Unreadable(Reason.ENCRYPTED, "a .docx with a password")
        if not ole.has_stream("WordDocument"):
            raise Unreadable(Reason.NO_READER, "not a document of Word")
        main = ole.read_stream("WordDocument")
        magic, version, flags = *struct.unpack_from("<HH", main), number(main, AT_FLAGS, "<H")
        if flags & (ENCRYPTED | OBFUSCATED):
            raise Unreadable(Reason.ENCRYPTED)
        if magic != MAGIC or version < WORD_97:
            raise Unreadable(Reason.NO_READER, f"Word of version {version:#x}")
        return main, ole.read_stream("1Table" if flags & TABLE_ONE else "0Table")
    except (LegacyDocError, struct.error) as error:
        raise Unreadable(Reason.BROKEN, str(error)) from None


def number(data: bytes, offset: int, layout: str = "<I") -> int:
    try:
        return int(struct.unpack_from(layout, data, offset)[0])
    except struct.error as error:
        raise Unreadable(Reason.BROKEN, str(error)) from None


def numbers(data: bytes, count: int) -> list[int]:
    if count < 0 or count * 4 > len(data):
        raise Unreadable(Reason.BROKEN, "a table that is cut off")
    return list(struct.unpack_from(f"<{count}I", data))


def part(main: bytes, table: bytes, place: int) -> bytes:
    """What the head of the file points at."""
    offset, size = number(main, place), number(main, place + 4)
    if offset + size > len(table):
        raise Unreadable(Reason.BROKEN, "a table that is cut off")
    return table[offset : offset + size]


def pieces(main: bytes, table: bytes) -> Iterator[Piece]:
    """Of the text itself: notes, headers and comments come behind it."""
    left = number(main, AT_LENGTH)
    if left > CHARACTERS_LIMIT:
        raise Unreadable(Reason.TOO_LARGE, f"{left} characters")
    rows = piece_table(part(main, table, AT_PIECES))
    count = (len(rows) - 4) // 12
    ends = numbers(rows, count + 1)
    for index, (start, end) in enumerate(pairwise(ends)):
        length = min(end - start, left)
        if length > 0:
            yield piece(main, number(rows, 4 * (count + 1) + 8 * index + 2), length)
            left -= length
    if left > 0:
        raise Unreadable(Reason.BROKEN, f"{left} characters are missing")


def piece_table(clx: bytes) -> bytes:
    position = 0
    while clx[position : position + 1] == b"\x01":  # formatting, which doesn't matter here
        position += 3 + number(clx, position + 1, "<H")
    if clx[position : position + 1] != b"\x02":
        raise Unreadable(Reason.BROKEN, "no table of pieces")
    return clx[position + 5 : position + 5 + number(clx, position + 1)]


def piece(main: bytes, where: int, length: int) -> Piece:
    compressed = bool(where & 0x40000000)
    width = 1 if compressed else 2
    start = (where & 0x3FFFFFFF) // (2 if compressed else 1)
    raw = main[start : start + length * width]
    if len(raw) < length * width:
        raise Unreadable(Reason.BROKEN, "the text is cut off")
    if compressed:
        return start, width, raw.decode("cp1252", "replace")
    return start, width, raw.decode("utf-16-le", "replace")


def shown(pieces: Iterator[Piece]) -> Iterator[tuple[str, int]]:
    """Each character with its place in the file; of a field what it came to, not its code."""
    hidden: list[bool] = []  # of each field we are in, whether its code is still going on
    for start, width, text in pieces:
        place = start
        for character in text:
            if character == FIELD:
                hidden.append(True)
            elif character == RESULT and hidden:
                hidden[-1] = False
            elif character == END and hidden:
                hidden.pop()
            elif character == "\r" or not any(hidden):
                yield BREAKS.get(character, character), place
            if character == "\r":  # no code goes on for so long: its end is lost
                hidden = [False for _field in hidden if not _field]
            place += width if ord(character) <= 0xFFFF else 2 * width


def is_heading(stops: list[tuple[int, int]], place: int) -> bool:
    index = bisect_right(stops, (place, 2**32)) - 1
    return index >= 0 and place < stops[index][1]


def heading_stops(main: bytes, table: bytes) -> list[tuple[int, int]]:
    """From where to where in the file stand paragraphs of a heading style, in order.

    A document that lost its formatting has none; its text is worth reading all the same.
    """
    try:
        rows = part(main, table, AT_PARAGRAPHS)
        count = max(0, (len(rows) - 4) // 8)
        pages = numbers(rows[4 * (count + 1) :], count)
        return sorted(
            found for page in set(pages) for found in stops_of_page(main, page & 0x3FFFFF)
        )
    except (Unreadable, struct.error, IndexError):
        return []


def stops_of_page(main: bytes, number_of_page: int) -> Iterator[tuple[int, int]]:
    page = main[number_of_page * PAGE : (number_of_page + 1) * PAGE]
    count = page[PAGE - 1]
    places = numbers(page, count + 1)
    for index in range(count):
        offset = page[4 * (count + 1) + 13 * index] * 2
        # The length, in one byte or after a zero in the next, then the number of the style.
        if offset and HEADINGS.start <= style_at(page, offset) < HEADINGS.stop:
            yield places[index], places[index + 1]


def style_at(page: bytes, offset: int) -> int:
    return int(struct.unpack_from("<H", page, offset + (1 if page[offset] else 2))[0])
