"""Files and outside links as JSON. Of a photo there are its sizes, never the original."""

from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from events.linked_media import LICENSES
from events.materials import is_picture
from events.models import Attachment, Talk
from techparty_site.api import filters
from techparty_site.api.links import Links, moment
from techparty_site.api.parameters import Rows
from techparty_site.api.resource import Resource
from techparty_site.api.schemas import (
    COUNT,
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

SIZE = record(url=URI, width=COUNT, height=COUNT, type=TEXT)
PRIVATE = _("Null for photos: their originals stay inside.")
SCHEMA = record(
    id=UUID,
    url=told(maybe(URI), _("The page of its talk or event.")),
    api=URI,
    updated=told(MOMENT, _("When it last changed or appeared.")),
    kind=one_of(Attachment.Kind.values),
    title=maybe(TEXT),
    name=told(maybe(TEXT), PRIVATE),
    type=told(maybe(TEXT), _("The media type, as found in the file.")),
    size=told(maybe(COUNT), _("Bytes.")),
    sha256=told(maybe({**TEXT, "pattern": "^[0-9a-f]{64}$"}), PRIVATE),
    pages=maybe(COUNT),
    duration=told(maybe(COUNT), _("Seconds.")),
    alt=maybe(TEXT),
    caption=maybe(TEXT),
    credit=maybe(TEXT),
    permission=one_of(Attachment.Permission.values),
    licence=maybe(URI),
    download=told(maybe(URI), PRIVATE),
    outside_url=told(maybe(URI), _("Where it is, or from where our copy was rescued.")),
    renditions=told(many(SIZE), _("Of a photo, its sizes.")),
    event=maybe(ref("EventLink")),
    talk=told(maybe(ref("TalkLink")), _("Null for what belongs to the whole event.")),
)


def visible() -> QuerySet[Any, Any]:
    """Also pictures of the library: whoever has their address has seen it on a page."""
    owner = "updated_at"
    changed = Greatest(
        "updated_at",
        Coalesce("talk__event__updated_at", "event__updated_at", owner),
        Coalesce("talk__event__published_at", "event__published_at", owner),
    )
    found = Attachment.objects.published().annotate(changed=changed).defer("text")
    found = found.select_related("talk__event__city", "event__city")
    return found.prefetch_related("renditions").order_by("pk")


def rows() -> QuerySet[Any, Any]:
    """Without the library, where a picture may lie that waits for a draft."""
    return visible().filter(Q(talk__isnull=False) | Q(event__isnull=False))


def write(attachments: list[Attachment], links: Links) -> list[dict[str, Any]]:
    return [write_one(attachment, links) for attachment in attachments]


def write_one(attachment: Any, links: Links) -> dict[str, Any]:
    talk = attachment.talk
    event = talk.event if talk else attachment.event
    owner = talk or event
    return {
        "id": str(attachment.uuid),
        "url": links.page(owner) if owner else None,
        "api": links.named("api_attachment", attachment.uuid),
        "updated": moment(attachment.changed),
        "kind": attachment.kind,
        "title": attachment.title or None,
        **original(attachment, links),
        "pages": attachment.page_count,
        "duration": attachment.duration,
        "alt": attachment.alt or None,
        "caption": attachment.caption or None,
        "credit": attachment.credit or None,
        "permission": attachment.permission,
        "licence": LICENSES.get(attachment.permission),
        "outside_url": attachment.url or None,
        "renditions": [size_of(size, links) for size in attachment.renditions.all()],
        "event": links.event(event) if event else None,
        "talk": links.talk(talk) if talk else None,
    }


def original(attachment: Attachment, links: Links) -> dict[str, Any]:
    """A photo's tells where it was taken, and by whom."""
    shown = bool(attachment.file) and not is_picture(attachment)
    return {
        "name": (attachment.original_name or None) if shown else None,
        "type": attachment.content_type or None,
        "size": attachment.size if shown else None,
        "sha256": (attachment.sha256 or None) if shown else None,
        "download": links.root + attachment.file_url if shown else None,
    }


def size_of(size: Any, links: Links) -> dict[str, Any]:
    return {
        "url": links.root + size.url,
        "width": size.width,
        "height": size.height,
        "type": f"image/{size.format}",
    }


def of_event(rows: Rows, pk: int) -> Rows:
    return rows.filter(Q(event=pk) | Q(talk__event=pk))


def of_talk(rows: Rows, pk: int) -> Rows:
    event = Talk.objects.filter(pk=pk).order_by().values("event")
    return rows.filter(Q(talk=pk) | Q(event__in=event))


ATTACHMENTS = Resource(
    name="attachments",
    one="attachment",
    model="Attachment",
    title=_("Attachments"),
    about=_("Slides, transcripts, recordings, photos: files kept here and links elsewhere."),
    schema=SCHEMA,
    example="kind=slides",
    filters=(
        filters.id_of("event", of_event, _("An event by its id, its talks included.")),
        filters.id_of("talk", of_talk, _("A talk by its id, with what serves its whole event.")),
        filters.kind(Attachment.Kind.values, _("What kind of file.")),
    ),
    rows=rows,
    single=visible,
    write=write,
    key="uuid",
)
