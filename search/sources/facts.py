"""What is known of events and their talks, and goes with every place inside: a few queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import prefetch_related_objects

from events.models import Attachment, Event, EventTag, Tag, Talk, TalkTag
from search.models import Kind
from search.places import Place, listed


def names_of(tag: Tag) -> list[str]:
    return [tag.name, *(alias.name for alias in tag.aliases.all())]


@dataclass
class Told:
    """One event as the index needs it."""

    event: Event
    talks: list[Talk] = field(default_factory=list)
    tags: dict[int | None, list[Tag]] = field(default_factory=lambda: defaultdict(list))
    files: list[Attachment] = field(default_factory=list)

    @property
    def unit(self) -> str:
        return f"event:{self.event.pk}"

    def talk_facts(self, talk: Talk) -> frozenset[str]:
        return frozenset(self._facts([talk]))

    def facts(self) -> frozenset[str]:
        return frozenset(self._facts(self.talks))

    def _facts(self, talks: Iterable[Talk]) -> set[str]:
        event, talks = self.event, list(talks)
        found = {f"city:{event.city_id}"} | ({f"year:{event.date.year}"} if event.date else set())
        keys = [None, *(talk.pk for talk in talks)]
        found |= {f"tag:{tag.pk}" for key in keys for tag in self.tags[key]}
        credits_ = (credit for talk in talks for credit in talk.credits.all())
        found |= {f"speaker:{credit.speaker_id}" for credit in credits_}
        shown = (one for one in self.files if not one.hidden and one.talk_id in keys)
        return found | {f"has:{one.kind}" for one in shown}

    def place_inside(self, talk: Talk | None) -> Place:
        """What a place within a talk, or within the event, takes from it."""
        people = listed(credit.speaker.name for credit in talk.credits.all()) if talk else ""
        tags = [name for tag in self.tags[talk.pk if talk else None] for name in names_of(tag)]
        event = self.event
        title = talk.title if talk else event.title
        return Place(
            kind=Kind.PAGE,
            object_id=0,
            unit=self.unit,
            address="",
            title=title,
            people=people,
            around=listed([title, people, event.title, event.city.name, *tags]),
            day=event.date,
            city=event.city_id,
            is_public=event.is_published,
            facts=self.talk_facts(talk) if talk else self.facts(),
        )


def told(keys: Iterable[int]) -> list[Told]:
    """Events with their city, talks, tags and files; without the texts of transcripts."""
    found = {
        event.pk: Told(event)
        for event in Event.objects.filter(pk__in=list(keys)).select_related("city")
    }
    talks = Talk.objects.filter(event__in=found).order_by("position", "pk").with_credits()
    by_talk = {}
    for talk in talks:
        one = by_talk[talk.pk] = found[talk.event_id]
        talk.event = one.event
        one.talks.append(talk)
    _add_tags(found, by_talk)
    files = Attachment.objects.of_events([one.event for one in found.values()]).order_by(
        "position", "pk"
    )
    for file in files.defer("placeholder"):
        owner = by_talk[file.talk_id] if file.talk_id else found[file.event_id or 0]
        owner.files.append(file)
    return list(found.values())


def _add_tags(events: dict[int, Told], talks: dict[int, Told]) -> None:
    rows: list[EventTag | TalkTag] = [
        *EventTag.objects.filter(content_object__in=events).select_related("tag").order_by("pk"),
        *TalkTag.objects.filter(content_object__in=talks).select_related("tag").order_by("pk"),
    ]
    prefetch_related_objects([row.tag for row in rows], "aliases")
    for row in rows:
        if isinstance(row, EventTag):
            events[row.content_object_id].tags[None].append(row.tag)
        else:
            talks[row.content_object_id].tags[row.content_object_id].append(row.tag)
