"""Pages of a deck: pictures, text and where each word stands."""

from pathlib import Path

from django.db import transaction

from events.models import Attachment, SlidePage
from events.processing.derived import keep_file, take_over
from techparty_site.lib import files, pdf
from techparty_site.lib.limited import Limits, run

DECK = Limits(seconds=300)


def read_deck(attachment: Attachment, path: Path) -> None:
    with files.workspace() as folder:
        pages = run(DECK, pdf.read_pages, str(path), folder)
        with transaction.atomic():
            take_over(attachment, page_count=len(pages))
            SlidePage.objects.bulk_create(new_page(attachment, page, folder) for page in pages)


def new_page(attachment: Attachment, page: pdf.Page, folder: str) -> SlidePage:
    row = SlidePage(attachment=attachment, **page)
    row.image = keep_file(row.image, pdf.image_path(folder, row.number))
    row.thumbnail = keep_file(row.thumbnail, pdf.thumbnail_path(folder, row.number))
    return row
