"""What there is to find, section by section. Each is a few queries, however long it is."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import get_language, override

from events.models import Attachment, City, Event, SlidePage, Tag, Talk
from events.reading import short
from posts.models import Post
from speakers.models import Speaker
from techparty_site.changes import Changes, Moments, latest

LISTS = ("home", "recaps", "events", "talks", "speakers", "cities", "tags", "archive", "api_docs")
PAGES_AT_ONCE = 5000


class Page(NamedTuple):
    path: str  # in the default language
    changed: datetime | None


class Section(Sitemap[Page]):
    limit = PAGES_AT_ONCE
    i18n = alternates = x_default = True

    def __init__(self, changes: Changes) -> None:
        self.changes = changes

    @cached_property
    def pages(self) -> list[Page]:
        with override(settings.LANGUAGE_CODE):
            return list(self.found())

    def found(self) -> Iterator[Page]:
        raise NotImplementedError

    def items(self) -> list[Page]:
        return self.pages

    def location(self, item: Page) -> str:
        """Without asking all routes again: another language is a prefix and nothing else."""
        code = get_language()
        return item.path if code == settings.LANGUAGE_CODE else f"/{code}{item.path}"

    def lastmod(self, item: Page) -> datetime | None:
        return item.changed

    @property
    def changed(self) -> datetime | None:
        return latest(page.changed for page in self.pages)


def pages_of(rows: Any, changed: Moments) -> Iterator[Page]:
    for row in rows.filter(pk__in=changed).order_by("pk"):
        yield Page(row.get_absolute_url(), changed[row.pk])


class Lists(Section):
    def found(self) -> Iterator[Page]:
        for name in LISTS:
            yield Page(reverse(name), self.changes.last)


class Posts(Section):
    def found(self) -> Iterator[Page]:
        return pages_of(Post.objects.only("year", "slug"), self.changes.posts)


class Events(Section):
    def found(self) -> Iterator[Page]:
        return pages_of(Event.objects.only("slug"), self.changes.events)


class Talks(Section):
    def found(self) -> Iterator[Page]:
        return pages_of(Talk.objects.only("slug"), self.changes.talks)


class Speakers(Section):
    def found(self) -> Iterator[Page]:
        return pages_of(Speaker.objects.only("slug"), self.changes.speakers)


class Cities(Section):
    def found(self) -> Iterator[Page]:
        return pages_of(City.objects.only("slug"), self.changes.cities)


class Tags(Section):
    def found(self) -> Iterator[Page]:
        return pages_of(Tag.objects.only("slug"), self.changes.tags)


class Slides(Section):
    """Every page of every deck. In one language: the others are in the head of each page."""

    i18n = alternates = x_default = False

    def found(self) -> Iterator[Page]:
        numbers: dict[int, list[int]] = defaultdict(list)
        pages = SlidePage.objects.filter(attachment__in=decks().values("pk"))
        for deck, number in pages.order_by("number").values_list("attachment", "number"):
            numbers[deck].append(number)
        opened: set[str] = set()
        for deck in in_order(decks()):
            base = f"{deck_owner(deck).get_absolute_url()}slides/"
            query = f"?file={short(deck)}" if base in opened else ""
            opened.add(base)
            yield Page(base + query, deck.updated_at)
            for number in numbers[deck.pk]:
                yield Page(f"{base}{number}/{query}", deck.updated_at)


def decks() -> Any:
    """Those that can be read."""
    rows = Attachment.objects.published().filter(kind=Attachment.Kind.SLIDES).exclude(file="")
    owned = rows.filter(Q(talk__isnull=False) | Q(event__isnull=False))
    return owned.filter(Exists(SlidePage.objects.filter(attachment=OuterRef("pk"))))


def in_order(rows: Any) -> Any:
    """As in events.reading: the first one of its owner opens by itself."""
    pictured = Exists(SlidePage.objects.filter(attachment=OuterRef("pk")).exclude(image=""))
    rows = rows.select_related("talk", "event").annotate(has_pictures=pictured)
    rows = rows.only("uuid", "updated_at", "talk__slug", "event__slug")
    return rows.order_by("talk", "event", "-has_pictures", "position", "pk")


def deck_owner(deck: Attachment) -> Talk | Event:
    owner = deck.talk or deck.event
    assert owner  # noqa: S101 - `decks` has none without
    return owner


SECTIONS: dict[str, type[Section]] = {
    "pages": Lists,
    "posts": Posts,
    "events": Events,
    "talks": Talks,
    "slides": Slides,
    "speakers": Speakers,
    "cities": Cities,
    "tags": Tags,
}
