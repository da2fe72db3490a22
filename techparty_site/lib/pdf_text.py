"""Text of a PDF's page, where each word of it stands, and what its title seems to be."""

import ctypes
from collections.abc import Iterator
from itertools import islice, pairwise
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

from techparty_site.lib.encodings import clean_text

TEXT_LIMIT = 20_000  # characters of one page; a full page of a book has three thousand
WORD_LIMIT = 1_500
GRID = 100_000  # the page's size while measuring words, so that whole numbers are exact enough
UPPER_HALF = 50  # percent
LINE_SPACING = 1.7  # times the height of its letters
LARGE = 1.25  # times what is usual on the page
LONGEST_TITLE = 80  # characters

type Box = tuple[float, float, float, float]  # left, top, width, height in percent
type Word = tuple[str, float, float, float, float]


def read_text(page: Any) -> tuple[str, list[Word]]:
    textpage = page.get_textpage()
    try:
        text = textpage.get_text_range(count=min(textpage.count_chars(), TEXT_LIMIT))
        words = list(islice(find_words(page, textpage), WORD_LIMIT))
        return clean_text(text).strip(), words
    finally:
        textpage.close()


def find_title(words: list[Word]) -> str:
    """What stands above in the largest letters, where they are larger than the rest."""
    flat = [word for word in words if len(word[0]) > 1 and word[3] > word[4] / 4 > 0]
    if not flat:  # turned, too flat to see, or single letters as decoration
        return ""
    largest = max(height for *_rest, height in flat)
    usual = median(word[4] for word in flat for _letter in word[0])
    large = [word for word in words if largest / 1.1 < word[4] < largest * 1.1]
    top = min(word[2] for word in large)
    if top > UPPER_HALF or (len(flat) > 1 and largest < LARGE * usual):
        return ""
    title = join(list(lines_from(top, large)))
    return title if len(title) <= LONGEST_TITLE and any(map(str.isalpha, title)) else ""


def lines_from(top: float, words: list[Word]) -> Iterator[Word]:
    """Line by line, as long as they follow each other closely."""
    rest = sorted(words, key=lambda word: word[2])
    while rest and rest[0][2] <= top:
        height = rest[0][4]
        line = [word for word in rest if word[2] - rest[0][2] < height / 2]
        top = rest[0][2] + height * LINE_SPACING
        rest = rest[len(line) :]
        yield from sorted(line, key=lambda word: word[1])


def join(words: list[Word]) -> str:
    """Chinese is written without blanks: only a real gap becomes one, and a new line."""
    title, end, foot = "", 0.0, 0.0
    for text, left, top, width, height in words:
        gap = top > foot or left - end > width / len(text) / 8
        title += f" {text}" if title and gap else text
        end, foot = left + width, top + height / 2
    return title


def find_words(page: Any, textpage: Any) -> Iterator[Word]:
    """Runs of letters without a blank, a new line or a change between Chinese and Latin."""
    signs = [
        chr(pdfium.FPDFText_GetUnicode(textpage, index))
        for index in range(min(textpage.count_chars(), TEXT_LIMIT))
    ]
    breaks = [i for i in range(1, len(signs)) if is_break(signs[i - 1], signs[i])]
    for start, stop in pairwise([0, *breaks, len(signs)]):
        text = clean_text("".join(signs[start:stop])).strip()
        if text and (box := find_box(page, textpage, start, stop)):
            yield (text, *box)


def is_break(before: str, after: str) -> bool:
    if before.isspace() or after.isspace():
        return True
    return {script(before), script(after)} == {"wide", "narrow"}


def script(sign: str) -> str:
    if "\u2010" <= sign <= "\u2027":  # dashes, quotation marks, dots: written in both
        return "either"
    return "wide" if sign >= "\u2e80" else "narrow"


def find_box(page: Any, textpage: Any, start: int, stop: int) -> Box | None:
    """On the page as it is seen, cropped and turned."""
    corners = []
    rectangle = pdfium.FS_RECTF()
    x, y = ctypes.c_int(), ctypes.c_int()
    for index in range(start, stop):
        if not pdfium.FPDFText_GetLooseCharBox(textpage, index, rectangle):
            continue
        for corner in (rectangle.left, rectangle.top), (rectangle.right, rectangle.bottom):
            pdfium.FPDF_PageToDevice(page, 0, 0, GRID, GRID, 0, *corner, x, y)
            corners.append((x.value, y.value))
    if not corners:
        return None
    across, down = zip(*corners, strict=True)
    left, right = percent(min(across)), percent(max(across))
    top, bottom = percent(min(down)), percent(max(down))
    return (left, top, round(right - left, 2), round(bottom - top, 2)) if right > left else None


def percent(position: int) -> float:
    return round(min(max(position * 100 / GRID, 0), 100), 2)
