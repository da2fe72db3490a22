"""The one door through which every file comes in, whoever brings it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from events.allowed import (
    MEGABYTE,
    TYPES,
    extensions_of,
    limit_of,
    limit_of_extension,
    types_of,
)
from events.models import Attachment
from events.processing import enqueue, forget_derived, wait_for_reader
from events.storing import keep
from techparty_site.lib import files, images, media, packages, pdf
from techparty_site.lib.limited import Limits, run
from techparty_site.lib.sniff import HEIC, LOCKED, PDF, ZIP, sniff
from techparty_site.lib.unreadable import Reason, Unreadable

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LOOK = Limits(seconds=10)  # somebody waits for a page meanwhile
SHOWN_NAME = 80  # characters of a name in a message


@dataclass(frozen=True)
class Facts:
    size: int  # bytes
    sha256: str
    content_type: str
    width: int | None = None  # px
    height: int | None = None
    page_count: int | None = None
    duration: int | None = None  # seconds


def take_in(
    attachment: Attachment,
    file: "File[Any]",
    name: str,
    uploaded_by: "User | None" = None,
    *,
    facts: Facts | None = None,
) -> None:
    """Look into the file, store it, save the row; after the commit read it, see `processing`.

    `facts` are those of `inspect`, where a form asked before. An attachment that had a file
    keeps its address. Raises ValidationError.
    """
    facts = facts or inspect(file, attachment.kind, name)
    with transaction.atomic():
        attachment.file = keep(attachment.file, file)
        if attachment.pk:  # after `keep`, which locks the row: no worker adds pages from here on
            forget_derived(attachment)
        for fact, value in vars(facts).items():
            setattr(attachment, fact, value)
        attachment.original_name = files.clean_name(name)
        attachment.text = attachment.processing_error = ""
        attachment.uploaded_by = uploaded_by or attachment.uploaded_by
        wait_for_reader(attachment)
        attachment.save()
        transaction.on_commit(partial(enqueue, attachment), robust=True)


def inspect(file: "File[Any]", kind: str, name: str) -> Facts:
    """What the file is. Raises ValidationError with a sentence that names it and the reason."""
    shown, extension = shorten(files.clean_name(name)), files.extension_of(files.clean_name(name))
    size, sha256 = weigh(file, kind, shown)
    with files.on_disk(file) as path, refusals(shown):
        found = look(path, kind, shown, extension)
        return Facts(size=size, sha256=sha256, **found)


def weigh(file: "File[Any]", kind: str, shown: str) -> tuple[int, str]:
    limit = limit_of(kind)
    try:
        size, sha256 = files.measure(file, limit=limit)
    except files.TooLarge:
        raise too_large(shown, limit) from None
    if not size:
        raise ValidationError(_("“%(name)s” is empty."), "empty", {"name": shown})
    return size, sha256


def look(path: Path, kind: str, shown: str, extension: str) -> dict[str, Any]:
    """The facts beside size and hash, as far as this kind of attachment may be such a file."""
    content_type, pages = sniff(path, extension), None
    if content_type == ZIP:
        package = run(LOOK, packages.look_into, str(path))
        content_type, pages = package["content_type"], package["page_count"]
    refuse_other_types(content_type, kind, shown)
    found: dict[str, Any] = {"content_type": content_type, "page_count": pages}
    if content_type.startswith("image/"):
        found |= run(LOOK, images.measure, str(path))
    elif content_type == PDF:
        found["page_count"] = count_pages(path)
    else:
        found["duration"] = media.duration(path, content_type)
    return found


def count_pages(path: Path) -> int | None:
    """None for a deck that we can't open: it can be downloaded all the same."""
    try:
        return run(LOOK, pdf.count_pages, str(path))
    except Unreadable:
        return None


def refuse_other_types(content_type: str, kind: str, name: str) -> None:
    refuse_other_names(kind, name)
    values = {"name": shorten(name), "allowed": ", ".join(extensions_of(kind))}
    if content_type == LOCKED:
        message = _("“%(name)s” has a password. Save it without one and try again.")
        raise ValidationError(message, "encrypted", values)
    if content_type.partition(";")[0] not in types_of(kind):
        message = _("“%(name)s” is not what its name says. What can be taken: %(allowed)s.")
        raise ValidationError(message, "type", values)
    if content_type == HEIC and not images.can_read_heic():
        message = _("“%(name)s” is a HEIC photo, which can't be shown here. Send it as JPEG.")
        raise ValidationError(message, "heic", values)


def refuse_other_names(kind: str, name: str) -> None:
    allowed = extensions_of(kind)
    if not allowed:
        values = {"name": shorten(name)}
        raise ValidationError(_("No files of this kind are kept: “%(name)s”."), "kind", values)
    if files.extension_of(name) not in allowed:
        raise wrong_ending(name, allowed)


def not_taken(name: str, kind: str = "") -> ValidationError:
    """Why receiving stopped: no kind, or not this one, takes such a name, or else so much."""
    extension = files.extension_of(name)
    allowed = extensions_of(kind) if kind else tuple(TYPES)
    if extension not in allowed:
        return wrong_ending(name, allowed)
    return too_large(shorten(name), limit_of(kind) if kind else limit_of_extension(extension))


def wrong_ending(name: str, allowed: tuple[str, ...]) -> ValidationError:
    values = {"name": shorten(name), "allowed": ", ".join(allowed)}
    message = _("“%(name)s” can't be taken: its name has to end in one of %(allowed)s.")
    return ValidationError(message, "extension", values)


def too_large(shown: str, limit: int) -> ValidationError:
    values = {"name": shown, "limit": limit // MEGABYTE}
    return ValidationError(_("“%(name)s” is larger than %(limit)s MB."), "too_large", values)


@contextmanager
def refusals(shown: str) -> Iterator[None]:
    """Turns what the readers found into a sentence for whoever brings the file."""
    messages = {
        Reason.TOO_LARGE: _("“%(name)s” is too large: unpacked, it would fill the memory."),
        Reason.TOO_SLOW: _("“%(name)s” takes too long to read. Save it anew and try again."),
    }
    try:
        yield
    except Unreadable as error:
        damaged = _("“%(name)s” is damaged. Save it anew and try again.")
        message = messages.get(error.reason, damaged)
        raise ValidationError(message, error.reason, {"name": shown}) from error


def shorten(name: str) -> str:
    return name if len(name) <= SHOWN_NAME else f"{name[: SHOWN_NAME - 10]}…{name[-9:]}"
