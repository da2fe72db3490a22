"""What is made of a file once it is kept: pages of a deck, sizes of a photo, text of a transcript.

Everything can be run again: the new rows replace the old ones in one transaction.
"""

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from django.db import OperationalError, transaction
from django.db.models import F, Q
from django.tasks import task
from django.utils import timezone

from events.models import Attachment
from events.processing.claims import WAITING, abandoned, claim, progress, put_back
from events.processing.decks import TYPES as DECKS
from events.processing.decks import read_deck
from events.processing.derived import Replaced, finish, forget_derived
from events.processing.photos import read_photo
from events.processing.transcripts import read_transcript
from techparty_site.lib import files, limited
from techparty_site.lib.unreadable import Reason, Unreadable

__all__ = [
    "enqueue",
    "forget_derived",
    "has_reader",
    "process",
    "progress",
    "read_again",
    "wait_for_reader",
]

DOCUMENT, PHOTO = 10, 0  # priorities; above them what other apps hold for urgent

STATE = ("processing", "processed_pages", "processing_attempts", "processing_seen_at")

type Reader = Callable[[Attachment, Path], None]

logger = logging.getLogger(__name__)


@task
def process(attachment_id: int) -> None:
    """Never raises for the file's sake: the row says why it can't be read, the log says more."""
    attachment = claim(attachment_id)
    reader = attachment and reader_of(attachment)
    if not attachment:
        return
    if not reader:
        return finish(attachment)
    try:
        with limited.beating(partial(progress, attachment)):
            read(attachment, reader)
    except BaseException:  # told to stop: the next worker begins anew, without waiting
        put_back(attachment, counted=False)
        raise


def read(attachment: Attachment, reader: Reader) -> None:
    try:
        with attachment.file.open("rb") as file, files.on_disk(file) as path:
            reader(attachment, path)
    except Replaced:
        logger.info("Attachment %s is not ours any more", attachment.pk)
    except OperationalError as error:  # the database's fault: the row waits for its next attempt
        logger.warning("Attachment %s has to wait: %s", attachment.pk, error)
        put_back(attachment, counted=True)
    except Unreadable as error:
        logger.warning("Attachment %s: %s", attachment.pk, error)
        note_problem(attachment, error.reason)
    except Exception:
        logger.exception("Attachment %s could not be processed", attachment.pk)
        note_problem(attachment, Reason.FAILED)


def reader_of(attachment: Attachment) -> Reader | None:
    if attachment.content_type in DECKS:
        return read_deck
    if attachment.content_type.startswith("image/"):
        return read_photo
    return read_transcript if attachment.kind == Attachment.Kind.TRANSCRIPT else None


def has_reader(attachment: Attachment) -> bool:
    return reader_of(attachment) is not None


def note_problem(attachment: Attachment, reason: Reason) -> None:
    finish(attachment, processing_error=reason)


def wait_for_reader(attachment: Attachment) -> None:
    """The row says whether its file is to be read; unsaved. After the commit, `enqueue`."""
    attachment.processing = WAITING if has_reader(attachment) else ""
    attachment.processed_pages = attachment.processing_attempts = 0
    attachment.processing_seen_at = timezone.now()


def enqueue(attachment: Attachment) -> None:
    """Tell the workers; decks and transcripts are awaited more than one photo of many."""
    if attachment.processing == WAITING:
        priority = PHOTO if attachment.content_type.startswith("image/") else DOCUMENT
        process.using(priority=priority).enqueue(attachment.pk)


def read_again(attachment: Attachment) -> bool:
    """After the commit; False when it is waiting or being read already, or nothing can read it."""
    idle = Attachment.objects.filter(Q(processing="") | abandoned(), pk=attachment.pk)
    wait_for_reader(attachment)
    state: dict[str, Any] = {name: getattr(attachment, name) for name in STATE}
    state["processing_claim"] = F("processing_claim") + 1  # who read it until now has no say more
    if not attachment.processing or not idle.exclude(file="").update(**state):
        return False
    transaction.on_commit(partial(enqueue, attachment), robust=True)
    return True
