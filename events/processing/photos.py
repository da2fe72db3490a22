"""Sizes of a photo, as pages show it."""

import logging
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from django.db import transaction
from django.tasks import task

from events.models import Attachment, Rendition
from events.processing.derived import keep_file, take_over, unchanged
from events.storing import drop_rows
from techparty_site.lib import files, images
from techparty_site.lib.limited import Limits, run
from techparty_site.lib.unreadable import Unreadable

PHOTO = Limits(seconds=60)
AVIF = Limits(seconds=120)
AVIF_FROM = 640  # px; a smaller picture is loaded at once as it is

logger = logging.getLogger(__name__)


def read_photo(attachment: Attachment, path: Path) -> None:
    with files.workspace() as folder:
        made = run(PHOTO, images.make_sizes, str(path), folder)
        with transaction.atomic():
            take_over(attachment, placeholder=made["placeholder"])
            rows = (new_size(attachment, size, "webp", folder) for size in made["sizes"])
            Rendition.objects.bulk_create(rows)
            if made["sizes"][-1]["width"] >= AVIF_FROM and images.can_write_avif():
                again = partial(add_avif.enqueue, attachment.pk)
                transaction.on_commit(again, robust=True)


@task(priority=-50)
def add_avif(attachment_id: int) -> None:
    """After everything that is waited for: pages do without. Never raises, doubles nothing."""
    attachment = Attachment.objects.filter(pk=attachment_id).exclude(file="").first()
    if attachment is None or not attachment.renditions.filter(format="webp").exists():
        return
    try:
        with attachment.file.open("rb") as file, files.on_disk(file) as path:
            read_avif(attachment, path)
    except Unreadable as error:
        logger.warning("Attachment %s as AVIF: %s", attachment_id, error)
    except Exception:
        logger.exception("Attachment %s could not be made into AVIF", attachment_id)


def read_avif(attachment: Attachment, path: Path) -> None:
    with files.workspace() as folder:
        sizes = run(AVIF, images.make_avif, str(path), folder)
        with transaction.atomic():
            if not unchanged(attachment).select_for_update().exists():
                return  # exchanged or deleted meanwhile
            webp = list(attachment.renditions.filter(format="webp"))
            drop_rows(attachment.renditions.filter(format="avif"))
            paths = [images.size_path(folder, size["width"], "avif") for size in sizes]
            if is_smaller(paths, webp):
                rows = (new_size(attachment, size, "avif", folder) for size in sizes)
                Rendition.objects.bulk_create(rows)


def is_smaller(paths: Iterable[Path], others: Iterable[Rendition]) -> bool:
    """Whether they are worth it, all together."""
    return sum(path.stat().st_size for path in paths) < sum(other.file.size for other in others)


def new_size(attachment: Attachment, size: images.Size, encoder: str, folder: str) -> Rendition:
    row = Rendition(attachment=attachment, format=encoder, **size)
    row.file = keep_file(row.file, images.size_path(folder, row.width, encoder))
    return row
