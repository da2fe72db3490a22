"""A deck with everything that can be asked for, and its addresses."""

import hashlib

from django.core.files.base import ContentFile
from django.urls import reverse

from events.models import Attachment, Rendition, SlidePage
from tests.factories import make_attachment
from tests.samples import make_picture

CONTENT = b"%PDF-1.4 0123456789"
NAME = "容器镜像瘦身（广州 2023-04）👩‍💻.pdf"
SMALL = make_picture(64, 36, encoder="WEBP")
PUBLIC, PRIVATE = "public, max-age=300", "private, no-store"


def make_deck(**fields) -> Attachment:
    """A deck with a page and, so that one row has every address, a size."""
    defaults = {
        "kind": "slides",
        "content": CONTENT,
        "content_type": "application/pdf",
        "original_name": NAME,
        "sha256": hashlib.sha256(CONTENT).hexdigest(),
    }
    deck = make_attachment(**(defaults | fields))
    page = SlidePage(attachment=deck, number=1)
    page.image.save("x", ContentFile(b"RIFF-image"), save=False)
    page.thumbnail.save("x", ContentFile(SMALL), save=True)
    for width, form in ((480, "webp"), (960, "webp"), (480, "avif")):
        size = Rendition(attachment=deck, width=width, height=10, format=form)
        size.file.save("x", ContentFile(b"%s-%d" % (form.encode(), width)))
    return deck


def addresses(deck: Attachment) -> list[str]:
    return [
        reverse("file", args=[deck.uuid, "any name"]),
        reverse("slide_image", args=[deck.uuid, 1]),
        reverse("slide_thumbnail", args=[deck.uuid, 1]),
        reverse("slide_share", args=[deck.uuid, 1]),
        reverse("rendition", args=[deck.uuid, 480, "webp"]),
        reverse("rendition", args=[deck.uuid, 480, "avif"]),
    ]


def content(response) -> bytes:
    """All of the body. Reading it to its end closes the file, and only the file."""
    return b"".join(response.streaming_content) if response.streaming else response.content
