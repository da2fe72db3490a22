"""A recap is a story around its talks: its stored HTML, with the talks put where it wants them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q, Subquery

from events.bundle import Bundle
from events.materials import Materials
from events.models import Attachment, City, Event, Talk
from events.photos import Photo, cover_photo, without_hidden
from events.programme import Programme, TalkBlock
from posts.models import Post, PostQuerySet
from techparty_site.lib import markup
from techparty_site.lib.markup import Html, TalkMarker

if TYPE_CHECKING:
    from events.access import AnyUser

CONTENTS_DEPTH = 3  # h2 and h3
OPENING_LENGTH = 4000  # characters of HTML


@dataclass(frozen=True)
class Missing:
    """A marker that names no talk of the post's events: a note for those who can mend it."""

    slug: str


@dataclass(frozen=True)
class Entry:
    """A line of the contents."""

    anchor: str
    title: str
    block: TalkBlock | None = None


type Part = Html | TalkBlock | Missing


class Story:
    """What the page of a post shows; `programme` holds only what its reader may see."""

    def __init__(self, post: Post, programme: Programme) -> None:
        self.post = post
        self.programme = programme
        self.body = without_hidden(post.body_html)

    @property
    def is_published(self) -> bool:
        return self.post.is_published

    @property
    def events(self) -> list[Event]:
        return self.programme.events

    @cached_property
    def parts(self) -> list[Part]:
        return arrange(self.body, self.programme.blocks)

    @property
    def opening(self) -> Html | None:
        """A short text before the first talk: it stands beside the facts, above them on a phone."""
        first = self.parts[0] if len(self.parts) > 1 else None
        return first if isinstance(first, Html) and len(first.html) < OPENING_LENGTH else None

    @property
    def rest(self) -> list[Part]:
        return self.parts[1:] if self.opening else self.parts

    @property
    def is_about_several(self) -> bool:
        return len(self.events) > 1

    @property
    def remaining(self) -> list[TalkBlock]:
        """The talks that the body has no place for: listed at its end."""
        shown = {block.talk.pk for block in blocks_of(self.parts)}
        return [block for block in self.programme.blocks if block.talk.pk not in shown]

    @property
    def contents(self) -> list[Entry]:
        """Nothing for a page of one section: it needs no map."""
        entries = [entry for part in self.parts for entry in entries_of(part)]
        return entries if len(entries) > 1 else []

    @cached_property
    def cover(self) -> Photo | None:
        """The post's photo or its event's, unless the body shows it already."""
        for attachment in covers_of(self.post, self.events):
            photo = cover_photo(attachment, self.events)
            if photo and not self.has_in_body(photo):
                return photo
        return None

    @property
    def cities(self) -> list[City]:
        if self.events:
            return list({event.city_id: event.city for event in self.events}.values())
        return list(self.post.cities.all())

    @property
    def bundles(self) -> list[Bundle]:
        """A recap's files in one archive for each of its events."""
        if self.post.kind != Post.Kind.RECAP:
            return []
        return [Bundle(event, self.programme) for event in self.events]

    @property
    def shared(self) -> list[tuple[Event, Materials]]:
        """What belongs to events without talks, which would otherwise stand nowhere."""
        told = {block.talk.event_id for block in self.programme.blocks}
        silent = [event for event in self.events if event.pk not in told]
        found = [(event, self.programme.of_event(event)) for event in silent]
        return [(event, materials) for event, materials in found if materials.files]

    @cached_property
    def photos(self) -> list[Photo]:
        """Of a recap and of a post that is there for them: those not yet shown further up."""
        if self.post.kind not in {Post.Kind.RECAP, Post.Kind.PHOTOS}:
            return []
        shown = {
            photo.attachment for block in blocks_of(self.parts) for photo in block.materials.photos
        }
        return [
            photo
            for photo in self.programme.photos(
                without=self.cover.attachment if self.cover else None
            )
            if photo.attachment not in shown and not self.has_in_body(photo)
        ]

    def has_in_body(self, photo: Photo) -> bool:
        return str(photo.attachment.uuid) in self.body


def tell(post: Post, user: "AnyUser") -> Story:
    """Five queries where every event has talks, else six: talks bring their events along.

    `post` carries the `event_count` of `with_event_count`.
    """
    rows = Talk.objects.visible_to(user).filter(event__posts=post).with_credits()
    rows = rows.select_related("event__city", "event__cover__talk")
    talks = list(rows.order_by(F("event__date").asc(nulls_last=True), "event_id", "position", "pk"))
    events = list({talk.event_id: talk.event for talk in talks}.values())
    if len(events) < post.event_count:  # type: ignore[attr-defined]
        visible = post.events.visible_to(user).select_related("city", "cover__talk")
        events = list(visible.order_by(F("date").asc(nulls_last=True), "pk"))
    return Story(post, Programme(events, talks, covers=covers_of(post, events)))


def with_event_count(posts: PostQuerySet) -> PostQuerySet:
    """Adds `event_count`: all events of the post, also those that its reader may not see."""
    return posts.annotate(event_count=Count("events", distinct=True))


def covers_of(post: Post, events: list[Event]) -> list[Attachment | None]:
    return [post.cover, *(event.cover for event in events)]


def arrange(body: str, blocks: Iterable[TalkBlock]) -> list[Part]:
    """The body in order. No talk is shown twice: `[[talks]]` leaves out those named alone."""
    segments = markup.segments(body)
    waiting = {block.talk.slug: block for block in blocks}
    named = {
        piece.slug: waiting.pop(piece.slug)
        for piece in segments
        if isinstance(piece, TalkMarker) and piece.slug in waiting
    }
    parts: list[Part] = []
    for piece in segments:
        if isinstance(piece, Html):
            parts.append(piece)
        elif piece.slug is None:
            parts += waiting.values()
            waiting = {}
        elif block := named.pop(piece.slug, None):
            parts.append(block)
        elif not any(shown.talk.slug == piece.slug for shown in blocks_of(parts)):
            parts.append(Missing(piece.slug))
    return parts


def blocks_of(parts: Iterable[Part]) -> Iterator[TalkBlock]:
    return (part for part in parts if isinstance(part, TalkBlock))


def entries_of(part: Part) -> list[Entry]:
    if isinstance(part, TalkBlock):
        return [Entry(part.anchor, part.talk.title, part)]
    if isinstance(part, Html):
        headings = markup.outline(part.html)
        return [
            Entry(heading.id, heading.text)
            for heading in headings
            if heading.level <= CONTENTS_DEPTH and heading.text
        ]
    return []


def neighbours(post: Post) -> tuple[Post | None, Post | None]:
    """The published posts of its kind before and after it, in one query.

    `post` carries the `happened_at` of `Post.objects.with_day()`.
    """
    day = post.happened_at  # type: ignore[attr-defined]
    if day is None:
        return None, None
    others = Post.objects.published().filter(kind=post.kind).exclude(pk=post.pk).with_day()
    before: Any = Q(happened_at__lt=day) | Q(happened_at=day, pk__lt=post.pk)
    earlier = others.filter(before).newest_first().values("pk")[:1]
    later = others.exclude(before).order_by("happened_at", "pk").values("pk")[:1]  # type: ignore[misc]
    either = Q(pk=Subquery(earlier)) | Q(pk=Subquery(later))
    found = Post.objects.filter(either).with_day().newest_first()
    sides: dict[bool, Post] = {}
    for neighbour in found:
        sides[(neighbour.happened_at, neighbour.pk) < (day, post.pk)] = neighbour  # type: ignore[attr-defined]
    return sides.get(True), sides.get(False)
