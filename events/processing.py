"""What is made of a file once it is kept: pages of a deck, sizes of a photo, text of a transcript.

Everything can be run again: the new rows replace the old ones in one transaction.
"""

import logging
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.tasks import task
from django.utils import timezone

from events.models import Attachment, Rendition, SlidePage
from events.storing import drop, keep
from techparty_site.lib import documents, files, images, packages, pdf, sniff
from techparty_site.lib.limited import Limits, run
from techparty_site.lib.unreadable import Reason, Unreadable

if TYPE_CHECKING:
    from django.db.models import QuerySet

logger = logging.getLogger(__name__)

DECK = Limits(seconds=300)
PHOTO = Limits(seconds=60)
TRANSCRIPT = Limits(seconds=60)


class Replaced(Exception):
    """The file was exchanged or deleted while it was read: the result is of no use."""


@task
def process(attachment_id: int) -> None:
    """Never raises: a failure is logged and written to the row, the download works in any case."""
    attachment = Attachment.objects.filter(pk=attachment_id).exclude(file="").first()
    reader = attachment and reader_of(attachment)
    if not attachment or not reader:
        return
    try:
        with attachment.file.open("rb") as file, files.on_disk(file) as path:
            reader(attachment, path)
    except Replaced:
        logger.info("Attachment %s was replaced while it was read", attachment_id)
    except Unreadable as error:
        logger.warning("Attachment %s: %s", attachment_id, error)
        note_problem(attachment, error.reason)
    except Exception:
        logger.exception("Attachment %s could not be processed", attachment_id)
        note_problem(attachment, Reason.FAILED)


def reader_of(attachment: Attachment) -> Callable[[Attachment, Path], None] | None:
    if attachment.content_type == sniff.PDF:
        return read_deck
    if attachment.content_type.startswith("image/"):
        return read_photo
    return read_transcript if attachment.kind == Attachment.Kind.TRANSCRIPT else None


def note_problem(attachment: Attachment, reason: Reason) -> None:
    unchanged(attachment).update(processing_error=reason, updated_at=timezone.now())


def read_deck(attachment: Attachment, path: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="techparty-") as folder:
        pages = run(DECK, pdf.read_pages, str(path), folder)
        with transaction.atomic():
            take_over(attachment, page_count=len(pages))
            SlidePage.objects.bulk_create(new_page(attachment, page, folder) for page in pages)


def new_page(attachment: Attachment, page: pdf.Page, folder: str) -> SlidePage:
    row = SlidePage(attachment=attachment, **page)
    row.image = keep_file(row.image, pdf.image_path(folder, row.number))
    row.thumbnail = keep_file(row.thumbnail, pdf.thumbnail_path(folder, row.number))
    return row


def read_photo(attachment: Attachment, path: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="techparty-") as folder:
        sizes = run(PHOTO, images.make_sizes, str(path), folder)
        with transaction.atomic():
            take_over(attachment)
            Rendition.objects.bulk_create(new_size(attachment, size, folder) for size in sizes)


def new_size(attachment: Attachment, size: images.Size, folder: str) -> Rendition:
    row = Rendition(attachment=attachment, **size)
    row.file = keep_file(row.file, images.size_path(folder, row.width))
    return row


def read_transcript(attachment: Attachment, path: Path) -> None:
    extension = files.extension_of(attachment.original_name)
    if attachment.content_type == packages.DOCX:
        extension = "docx"
    text = run(TRANSCRIPT, documents.read_transcript, str(path), extension)
    with transaction.atomic():
        take_over(attachment, text=text)


def keep_file(field: FieldFile, path: Path) -> str:
    with path.open("rb") as file:
        return keep(field, File(file))


def take_over(attachment: Attachment, **facts: Any) -> None:
    """Make room for what was read, unless the row names another file by now."""
    current = unchanged(attachment).select_for_update().first()
    if current is None:
        raise Replaced
    forget_derived(current)
    unchanged(attachment).update(processing_error="", updated_at=timezone.now(), **facts)


def unchanged(attachment: Attachment) -> "QuerySet[Attachment]":
    return Attachment.objects.filter(pk=attachment.pk, file=attachment.file.name)


def forget_derived(attachment: Attachment) -> None:
    """Delete its pages and sizes, after the commit their files too."""
    pages = list(attachment.pages.all())
    sizes = list(attachment.renditions.all())
    drop([file for page in pages for file in (page.image, page.thumbnail) if file])
    drop([size.file for size in sizes])
    attachment.pages.all().delete()
    attachment.renditions.all().delete()
