"""Photos as pages show them, and all those of an event in their order."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F
from django.urls import reverse

from events.models import Attachment, Event, Rendition

IMAGE_RE = re.compile(r'<img(?:\s+[\w-]+(?:="[^"]*")?)*\s*/?>')
LINK_RE = re.compile(r'<a(?:\s+[\w-]+(?:="[^"]*")?)*\s*></a>')  # around nothing
FILE_RE = re.compile(r'="/files/([0-9a-f]{8}-[0-9a-f-]{27})/')
CARD_WIDTH = 720  # px; about what a photo fills beside another one


@dataclass(frozen=True)
class Photo:
    attachment: Attachment
    sizes: list[Rendition]  # narrow to wide, never empty
    avif: list[Rendition]  # the same ones, or none yet

    @property
    def card(self) -> Rendition:
        """The narrowest one that still fills its place."""
        return next((size for size in self.sizes if size.width >= CARD_WIDTH), self.sizes[-1])

    @property
    def small(self) -> Rendition:
        return self.sizes[0]

    @property
    def large(self) -> Rendition:
        return self.sizes[-1]

    @property
    def srcset(self) -> str:
        return srcset_of(self.sizes)

    @property
    def avif_srcset(self) -> str:
        return srcset_of(self.avif)

    @property
    def event(self) -> Event | None:
        """None for a library picture."""
        talk = self.attachment.talk
        return talk.event if talk else self.attachment.event

    @property
    def page_url(self) -> str:
        """Its own page among the photos of its event, else the picture itself."""
        event = self.event
        return reverse("photo", args=[event.slug, self.attachment.pk]) if event else self.large.url


def srcset_of(sizes: list[Rendition]) -> str:
    return ", ".join(f"{size.url} {size.width}w" for size in sizes)


def photo_of(attachment: Attachment | None) -> Photo | None:
    """None for what is no photo, is hidden, or has no sizes yet."""
    if attachment is None or attachment.kind != Attachment.Kind.PHOTO or attachment.hidden:
        return None
    found = sorted(attachment.renditions.all(), key=lambda size: size.width)
    sizes = [size for size in found if size.format == "webp"]
    avif = [size for size in found if size.format == "avif"]
    widths = [size.width for size in sizes]
    whole = [size.width for size in avif] == widths
    return Photo(attachment, sizes, avif if whole else []) if sizes else None


def cover_photo(cover: Attachment | None, events: Collection[Event]) -> Photo | None:
    """Unless it is another event's: that one may still be a draft, and so its photo."""
    if cover is None:
        return None
    owner = cover.talk.event_id if cover.talk else cover.event_id
    mine = owner is None or owner in {event.pk for event in events}
    return photo_of(cover) if mine else None


def gallery_of(event: Event) -> list[Photo]:
    """Everything that is not hidden, its talks' photos last; two queries."""
    rows = Attachment.objects.shown().of_events([event]).filter(kind=Attachment.Kind.PHOTO)
    nothing_first = [F(field).asc(nulls_first=True) for field in ("talk__position", "talk")]
    rows = rows.select_related("talk").defer("text").prefetch_related("renditions")
    found = list(rows.order_by(*nothing_first, "position", "pk"))
    for attachment in found:
        if attachment.talk:
            attachment.talk.event = event
        else:
            attachment.event = event
    photos = (photo_of(attachment) for attachment in found)
    return [photo for photo in photos if photo]


def without_hidden(html: str) -> str:
    """Stored HTML less the pictures of ours that were hidden or deleted since it was written.

    One query, and none for a text without such pictures.
    """
    return all_without_hidden([html])[0]


def all_without_hidden(texts: Collection[str]) -> list[str]:
    """`without_hidden` of several, in one query as well."""
    tags = (tag for html in texts for tag in IMAGE_RE.findall(html))
    named = {found for tag in tags for found in FILE_RE.findall(tag)}
    if not named:
        return list(texts)
    rows = Attachment.objects.shown().filter(uuid__in=named)
    gone = named - {str(uuid) for uuid in rows.values_list("uuid", flat=True)}

    def keep(tag: re.Match[str]) -> str:
        return "" if gone.intersection(FILE_RE.findall(tag[0])) else tag[0]

    return [LINK_RE.sub(keep, IMAGE_RE.sub(keep, html)) for html in texts]
