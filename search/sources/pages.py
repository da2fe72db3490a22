"""The pages of decks, each with the address that the reader opens it by."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from events.models import Attachment, Event, SlidePage, Talk
from events.reading import Volume, as_volume
from search.models import Kind
from search.places import Place
from search.sources.facts import Told

type Pages = dict[int, list[SlidePage]]  # by deck, in order


def page_places(found: list[Told]) -> Iterator[Place]:
    decks = [file for one in found for file in one.files if file.kind == Attachment.Kind.SLIDES]
    pages: Pages = defaultdict(list)
    rows = SlidePage.objects.filter(attachment__in=[deck.pk for deck in decks]).defer("words")
    for page in rows.order_by("attachment_id", "number"):
        pages[page.attachment_id].append(page)
    for one in found:
        for talk in (None, *one.talks):
            yield from pages_of(one, talk, pages)


def pages_of(one: Told, talk: Talk | None, pages: Pages) -> Iterator[Place]:
    key = talk.pk if talk else None
    decks = [file for file in one.files if file.talk_id == key and pages[file.pk]]
    decks.sort(key=lambda deck: comes(deck, pages[deck.pk]))
    inside = one.place_inside(talk)
    for index, deck in enumerate(decks):
        volume = volume_of(talk or one.event, deck, pages[deck.pk], comes_first=not index)
        for page in pages[deck.pk]:
            yield replace(
                inside,
                kind=Kind.PAGE,
                object_id=deck.pk,
                number=page.number,
                heading=page.title,
                text=page.text if page.title in page.text else f"{page.title}\n{page.text}",
                is_public=inside.is_public and not deck.hidden,
                address=volume.page_url(page.number),
            )


def comes(deck: Attachment, leaves: list[SlidePage]) -> tuple[bool, bool, int, int]:
    """In the order of the reader, which takes the first for its own; hidden ones behind."""
    return deck.hidden, not has_pictures(leaves), deck.position, deck.pk


def volume_of(
    owner: Talk | Event, deck: Attachment, leaves: list[SlidePage], *, comes_first: bool
) -> Volume:
    facts = {
        "first": leaves[0].number,
        "last": leaves[-1].number,
        "has_pictures": has_pictures(leaves),
    }
    deck.__dict__.update(facts)  # as the reader's own query tells them
    return as_volume(owner, deck, comes_first=comes_first)


def has_pictures(leaves: list[SlidePage]) -> bool:
    return any(page.image for page in leaves)
