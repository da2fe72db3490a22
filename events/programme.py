"""Talks as pages tell them: in order, numbered, with their speakers and what is left of them."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from events.materials import Materials, Shelf
from events.models import Attachment, Event, Talk, TalkSpeaker
from events.photos import Photo


@dataclass(frozen=True)
class TalkBlock:
    talk: Talk
    number: int  # within its event, from 1
    credits: list[TalkSpeaker]
    materials: Materials

    @property
    def anchor(self) -> str:
        return f"talk-{self.talk.slug}"


class Programme:
    """The talks of some events, and what belongs to the events themselves.

    The caller has found out that the visitor may see them. `talks` come with their credits,
    event by event and in order; three queries bring everything else.
    """

    def __init__(
        self,
        events: Collection[Event],
        talks: Collection[Talk],
        *,
        covers: Iterable[Attachment | None] = (),
    ) -> None:
        self.events = list(events)
        self.shelf = Shelf(events, talks, covers=covers)
        self.blocks = [
            TalkBlock(talk, number, list(talk.credits.all()), self.shelf.of_talk(talk))
            for number, talk in numbered(talks)
        ]

    def of_event(self, event: Event) -> Materials:
        return self.shelf.of_event(event)

    def photos(self, *, without: Attachment | None = None) -> list[Photo]:
        """All of them, those of the talks last, but for the one shown already."""
        of_events = [self.of_event(event) for event in self.events]
        groups = of_events + [block.materials for block in self.blocks]
        photos = [photo for materials in groups for photo in materials.photos]
        return [photo for photo in photos if photo.attachment != without]


def numbered(talks: Iterable[Talk]) -> Iterator[tuple[int, Talk]]:
    """Each with its number among the talks of its event."""
    counts: Counter[int] = Counter()
    for talk in talks:
        counts[talk.event_id] += 1
        yield counts[talk.event_id], talk
