"""Sizes of a photo, as pages show it."""

import tempfile
from pathlib import Path

from django.db import transaction

from events.models import Attachment, Rendition
from events.processing.derived import keep_file, take_over
from techparty_site.lib import images
from techparty_site.lib.limited import Limits, run

PHOTO = Limits(seconds=60)


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
