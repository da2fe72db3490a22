"""Talks as JSON."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from events.models import Attachment, Talk, TalkSpeaker
from events.models.talk import TalkTag
from techparty_site.api import filters
from techparty_site.api.links import Links, moment
from techparty_site.api.parameters import Parameter, Rows
from techparty_site.api.resource import Resource
from techparty_site.api.schemas import (
    COUNT,
    ID,
    MOMENT,
    TEXT,
    URI,
    UUID,
    many,
    maybe,
    one_of,
    record,
    ref,
    told,
)
from techparty_site.api.texts import Texts

Kind = Attachment.Kind
ASKED = [kind.value for kind in (Kind.SLIDES, Kind.TRANSCRIPT, Kind.AUDIO, Kind.VIDEO)]
CREDIT = record(
    id=ID,
    name=TEXT,
    affiliation=told(maybe(TEXT), _("The company at the time.")),
    url=URI,
    api=URI,
)
FILE = record(
    id=UUID,
    kind=one_of(Kind.values),
    whole_event=told({"type": "boolean"}, _("Whether one file serves all talks of the event.")),
    api=URI,
)
SCHEMA = record(
    id=ID,
    url=URI,
    api=URI,
    updated=told(MOMENT, _("When it last changed or appeared.")),
    event=ref("EventLink"),
    position=told(COUNT, _("Its place in the evening.")),
    title=maybe(TEXT),
    speakers=many(CREDIT),
    summary=maybe(ref("Text")),
    tags=many(ref("Tag")),
    attachments=many(FILE),
    slide_pages=told(maybe(COUNT), _("How many pages its slides have.")),
)


def rows() -> QuerySet[Any, Any]:
    found = Talk.objects.published().select_related("event__city").order_by("pk")
    # A talk appears with its event, and is told with the event's title, day and city.
    changed = Greatest("updated_at", "event__updated_at", "event__published_at")
    files = Attachment.objects.published().order_by("position", "pk")
    files = files.only("uuid", "kind", "page_count", "talk", "event")
    return found.annotate(changed=changed).prefetch_related(
        Prefetch("credits", TalkSpeaker.objects.select_related("speaker")),
        Prefetch("tag_items", TalkTag.objects.select_related("tag")),
        Prefetch("attachments", files),
        Prefetch("event__attachments", files),
    )


def write(talks: list[Talk], links: Links) -> list[dict[str, Any]]:
    wrote = (text for talk in talks for text in (talk.summary, talk.summary_html))
    texts = Texts(wrote, links.root)
    return [write_one(talk, links, texts) for talk in talks]


def write_one(talk: Any, links: Links, texts: Texts) -> dict[str, Any]:
    files = [*talk.attachments.all(), *talk.event.attachments.all()]
    return {
        "id": talk.pk,
        "url": links.page(talk),
        "api": links.named("api_talk", talk.pk),
        "updated": moment(talk.changed),
        "event": links.event(talk.event),
        "position": talk.position,
        "title": talk.title or None,
        "speakers": [credit(given, links) for given in talk.credits.all()],
        "summary": texts.text(talk.summary, talk.summary_html),
        "tags": links.tags(talk.tag_items.all()),
        "attachments": [file_of(attachment, links) for attachment in files],
        "slide_pages": slide_pages(files),
    }


def credit(given: TalkSpeaker, links: Links) -> dict[str, Any]:
    return {
        "id": given.speaker_id,
        "name": given.speaker.name,
        "affiliation": given.affiliation or None,
        "url": links.page(given.speaker),
        "api": links.named("api_speaker", given.speaker_id),
    }


def file_of(attachment: Attachment, links: Links) -> dict[str, Any]:
    return {
        "id": str(attachment.uuid),
        "kind": attachment.kind,
        "whole_event": attachment.talk_id is None,
        "api": links.named("api_attachment", attachment.uuid),
    }


def slide_pages(files: Iterable[Attachment]) -> int | None:
    """Of the first deck whose pages were counted."""
    decks = (file.page_count for file in files if file.kind == Kind.SLIDES)
    return next((count for count in decks if count), None)


def with_kind(rows: Rows, kind: str) -> Rows:
    theirs = Q(talk=OuterRef("pk")) | Q(event=OuterRef("event"))
    return rows.filter(Exists(Attachment.objects.shown().filter(theirs, kind=kind)))


TALKS = Resource(
    name="talks",
    one="talk",
    model="Talk",
    title=_("Talks"),
    about=_("Each talk of an event, with who gave it and what is left of it."),
    schema=SCHEMA,
    example="has=slides",
    filters=(
        filters.id_of("event", lambda rows, pk: rows.filter(event=pk), _("An event by its id.")),
        filters.city(lambda rows, city: rows.filter(event__city=city)),
        filters.year("event__date__year", _("The year of the evening.")),
        filters.TAG,
        filters.id_of(
            "speaker",
            lambda rows, pk: rows.filter(
                pk__in=TalkSpeaker.objects.filter(speaker=pk).values("talk")
            ),
            _("A speaker by their id."),
        ),
        Parameter("has", one_of(ASKED), _("Only talks of which there is such a file."), with_kind),
    ),
    rows=rows,
    single=rows,
    write=write,
)
