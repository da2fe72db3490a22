"""Speakers, with their other names and their companies."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from events.models import TalkSpeaker
from search.models import Kind
from search.places import Place, listed
from speakers.models import Speaker
from techparty_site.lib.markup import plain_text


def places(keys: Iterable[int]) -> Iterator[Place]:
    speakers = Speaker.objects.filter(pk__in=list(keys)).prefetch_related("aliases")
    credits_: dict[int, list[TalkSpeaker]] = defaultdict(list)
    rows = TalkSpeaker.objects.filter(speaker__in=speakers).select_related("talk__event")
    for row in rows.order_by("talk__event__date", "pk"):
        if row.talk.event.is_published:
            credits_[row.speaker_id].append(row)
    for speaker in speakers:
        yield speaker_place(speaker, credits_[speaker.pk])


def speaker_place(speaker: Speaker, shown: list[TalkSpeaker]) -> Place:
    aliases = [alias.name for alias in speaker.aliases.all()]
    events = [row.talk.event for row in shown]
    return Place(
        kind=Kind.SPEAKER,
        object_id=speaker.pk,
        unit=f"speaker:{speaker.pk}",
        address=speaker.get_absolute_url(),
        title=speaker.name,
        names=tuple(aliases),
        lead=listed([*aliases, *(row.affiliation for row in reversed(shown))]),
        text=plain_text(speaker.bio_html),
        weight=3,
        day=max((event.date for event in events if event.date), default=None),
        is_public=bool(shown),
        facts=frozenset(
            [
                f"speaker:{speaker.pk}",
                *(f"city:{event.city_id}" for event in events),
                *(f"year:{event.date.year}" for event in events if event.date),
            ]
        ),
    )
