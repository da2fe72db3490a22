"""What is left of events and their talks, loaded at once and sorted as pages show it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Prefetch, Q, prefetch_related_objects

from events.models import Attachment, Event, SlidePage, Talk
from events.photos import Photo, photo_of

Kind = Attachment.Kind

COVER_PAGES = 4  # of a deck, where its talk is one of several
STRIP_PAGES = 60  # of a deck, as thumbnails on its talk's own page
TOLD = (Kind.SLIDES, Kind.TRANSCRIPT, Kind.AUDIO, Kind.VIDEO, Kind.CODE)  # what a list row names


@dataclass(frozen=True)
class Deck:
    attachment: Attachment
    pages: list[SlidePage]  # the first ones, never empty; a page may be without a picture

    @property
    def page_count(self) -> int:
        return self.attachment.page_count or len(self.pages)

    @property
    def has_pictures(self) -> bool:
        """Of a PowerPoint file there is often nothing but the text."""
        return any(page.image for page in self.pages)


@dataclass(frozen=True)
class Materials:
    """Of one talk, or of one event."""

    own: list[Attachment]
    shared: list[Attachment]  # of the talk's whole event: one file for all its talks

    @property
    def everything(self) -> list[Attachment]:
        return self.own + self.shared

    @property
    def photos(self) -> list[Photo]:
        found = (photo_of(attachment) for attachment in self.own)
        return [photo for photo in found if photo]

    @property
    def deck(self) -> Deck | None:
        """The first slides that have pictures of their pages."""
        return next((deck for deck in decks_of(self.own) if deck.has_pictures), None)

    @property
    def readable(self) -> Deck | None:
        """The deck to read: rather one with pictures, else one of which there is the text."""
        return self.deck or next(decks_of(self.own), None)

    @property
    def other_decks(self) -> list[Deck]:
        """What can be read besides."""
        first = self.readable
        return [deck for deck in decks_of(self.own) if first and deck != first]

    @property
    def shared_deck(self) -> Deck | None:
        return next((deck for deck in decks_of(self.shared) if deck.has_pictures), None)

    @property
    def preparing(self) -> bool:
        """Whether slides are on their way from the file to its pages."""
        return any(found.kind == Kind.SLIDES and found.processing for found in self.everything)

    @property
    def files(self) -> list[Attachment]:
        return [attachment for attachment in self.own if is_row(attachment)]

    @property
    def shared_files(self) -> list[Attachment]:
        return [attachment for attachment in self.shared if is_row(attachment)]

    @property
    def players(self) -> list[Attachment]:
        playable = {Kind.AUDIO, Kind.VIDEO}
        kept = [found for found in self.everything if found.kind in playable and found.file]
        return [found for found in kept if is_row(found)]

    @property
    def transcripts(self) -> list[Attachment]:
        return [found for found in self.everything if found.kind == Kind.TRANSCRIPT]

    @property
    def has_words(self) -> bool:
        """Whether a transcript was read, told without loading its text."""
        return any(
            one.file and not one.processing and not one.processing_error for one in self.transcripts
        )

    @property
    def kinds(self) -> list[str]:
        """What a row of a list says there is, each kind once."""
        return told(attachment.kind for attachment in self.everything)

    @property
    def has_slides(self) -> bool:
        return any(attachment.kind == Kind.SLIDES for attachment in self.everything)


def told(kinds: Iterable[str]) -> list[str]:
    present = set(kinds)
    return [str(kind.label) for kind in TOLD if kind in present]


def is_row(attachment: Attachment) -> bool:
    """Whether it is listed: a kept picture is shown, but nobody may download it, nor an album."""
    return attachment.is_outside or not is_picture(attachment)


def is_picture(attachment: Attachment) -> bool:
    """Or many in a zip: they tell where they were taken, and by whom."""
    is_kind = attachment.kind in {Kind.PHOTO, Kind.ALBUM}
    return is_kind or attachment.content_type.startswith("image/")


def has_pages(attachment: Attachment) -> bool:
    return attachment.kind == Kind.SLIDES and bool(attachment.file)


def decks_of(attachments: Iterable[Attachment]) -> Iterator[Deck]:
    """Of those whose pages are loaded; see `load_pictures`."""
    for attachment in attachments:
        if has_pages(attachment) and (pages := list(attachment.pages.all())):
            yield Deck(attachment, pages)


class Shelf:
    """Everything shown of some events and their talks: three queries, however many they are.

    The caller has found out that the visitor may see the events. `covers` are further photos
    whose sizes come along. `whole` brings transcripts, and more pages of a deck than its first.
    """

    def __init__(
        self,
        events: Collection[Event],
        talks: Collection[Talk],
        *,
        covers: Iterable[Attachment | None] = (),
        whole: bool = False,
    ) -> None:
        self.by_talk: dict[int | None, list[Attachment]] = defaultdict(list)
        self.by_event: dict[int | None, list[Attachment]] = defaultdict(list)
        rows = Attachment.objects.shown().filter(
            Q(event__in=[event.pk for event in events]) | Q(talk__in=[talk.pk for talk in talks])
        )
        found = list(rows if whole else rows.defer("text"))
        pictured = [*found, *filter(None, covers)]
        tell_owners(pictured, events, talks)
        for attachment in found:
            self.by_talk[attachment.talk_id].append(attachment)
            self.by_event[attachment.event_id].append(attachment)
        load_pictures(pictured, whole=whole)

    def of_talk(self, talk: Talk) -> Materials:
        return Materials(self.by_talk[talk.pk], self.by_event[talk.event_id])

    def of_event(self, event: Event) -> Materials:
        return Materials(self.by_event[event.pk], [])


def tell_owners(
    attachments: Iterable[Attachment], events: Iterable[Event], talks: Iterable[Talk]
) -> None:
    """Nobody need ask the database for what the caller has at hand."""
    known_events = {event.pk: event for event in events}
    known_talks = {talk.pk: talk for talk in talks}
    for attachment in attachments:
        if attachment.talk_id in known_talks:
            attachment.talk = known_talks[attachment.talk_id]
        if attachment.event_id in known_events:
            attachment.event = known_events[attachment.event_id]


def load_pictures(attachments: Iterable[Attachment], *, whole: bool) -> None:
    photos, decks = [], []
    for attachment in attachments:
        if attachment.kind == Kind.PHOTO:
            photos.append(attachment)
        elif has_pages(attachment):
            decks.append(attachment)
    pages = SlidePage.objects.defer("words", "text").order_by("number")
    if whole:
        pages = pages.filter(number__lte=STRIP_PAGES)
    else:
        pages = pages.filter(number__lte=COVER_PAGES)
    prefetch_related_objects(photos, "renditions")
    prefetch_related_objects(decks, Prefetch("pages", pages))


def kinds_by_talk(talks: Iterable[Talk]) -> dict[int, list[str]]:
    """What there is of each talk, files of its whole event included: one query."""
    talks = list(talks)
    rows = Attachment.objects.shown().filter(
        Q(event__in={talk.event_id for talk in talks}) | Q(talk__in=[talk.pk for talk in talks])
    )
    by_owner: dict[tuple[int | None, int | None], set[str]] = defaultdict(set)
    for talk_id, event_id, kind in rows.order_by().values_list("talk", "event", "kind").distinct():
        by_owner[talk_id, event_id].add(kind)
    return {
        talk.pk: told(by_owner[talk.pk, None] | by_owner[None, talk.event_id]) for talk in talks
    }
