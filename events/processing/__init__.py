"""What is made of a file once it is kept: pages of a deck, sizes of a photo, text of a transcript.

Everything can be run again: the new rows replace the old ones in one transaction.
"""

import logging
from collections.abc import Callable
from pathlib import Path

from django.tasks import task
from django.utils import timezone

from events.models import Attachment
from events.processing.decks import read_deck
from events.processing.derived import Replaced, forget_derived, unchanged
from events.processing.photos import read_photo
from events.processing.transcripts import read_transcript
from techparty_site.lib import files, sniff
from techparty_site.lib.unreadable import Reason, Unreadable

__all__ = ["forget_derived", "process"]

logger = logging.getLogger(__name__)


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
