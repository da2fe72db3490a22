"""Events as JSON."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from events.models import Attachment, Event, Talk
from events.models.event import EventTag
from posts.models import Post
from techparty_site.api import filters
from techparty_site.api.links import Links, moment, moment_of
from techparty_site.api.resource import Resource
from techparty_site.api.schemas import (
    COUNT,
    DAY,
    ID,
    MOMENT,
    TEXT,
    URI,
    UUID,
    many,
    maybe,
    record,
    ref,
    told,
)
from techparty_site.api.texts import Texts

SCHEMA = record(
    id=ID,
    url=URI,
    api=URI,
    updated=told(MOMENT, _("When it last changed or appeared.")),
    title=TEXT,
    city=ref("City"),
    date=maybe(DAY),
    starts_at=maybe(MOMENT),
    ends_at=maybe(MOMENT),
    venue=maybe(TEXT),
    address=maybe(TEXT),
    signup_url=maybe(URI),
    fee=maybe(TEXT),
    head_count=maybe(COUNT),
    sponsors=maybe(TEXT),
    description=maybe(ref("Text")),
    talks=told(many(ref("TalkLink")), _("In the order of the evening.")),
    tags=many(ref("Tag")),
    attachments=told(many(UUID), _("Ids of what belongs to the whole event.")),
    posts=told(many(ref("PostLink")), _("As they came out.")),
)


def rows() -> QuerySet[Any, Any]:
    files = Attachment.objects.published().only("uuid", "event")
    found = Event.objects.published().select_related("city").order_by("pk")
    return found.annotate(changed=Greatest("updated_at", "published_at")).prefetch_related(
        Prefetch("talks", Talk.objects.only("title", "slug", "event").order_by("position", "pk")),
        Prefetch("tag_items", EventTag.objects.select_related("tag")),
        Prefetch("attachments", files.order_by("position", "pk")),
        Prefetch("posts", Post.objects.published().defer("body", "body_html").oldest_first()),
    )


def write(events: list[Event], links: Links) -> list[dict[str, Any]]:
    wrote = (text for event in events for text in (event.description, event.description_html))
    texts = Texts(wrote, links.root)
    return [write_one(event, links, texts) for event in events]


def write_one(event: Any, links: Links, texts: Texts) -> dict[str, Any]:
    return {
        "id": event.pk,
        "url": links.page(event),
        "api": links.named("api_event", event.pk),
        "updated": moment(event.changed),
        "title": event.title,
        "city": links.city(event.city),
        "date": event.date,
        "starts_at": moment_of(event.date, event.starts_at),
        "ends_at": moment_of(event.date, event.ends_at),
        "venue": event.venue or None,
        "address": event.address or None,
        "signup_url": event.signup_url or None,
        "fee": event.fee or None,
        "head_count": event.head_count,
        "sponsors": event.sponsors or None,
        "description": texts.text(event.description, event.description_html),
        "talks": [links.talk(talk) for talk in event.talks.all()],
        "tags": links.tags(event.tag_items.all()),
        "attachments": [str(attachment.uuid) for attachment in event.attachments.all()],
        "posts": [links.post(post) for post in event.posts.all()],
    }


EVENTS = Resource(
    name="events",
    one="event",
    model="Event",
    title=_("Events"),
    about=_("Evenings in a city, held or still to come."),
    schema=SCHEMA,
    example="year=2012",
    filters=(
        filters.city(lambda rows, city: rows.filter(city=city)),
        filters.year("date__year", _("The year of the evening.")),
        filters.TAG,
    ),
    rows=rows,
    single=rows,
    write=write,
)
