"""Events and talks as rows of a list: who spoke, how many slides, what is lacking."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, prefetch_related_objects
from django.utils import timezone

from events.materials import kinds_by_talk
from events.models import Attachment, City, Event, SlidePage, Talk
from events.photos import Photo, cover_photo, photo_of

Kind = Attachment.Kind
QUIET = timedelta(days=365)


@dataclass(frozen=True)
class EventRow:
    event: Event
    talks: list[Talk]
    slides: int  # files, those of the whole event included
    without_slides: int  # talks; none while the event is still to come

    @property
    def speakers(self) -> list[str]:
        return [str(credit.speaker) for talk in self.talks for credit in talk.credits.all()]


@dataclass(frozen=True)
class TalkRow:
    talk: Talk
    kinds: list[str]  # what there is of it, in words
    picture: SlidePage | None


@dataclass(frozen=True)
class CityRow:
    city: City
    count: int
    since: date | None  # of its first event with a date
    last: Event | None
    next: Event | None

    @property
    def is_quiet(self) -> bool:
        """Nothing for so long that the city looks for somebody to hold an event."""
        day = self.last and self.last.date
        return not self.next and (not day or day < timezone.localdate() - QUIET)


def event_rows(events: Iterable[Event]) -> list[EventRow]:
    """Three queries. The caller has found out that the visitor may see the events."""
    events = list(events)
    by_event: dict[int, list[Talk]] = defaultdict(list)
    for talk in Talk.objects.filter(event__in=events).order_by("position", "id").with_credits():
        by_event[talk.event_id].append(talk)
    slides = slides_of(events)
    return [event_row(event, by_event[event.pk], slides[event.pk]) for event in events]


def event_row(event: Event, talks: list[Talk], slides: list[int | None]) -> EventRow:
    for_all = None in slides or event.is_upcoming
    lacking = 0 if for_all else sum(talk.pk not in slides for talk in talks)
    return EventRow(event, talks, len(slides), lacking)


def slides_of(events: list[Event]) -> dict[int, list[int | None]]:
    """By event, the talk of each deck; None where one serves the whole event."""
    rows = Attachment.objects.shown().filter(kind=Kind.SLIDES).order_by()
    rows = rows.of_events(events)
    found: dict[int, list[int | None]] = defaultdict(list)
    for event, talk, event_of_talk in rows.values_list("event", "talk", "talk__event"):
        found[event or event_of_talk].append(talk)
    return found


def talk_rows(talks: Iterable[Talk]) -> list[TalkRow]:
    """Two queries; the talks bring their event, its city and their credits with them."""
    talks = list(talks)
    kinds = kinds_by_talk(talks)
    first = SlidePage.objects.filter(number=1, attachment__talk__in=talks).exclude(thumbnail="")
    first = first.filter(attachment__hidden=False).select_related("attachment")
    first = first.defer("text", "words", "attachment__text").order_by("-attachment__position")
    pictures = {page.attachment.talk_id: page for page in first}
    return [TalkRow(talk, kinds[talk.pk], pictures.get(talk.pk)) for talk in talks]


def first_photos(
    events: Iterable[Event], *, covers: Iterable[Attachment | None] = ()
) -> dict[int, Photo]:
    """By the event's key, its cover or first photo. The sizes of further `covers` come along."""
    events = list(events)
    chosen = filter(None, [*covers, *(event.cover for event in events)])
    rows = Attachment.objects.shown().filter(kind=Kind.PHOTO).exclude(file="").defer("text")
    rows = rows.of_events(events).select_related("talk")
    found = list(rows.order_by(F("talk__position").asc(nulls_first=True), "position", "id"))
    prefetch_related_objects([*chosen, *found], "renditions")
    photos: dict[int, Photo] = {}
    for event in events:
        if photo := cover_photo(event.cover, [event]):
            photos[event.pk] = photo
    for attachment in found:
        owner = attachment.event_id or (attachment.talk and attachment.talk.event_id)
        if owner and owner not in photos and (photo := photo_of(attachment)):
            photos[owner] = photo
    return photos


def city_rows(cities: Iterable[City]) -> list[CityRow]:
    """Their published events counted, with the last and the next one: two queries."""
    cities, today = list(cities), timezone.localdate()
    counts: Counter[int] = Counter()
    since: dict[int, date] = {}
    last: dict[int, int] = {}
    coming: dict[int, int] = {}
    rows = Event.objects.published().filter(city__in=cities)
    rows = rows.order_by(F("date").asc(nulls_first=True), "pk")
    for key, city, day in rows.values_list("pk", "city", "date"):
        counts[city] += 1
        if day:
            since.setdefault(city, day)
        if day is None or day < today:
            last[city] = key
        else:
            coming.setdefault(city, key)
    events = Event.objects.in_bulk([*last.values(), *coming.values()])
    return [
        CityRow(
            city,
            counts[city.pk],
            since.get(city.pk),
            events.get(last.get(city.pk, 0)),
            events.get(coming.get(city.pk, 0)),
        )
        for city in cities
    ]
