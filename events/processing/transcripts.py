"""Text of a transcript."""

from pathlib import Path

from django.db import transaction

from events.models import Attachment
from events.processing.derived import take_over
from techparty_site.lib import documents, files, packages
from techparty_site.lib.limited import Limits, run

TRANSCRIPT = Limits(seconds=60)


def read_transcript(attachment: Attachment, path: Path) -> None:
    extension = files.extension_of(attachment.original_name)
    if attachment.content_type == packages.DOCX:
        extension = "docx"
    text = run(TRANSCRIPT, documents.read_transcript, str(path), extension)
    with transaction.atomic():
        take_over(attachment, text=text)
