"""Posts as rows of a list, alone or mixed with events and talks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from events.listing import EventRow, TalkRow, event_rows, talk_rows
from events.models import City, Event, Talk
from events.photos import Photo, cover_photo
from posts.models import Post

type Row = PostRow | EventRow | TalkRow
type Key = tuple[type[Post | Event | Talk], int]  # what a mixed list is counted and paged by


@dataclass(frozen=True)
class PostRow:
    post: Post
    events: list[EventRow]  # the published ones
    photos: Mapping[int, Photo]  # by event; empty where the list shows none

    @property
    def cities(self) -> list[City]:
        of_events = [row.event.city for row in self.events]
        return list(dict.fromkeys(of_events or self.post.cities.all()))

    @property
    def speakers(self) -> list[str]:
        return [name for row in self.events for name in row.speakers]

    @property
    def venue(self) -> str:
        return self.events[0].event.venue if self.events else ""

    @property
    def talk_count(self) -> int:
        return sum(len(row.talks) for row in self.events)

    @property
    def slides(self) -> int:
        return sum(row.slides for row in self.events)

    @property
    def without_slides(self) -> int:
        return sum(row.without_slides for row in self.events)

    @property
    def photo(self) -> Photo | None:
        cover = cover_photo(self.post.cover, [found.event for found in self.events])
        found = (self.photos.get(row.event.pk) for row in self.events)
        return cover or next((photo for photo in found if photo), None)


def post_rows(posts: Iterable[Post]) -> list[PostRow]:
    """Five queries; no photos."""
    posts = with_events(posts)
    rows = event_rows({event for post in posts for event in post.events.all()})
    return join(posts, rows)


def mixed_rows(keys: Sequence[Key]) -> list[Row]:
    """The rows of a page of keys, in its order; as many queries for one of a kind as for thirty."""

    def wanted(model: type[Any]) -> list[int]:
        return [key for kind, key in keys if kind is model]

    posts = Post.objects.published().with_day().filter(pk__in=wanted(Post))
    told = with_events(posts.select_related("cover__talk"))
    listed = Event.objects.published().filter(pk__in=wanted(Event)).select_related("city")
    events = event_rows({*listed, *(event for post in told for event in post.events.all())})
    talks = Talk.objects.published().filter(pk__in=wanted(Talk)).with_credits()
    rows: dict[Key, Row] = {(Post, row.post.pk): row for row in join(told, events)}
    rows |= {(Event, row.event.pk): row for row in events}
    rows |= {(Talk, row.talk.pk): row for row in talk_rows(talks.select_related("event__city"))}
    return [rows[key] for key in keys]


def with_events(posts: Iterable[Post]) -> list[Post]:
    """With those of their events that a visitor may see, and their cities."""
    posts = list(posts)
    events = Event.objects.published().select_related("city", "cover__talk")
    prefetch_related_objects(posts, Prefetch("events", events), "cities")
    return posts


def join(posts: Iterable[Post], events: Iterable[EventRow]) -> list[PostRow]:
    rows = {row.event.pk: row for row in events}
    return [PostRow(post, [rows[event.pk] for event in post.events.all()], {}) for post in posts]
