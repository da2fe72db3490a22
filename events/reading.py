"""A deck opened at a page: what the reader shows, and nothing of the other pages but thumbnails."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.http import Http404
from django.urls import reverse

from events.materials import STRIP_PAGES, Deck
from events.models import Attachment, Event, SlidePage, Talk

if TYPE_CHECKING:
    from django.db.models import QuerySet

AROUND = 3  # thumbnails before and after a page: on a phone without script it is still in sight
SHORT = 8  # hex digits of an attachment's uuid: enough to tell the decks of one talk apart


@dataclass(frozen=True)
class Volume:
    """A deck of a talk or an event that can be read page by page."""

    owner: Talk | Event
    attachment: Attachment
    first: int
    last: int
    has_pictures: bool
    query: str  # what an address of its pages ends in: "?file=…" where another deck comes first

    @property
    def short(self) -> str:
        return short(self.attachment)

    @property
    def base(self) -> str:
        """The address of all pages in one, of whichever deck."""
        name = "slides" if isinstance(self.owner, Talk) else "event_slides"
        return reverse(name, args=[self.owner.slug])

    @property
    def url(self) -> str:
        return f"{self.base}{self.query}"

    @property
    def first_url(self) -> str:
        return self.page_url(self.first)

    def page_url(self, number: int) -> str:
        name = "slide" if isinstance(self.owner, Talk) else "event_slide"
        return f"{reverse(name, args=[self.owner.slug, number])}{self.query}"

    @property
    def pages(self) -> "QuerySet[SlidePage]":
        return self.attachment.pages.defer("words").order_by("number")


@dataclass(frozen=True)
class Reading:
    volume: Volume
    page: SlidePage
    strip: list[SlidePage]  # pages as thumbnails, without their texts
    before: int | None
    after: int | None
    base: str  # before a page's number in an address, seen from the page it is shown on

    @property
    def has_all(self) -> bool:
        """Whether the strip shows every page."""
        return (self.strip[0].number, self.strip[-1].number) == (
            self.volume.first,
            self.volume.last,
        )


def volumes_of(owner: Talk | Event) -> list[Volume]:
    """Those that can be read, the one that opens by itself first.

    The caller has found out that the visitor may see the talk or the event.
    """
    pages = SlidePage.objects.filter(attachment=OuterRef("pk"))
    rows = (
        Attachment.objects.shown()
        .filter(Q(talk=owner) if isinstance(owner, Talk) else Q(event=owner))
        .filter(kind=Attachment.Kind.SLIDES)
        .exclude(file="")
        .defer("text")
        .annotate(
            first=Subquery(pages.order_by("number").values("number")[:1]),
            last=Subquery(pages.order_by("-number").values("number")[:1]),
            has_pictures=Exists(pages.exclude(image="")),
        )
        .filter(last__isnull=False)
        .order_by(F("has_pictures").desc(), "position", "id")
    )
    return [as_volume(owner, row, comes_first=not index) for index, row in enumerate(rows)]


def as_volume(owner: Talk | Event, row: Any, *, comes_first: bool) -> Volume:
    query = "" if comes_first else f"?file={short(row)}"
    return Volume(owner, row, row.first, row.last, row.has_pictures, query)


def short(attachment: Attachment) -> str:
    return attachment.uuid.hex[:SHORT]


def choose(volumes: list[Volume], wanted: str) -> Volume:
    """The one whose short uuid is `wanted`; the first for an empty one."""
    for volume in volumes:
        if wanted in {"", volume.short}:
            return volume
    raise Http404


def open_at(volume: Volume, number: int) -> Reading:
    page = volume.pages.filter(number=number).first()
    if page is None:
        raise Http404
    around = volume.pages.defer("words", "text")
    strip = list(around.filter(number__range=(number - AROUND, number + AROUND)))
    before = [leaf.number for leaf in strip if leaf.number < number]
    after = [leaf.number for leaf in strip if leaf.number > number]
    return Reading(volume, page, strip, max(before, default=None), min(after, default=None), "../")


def first_page(deck: Deck | None) -> Reading | None:
    """For the talk's own page, of what is loaded anyway; the page's text is one more query."""
    talk = deck.attachment.talk if deck else None
    if deck is None or talk is None:
        return None
    pages = deck.pages
    last = pages[-1].number
    if len(pages) == STRIP_PAGES:  # there may be more
        last = max(last, deck.page_count)
    volume = Volume(talk, deck.attachment, pages[0].number, last, deck.has_pictures, "")
    after = pages[1].number if pages[1:] else None
    return Reading(volume, pages[0], pages, None, after, "slides/")
