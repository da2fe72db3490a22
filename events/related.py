"""What else there is: more of the speakers, more on the topic, the events before and after.

All in a bounded number of queries, whatever the size of the archive.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from events.models import Event, EventTag, Talk, TalkSpeaker, TalkTag

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from events.access import AnyUser
    from events.models.talk import TalkQuerySet

BY_SPEAKER = 6
BY_TOPIC = 5
ELSEWHERE = 3  # in other cities, beside those


@dataclass(frozen=True)
class RelatedTalks:
    by_speaker: list[Talk] = field(default_factory=list)
    by_topic: list[Talk] = field(default_factory=list)
    in_other_cities: list[Talk] = field(default_factory=list)


def related_talks(talk: Talk, user: "AnyUser") -> RelatedTalks:
    """Of other events; no talk twice. Credits and tags of `talk` are at hand. Four queries."""
    others = Talk.objects.visible_to(user).exclude(event=talk.event_id)
    given = ranked_by_speaker(talk, others)
    topics = TalkTag.objects.filter(content_object__in=others.order_by().values("pk"))
    scores = scores_of(topics, {tag.pk for tag in talk.tags.all()})
    for key in given:
        scores.pop(key, None)
    best = sorted(scores, key=lambda key: (-scores[key], -key))
    cities = dict(others.filter(pk__in=best).order_by().values_list("pk", "event__city"))
    near = best[:BY_TOPIC]
    far = [key for key in best[BY_TOPIC:] if cities[key] != talk.event.city_id][:ELSEWHERE]
    rows = Talk.objects.filter(pk__in=[*given, *near, *far]).select_related("event__city")
    found = rows.with_credits().in_bulk()
    return RelatedTalks(*([found[key] for key in keys] for keys in (given, near, far)))


def ranked_by_speaker(talk: Talk, others: "TalkQuerySet") -> list[int]:
    """The newest first."""
    speakers = [credit.speaker_id for credit in talk.credits.all()]
    if not speakers:
        return []
    given = others.filter(pk__in=TalkSpeaker.objects.filter(speaker__in=speakers).values("talk"))
    return list(given.newest_first().values_list("pk", flat=True)[:BY_SPEAKER])


def scores_of(items: "QuerySet[Any]", tags: set[int]) -> dict[int, float]:
    """By what carries any of the tags, how much it has in common: a rare tag says more."""
    if not tags:
        return {}
    carriers: dict[int, list[int]] = defaultdict(list)
    for tag, key in items.filter(tag__in=tags).values_list("tag", "content_object"):
        carriers[tag].append(key)
    scores: dict[int, float] = defaultdict(float)
    for keys in carriers.values():
        for key in keys:
            scores[key] += 1 / len(keys)
    return dict(scores)


@dataclass(frozen=True)
class Neighbours:
    """Of an event in its city."""

    before: Event | None
    after: Event | None


def neighbours(event: Event, user: "AnyUser") -> Neighbours:
    if event.date is None:
        return Neighbours(None, None)
    rows = Event.objects.visible_to(user).filter(city=event.city_id).only("title", "slug", "date")
    same_day = Q(date=event.date)
    before = rows.filter(Q(date__lt=event.date) | same_day & Q(pk__lt=event.pk))
    after = rows.filter(Q(date__gt=event.date) | same_day & Q(pk__gt=event.pk))
    last, first = before.order_by("-date", "-pk")[:1], after.order_by("date", "pk")[:1]
    found = list(Event.objects.filter(Q(pk__in=last.values("pk")) | Q(pk__in=first.values("pk"))))
    return Neighbours(
        next((row for row in found if is_before(row, event)), None),
        next((row for row in found if not is_before(row, event)), None),
    )


def is_before(row: Event, event: Event) -> bool:
    return (row.date or date.min, row.pk) < (event.date or date.min, event.pk)


def events_elsewhere(event: Event, user: "AnyUser") -> list[Event]:
    """Events of other cities with the same tags. Its own tags are at hand; two queries."""
    tags = {tag.pk for tag in event.tags.all()}
    others = Event.objects.visible_to(user).exclude(city=event.city_id)
    items = EventTag.objects.filter(content_object__in=others.order_by().values("pk"))
    scores = scores_of(items, tags)
    best = sorted(scores, key=lambda key: (-scores[key], -key))[:ELSEWHERE]
    found = Event.objects.select_related("city").in_bulk(best)
    return [found[key] for key in best]
