"""The real archive and the demo together, indexed: what the search is measured by."""

from collections.abc import Callable
from contextlib import ExitStack
from io import StringIO
from pathlib import Path
from unittest import mock

import pypdfium2
from django.core.management import call_command
from django.test import override_settings

from events.models import Attachment, SlidePage
from search import indexing
from techparty_site.demo.loading import load
from techparty_site.lib import documents, files, pdf_text, presentations
from tests.posts.jekyll.test_archive import ARCHIVE

NO_WORKER = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
# What takes seconds and is of no matter here: pictures, proofs, redirects, child processes.
SHORTER: dict[str, Callable[..., object]] = {
    "posts.jekyll.writing.media.Media._address": lambda *args: "",
    "posts.jekyll.proof.render": lambda *args: None,
    "posts.jekyll.proof.losses": lambda *args: [],
    "posts.jekyll.writing.posts.lead_old_addresses": lambda *args: [],
    "events.intake.run": lambda _limits, function, *args: function(*args),
}


def load_everything(media: Path) -> None:
    with ExitStack() as stack:
        stack.enter_context(override_settings(TASKS=NO_WORKER, MEDIA_ROOT=media))
        for name, instead in SHORTER.items():
            stack.enter_context(mock.patch(name, instead))
        load()
        call_command("import_jekyll", str(ARCHIVE), commit=True, stdout=StringIO())
        read_files()
    indexing.catch_up()


def read_files() -> None:
    """Their words alone: nothing is drawn."""
    for file in Attachment.objects.exclude(file="").filter(kind__in=["slides", "transcript"]):
        if file.kind == Attachment.Kind.TRANSCRIPT:
            extension = files.extension_of(file.original_name)
            text = documents.read_transcript(file.file.path, extension)
            Attachment.objects.filter(pk=file.pk).update(text=text)
        else:
            SlidePage.objects.bulk_create(pages_of(file))


def pages_of(deck: Attachment) -> list[SlidePage]:
    if not deck.original_name.endswith(".pdf"):
        slides = presentations.read_slides(deck.file.path, deck.content_type)
        return [SlidePage(attachment=deck, **slide) for slide in slides]
    with pypdfium2.PdfDocument(deck.file.path) as document:
        texts = [pdf_text.read_text(page)[0] for page in document]
    return [
        SlidePage(attachment=deck, number=number, text=text)
        for number, text in enumerate(texts, start=1)
    ]
