"""Rows and files made of an attachment: taken over whole, or not at all."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from events.models import Attachment
from events.storing import drop_rows, keep

if TYPE_CHECKING:
    from django.db.models import QuerySet


class Replaced(Exception):
    """The file was exchanged, deleted or given to another worker: the result is of no use."""


def keep_file(field: FieldFile, path: Path) -> str:
    with path.open("rb") as file:
        return keep(field, File(file))


def take_over(attachment: Attachment, **facts: Any) -> None:
    """Make room for what was read; the row is done with. Raises Replaced."""
    current = unchanged(attachment).select_for_update().first()
    if current is None:
        raise Replaced
    forget_derived(current)
    finish(attachment, **{"processing_error": "", **facts})


def finish(attachment: Attachment, **facts: Any) -> None:
    unchanged(attachment).update(processing="", updated_at=timezone.now(), **facts)


def unchanged(attachment: Attachment) -> "QuerySet[Attachment]":
    """The row, while it names the same file and nobody else has begun to read it."""
    return Attachment.objects.filter(
        pk=attachment.pk,
        file=attachment.file.name,
        processing_claim=attachment.processing_claim,
    )


def forget_derived(attachment: Attachment) -> None:
    """Delete its pages and sizes; their files go as all that are dropped."""
    drop_rows(attachment.pages.all())
    drop_rows(attachment.renditions.all())
