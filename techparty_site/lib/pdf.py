"""Pages of a PDF: their text, where each word stands, and their pictures.

PDFium is fast and written in C++: call these through `limited`, never in the web process. It is
built without JavaScript and XFA: scripts and dynamic forms of a document are dead here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypedDict

import pypdfium2
import pypdfium2.raw as pdfium

from techparty_site.lib.pdf_text import Word, find_title, read_text
from techparty_site.lib.unreadable import Reason, Unreadable

PAGE_LIMIT = 300
IMAGE_WIDTH, THUMBNAIL_WIDTH = 1600, 640  # px
TALLEST = 2  # times its width; a longer page, drawn like a scroll, becomes narrower
WEBP = {"quality": 80, "method": 2}  # method 4 takes twice as long for 5 % fewer bytes
PIXELS: dict[str, bool] = {"prefer_bgrx": True, "rev_byteorder": True}  # as Pillow holds them


class Page(TypedDict):
    number: int
    title: str
    text: str
    words: list[Word]
    width: int  # px, of its picture; 0 without one
    height: int
    problem: str  # a Reason why the picture is missing, and perhaps the text


def image_path(folder: str, number: int) -> Path:
    return Path(folder, f"{number}.webp")


def thumbnail_path(folder: str, number: int) -> Path:
    return Path(folder, f"{number}-small.webp")


def count_pages(path: str) -> int:
    with opened(path) as document:
        return len(document)


def read_pages(
    path: str, folder: str, *, start: int = 0, plain: bool = False
) -> Iterator[int | Page]:
    """How many pages there are, then those behind the first `start`.

    Their pictures are written into `folder`, see `image_path`. `plain` leaves the first one's out.
    """
    with opened(path) as document:
        if len(document) > PAGE_LIMIT:
            raise Unreadable(Reason.TOO_MANY_PAGES, f"{len(document)} pages")
        yield len(document)
        for index in range(start, len(document)):
            yield read_page(document, index, "" if plain and index == start else folder)


@contextmanager
def opened(path: str) -> Iterator[Any]:
    """With the empty password, as viewers do: many a file is only protected against printing."""
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


def empty_page(number: int, problem: str = "") -> Page:
    words: list[Word] = []
    return Page(number=number, title="", text="", words=words, width=0, height=0, problem=problem)


def read_page(document: Any, index: int, folder: str) -> Page:
    """What can be had of it: one bad page must not cost the others."""
    result = empty_page(index + 1)
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return result | {"problem": Reason.BROKEN}
    try:
        result["text"], result["words"] = read_text(page)
        result["title"] = find_title(result["words"])
        if folder:
            result["width"], result["height"] = draw_both(page, folder, index + 1)
    except MemoryError:
        result["problem"] = Reason.TOO_LARGE
    except Exception:
        result["problem"] = Reason.BROKEN
    finally:
        page.close()
    return result


def draw_both(page: Any, folder: str, number: int) -> tuple[int, int]:
    """Each size is drawn anew: quicker than making the large picture smaller, and sharper."""
    size = draw(page, IMAGE_WIDTH, image_path(folder, number))
    draw(page, THUMBNAIL_WIDTH, thumbnail_path(folder, number))
    return size


def draw(page: Any, width: int, path: Path) -> tuple[int, int]:
    """With annotations, as viewers show them: what a speaker marked belongs to the slide."""
    page_width, page_height = page.get_size()
    if page_width <= 0 or page_height <= 0:
        raise Unreadable(Reason.BROKEN, f"a page of {page_width} × {page_height}")
    scale = min(width / page_width, TALLEST * width / page_height)
    bitmap = page.render(scale=scale, **PIXELS)
    try:
        bitmap.to_pil().save(path, "WEBP", **WEBP)
        return bitmap.width, bitmap.height
    finally:
        bitmap.close()
