"""Who reads a file just now: one worker, for as long as it is seen at work.

The row itself says so. A claim has a number that no other claim of the row ever had: it tells a
worker that was taken for dead, and comes back, that the work is another's by now. Attempts are
only counted to know when to give up.
"""

import logging
from datetime import timedelta

from django.db import OperationalError
from django.db.models import F, Q
from django.utils import timezone

from events.models import Attachment
from events.processing.derived import Replaced, unchanged

LEASE = timedelta(seconds=60)  # a worker not seen for so long is dead
SEEN_EVERY = timedelta(seconds=1)
ATTEMPTS = 3  # a file that has taken so many workers with it is given up

WAITING, RUNNING = Attachment.Processing.WAITING, Attachment.Processing.RUNNING

logger = logging.getLogger(__name__)


def abandoned() -> Q:
    """Rows whose worker died; as a condition of an UPDATE, only one who asks gets them."""
    return Q(processing=RUNNING, processing_seen_at__lt=timezone.now() - LEASE)


def claim(attachment_id: int) -> Attachment | None:
    """The row, for this worker alone; None when there is nothing to do or another one does it."""
    free = Attachment.objects.filter(Q(processing=WAITING) | abandoned(), pk=attachment_id)
    claimed = free.exclude(file="").update(
        processing=RUNNING,
        processing_claim=F("processing_claim") + 1,
        processing_attempts=F("processing_attempts") + 1,
        processing_seen_at=timezone.now(),
        processed_pages=0,
    )
    return Attachment.objects.filter(pk=attachment_id).first() if claimed else None


def progress(attachment: Attachment, pages: int | None = None) -> None:
    """Show that the work goes on, and how far it is. Call it often: it writes once a second.

    Raises Replaced when the result is of no use any more.
    """
    now, seen = timezone.now(), attachment.processing_seen_at
    if pages is not None:
        attachment.processed_pages = pages
    if seen and now - seen < SEEN_EVERY:
        return
    try:
        still_ours = unchanged(attachment).update(
            processing_seen_at=now, processed_pages=attachment.processed_pages
        )
    except OperationalError as error:  # others keep the database busy: the next beat will do
        logger.warning("Attachment %s: its progress is not noted: %s", attachment.pk, error)
        return
    if not still_ours:
        raise Replaced
    attachment.processing_seen_at = now


def put_back(attachment: Attachment, *, counted: bool) -> None:
    """Let another one read it at once; an attempt that was only interrupted does not count."""
    attempts = attachment.processing_attempts - (0 if counted else 1)
    unchanged(attachment).filter(processing=RUNNING).update(
        processing=WAITING,
        processing_attempts=max(attempts, 0),
        processing_seen_at=timezone.now(),
        processed_pages=0,
    )
