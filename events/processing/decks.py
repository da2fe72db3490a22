"""Pages of a deck: pictures, titles, text and where each word stands."""

from pathlib import Path

from django.db import transaction

from events.models import Attachment, SlidePage
from events.processing.claims import progress
from events.processing.derived import keep_file, take_over, unchanged
from techparty_site.lib import files, office, packages, pdf, pdf_rescue, presentations, sniff
from techparty_site.lib.limited import Limits, run
from techparty_site.lib.unreadable import Reason, Unreadable

SLIDES = Limits(seconds=60, megabytes=150)
PRESENTATIONS = {packages.PPTX: "pptx", packages.ODP: "odp", sniff.PPT: "ppt"}
TYPES = {sniff.PDF, *PRESENTATIONS}


def read_deck(attachment: Attachment, path: Path) -> None:
    with files.workspace() as folder:
        if attachment.content_type == sniff.PDF:
            store(attachment, draw(attachment, path, folder), folder)
        else:
            read_presentation(attachment, path, folder)


def read_presentation(attachment: Attachment, path: Path, folder: str) -> None:
    """Its words by themselves, which are better than those of the PDF; that draws the pages."""
    kind, program = attachment.content_type, office.find()
    slides = read_slides(path, kind, broken_too=bool(program))
    try:
        if not program:
            raise Unreadable(Reason.NO_READER, "no LibreOffice")
        made = office.make_pdf(program, path, PRESENTATIONS[kind], folder)
        pages = draw(attachment, made, folder)
        if slides and len(pages) != len(slides):  # whose picture is it, and is it a hidden slide?
            raise Unreadable(Reason.FAILED, f"{len(pages)} pages of {len(slides)} slides")
    except Unreadable as error:
        if not slides:
            raise
        pages = [pdf.empty_page(slide["number"], error.reason) for slide in slides]
    store(attachment, pages, folder, slides)


def read_slides(path: Path, kind: str, *, broken_too: bool) -> list[presentations.Slide]:
    """None of a format without a reader, nor of a file that only LibreOffice may understand."""
    if kind not in presentations.READERS:
        return []
    try:
        return run(SLIDES, presentations.read_slides, str(path), kind)
    except Unreadable as error:
        if broken_too and error.reason == Reason.BROKEN:
            return []
        raise


def draw(attachment: Attachment, path: Path, folder: str) -> list[pdf.Page]:
    pages: list[pdf.Page] = []
    for part in pdf_rescue.read_pages(str(path), folder):
        if isinstance(part, int):
            unchanged(attachment).exclude(page_count=part).update(page_count=part)
        else:
            pages.append(part)
            progress(attachment, part["number"])
    return pages


def store(
    attachment: Attachment,
    pages: list[pdf.Page],
    folder: str,
    slides: list[presentations.Slide] | None = None,
) -> None:
    """All of them at once. A page without a picture keeps its row, and the reason is noted."""
    problem = next((page["problem"] for page in pages if page["problem"]), "")
    with transaction.atomic():
        last = slides[-1]["number"] if slides else len(pages)
        take_over(attachment, page_count=last, processing_error=problem)
        rows = [new_page(attachment, page, folder) for page in pages]
        for row, slide in zip(rows, slides or [], strict=False):
            row.number, row.title = slide["number"], slide["title"] or row.title
            row.text = slide["text"] or row.text
        SlidePage.objects.bulk_create(rows)


def new_page(attachment: Attachment, page: pdf.Page, folder: str) -> SlidePage:
    facts = {name: value for name, value in page.items() if name != "problem"}
    row = SlidePage(attachment=attachment, **facts)
    if row.width:
        row.image = keep_file(row.image, pdf.image_path(folder, row.number))
        row.thumbnail = keep_file(row.thumbnail, pdf.thumbnail_path(folder, row.number))
    return row
