"""Rows and files made of an attachment: taken over whole, or not at all."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from events.models import Attachment
from events.storing import drop, keep

if TYPE_CHECKING:
    from django.db.models import QuerySet


class Replaced(Exception):
    """The file was exchanged or deleted while it was read: the result is of no use."""


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
