"""Pages of a PDF: their text, where each word stands, and their pictures.

PDFium is fast and written in C++: call these through `limited.run`, never in the web process.
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any, TypedDict

import pypdfium2
import pypdfium2.raw as pdfium

from techparty_site.lib.encodings import clean_text
from techparty_site.lib.unreadable import Reason, Unreadable

PAGE_LIMIT = 300
IMAGE_WIDTH, THUMBNAIL_WIDTH = 1600, 640  # px
TALLEST = 2  # times its width; a longer page, drawn like a scroll, becomes narrower
TEXT_LIMIT = 50_000  # characters of one page
WEBP = {"quality": 80, "method": 2}  # method 4 takes twice as long for 3 % fewer bytes
GRID = 100_000  # the page's size while measuring words, so that whole numbers are exact enough

type Word = tuple[str, float, float, float, float]  # text, left, top, width, height in percent


class Page(TypedDict):
    number: int
    text: str
    words: list[Word]
    width: int
    height: int


def image_path(folder: str, number: int) -> Path:
    return Path(folder, f"{number}.webp")


def thumbnail_path(folder: str, number: int) -> Path:
    return Path(folder, f"{number}-small.webp")


def count_pages(path: str) -> int:
    with opened(path) as document:
        return len(document)


def read_pages(path: str, folder: str) -> list[Page]:
    """All pages; their pictures are written into `folder`, see `image_path`."""
    with opened(path) as document:
        if len(document) > PAGE_LIMIT:
            raise Unreadable(Reason.TOO_MANY_PAGES, f"{len(document)} pages")
        return [read_page(document, index, folder) for index in range(len(document))]


@contextmanager
def opened(path: str) -> Iterator[Any]:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        reason = Reason.ENCRYPTED if locked else Reason.BROKEN
        raise Unreadable(reason, str(error)) from None
    try:
        if not len(document):
            raise Unreadable(Reason.BROKEN, "no pages")
        yield document
    finally:
        document.close()


def read_page(document: Any, index: int, folder: str) -> Page:
    page = document[index]
    try:
        text, words = read_text(page)
        width, height = draw(page, IMAGE_WIDTH, image_path(folder, index + 1))
        draw(page, THUMBNAIL_WIDTH, thumbnail_path(folder, index + 1))
    finally:
        page.close()
    return {"number": index + 1, "text": text, "words": words, "width": width, "height": height}


def draw(page: Any, width: int, path: Path) -> tuple[int, int]:
    """Each size is drawn anew: quicker than making the large picture smaller, and sharper."""
    page_width, page_height = page.get_size()
    if page_width <= 0 or page_height <= 0:
        raise Unreadable(Reason.BROKEN, f"a page of {page_width} × {page_height}")
    bitmap = page.render(scale=min(width / page_width, TALLEST * width / page_height))
    try:
        image = bitmap.to_pil()
        image.save(path, "WEBP", **WEBP)
        return bitmap.width, bitmap.height
    finally:
        bitmap.close()


def read_text(page: Any) -> tuple[str, list[Word]]:
    textpage = page.get_textpage()
    try:
        text = textpage.get_text_range(count=min(textpage.count_chars(), TEXT_LIMIT))
        return clean_text(text).strip(), list(find_words(page, textpage))
    finally:
        textpage.close()


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


def find_box(
    page: Any, textpage: Any, start: int, stop: int
) -> tuple[float, float, float, float] | None:
    """Left, top, width, height in percent of the page as it is seen, rotation included."""
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
