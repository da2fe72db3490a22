"""Files by their names and descriptions; a photo counts where somebody described it."""

from collections.abc import Iterable, Iterator

from django.urls import reverse

from events.materials import is_row
from events.models import Attachment, Talk
from search.models import Kind
from search.places import Place, listed
from search.sources.facts import Told


def file_places(one: Told) -> Iterator[Place]:
    talks = {talk.pk: talk for talk in one.talks}
    for file in one.files:
        yield file_place(one, file, talks.get(file.talk_id or 0))


def file_place(one: Told, file: Attachment, talk: Talk | None) -> Place:
    owner = talk or one.event
    people = listed(credit.speaker.name for credit in talk.credits.all()) if talk else ""
    # A picture's own name is no visitor's business: cameras number them, people name people.
    name = file.original_name if is_row(file) else ""
    return Place(
        kind=Kind.FILE,
        object_id=file.pk,
        unit=one.unit,
        address=address_of(one, file, owner.get_absolute_url()),
        title=file.title or name or file.caption or file.alt,
        lead=listed([name, file.caption, file.alt, file.credit]),
        people=listed([owner.title, people]),
        around=listed([owner.title, people, one.event.title, one.event.city.name]),
        day=one.event.date,
        city=one.event.city_id,
        is_public=one.event.is_published and not file.hidden and is_shown(file),
        facts=one.talk_facts(talk) if talk else one.facts(),
    )


def address_of(one: Told, file: Attachment, owner: str) -> str:
    if file.kind == Attachment.Kind.PHOTO:
        return reverse("photo", args=[one.event.slug, file.pk])
    return owner


def is_shown(file: Attachment) -> bool:
    """Whether its words are read on some page: of a picture they are its caption."""
    return is_row(file) or bool(file.caption or file.alt or file.title)


def library_places(keys: Iterable[int]) -> Iterator[Place]:
    """Pictures of no event: they are found at the desk only."""
    rows = Attachment.objects.filter(pk__in=list(keys), event=None, talk=None).defer("text")
    for file in rows:
        yield Place(
            kind=Kind.FILE,
            object_id=file.pk,
            unit=f"file:{file.pk}",
            address=file.get_absolute_url()[:1000],
            title=file.title or file.original_name,
            lead=listed([file.original_name, file.caption, file.alt, file.credit]),
        )
