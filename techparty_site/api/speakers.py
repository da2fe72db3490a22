"""Speakers as JSON."""

from typing import Any

from django.db.models import Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from events.models import TalkSpeaker
from speakers.models import Speaker, SpeakerAlias
from techparty_site.api import filters
from techparty_site.api.links import Links, moment
from techparty_site.api.parameters import Parameter, Rows
from techparty_site.api.resource import Resource
from techparty_site.api.schemas import ID, MOMENT, TEXT, URI, many, maybe, record, ref, told
from techparty_site.api.texts import Texts
from techparty_site.lib.publishing import published
from techparty_site.lib.text import key_of

GIVEN = record(
    id=ID,
    title=maybe(TEXT),
    url=URI,
    api=URI,
    affiliation=told(maybe(TEXT), _("The company at the time.")),
    event=ref("EventLink"),
)
SCHEMA = record(
    id=ID,
    url=URI,
    api=URI,
    updated=told(MOMENT, _("When it last changed or appeared.")),
    name=TEXT,
    aliases=told(many(TEXT), _("Other names of the same person.")),
    bio=maybe(ref("Text")),
    website=maybe(URI),
    talks=told(many(GIVEN), _("From the first one on.")),
)


def rows() -> QuerySet[Any, Any]:
    public = TalkSpeaker.objects.filter(published("talk__event"))
    event = "talk__event"
    moments = Greatest("talk__updated_at", f"{event}__updated_at", f"{event}__published_at")
    own = public.filter(speaker=OuterRef("pk")).order_by().values("speaker")
    last = own.annotate(last=Max(moments)).values("last")
    changed = Greatest("updated_at", Subquery(last))
    long = ("summary", "summary_html", "event__description", "event__description_html")
    given = public.select_related("talk__event__city").defer(*(f"talk__{name}" for name in long))
    found = Speaker.objects.published().annotate(changed=changed).order_by("pk")
    return found.prefetch_related(
        "aliases", Prefetch("credits", given.order_by("talk__event__date", "talk_id"))
    )


def write(speakers: list[Speaker], links: Links) -> list[dict[str, Any]]:
    texts = Texts((text for row in speakers for text in (row.bio, row.bio_html)), links.root)
    return [write_one(speaker, links, texts) for speaker in speakers]


def write_one(speaker: Any, links: Links, texts: Texts) -> dict[str, Any]:
    return {
        "id": speaker.pk,
        "url": links.page(speaker),
        "api": links.named("api_speaker", speaker.pk),
        "updated": moment(speaker.changed),
        "name": speaker.name,
        "aliases": [alias.name for alias in speaker.aliases.all()],
        "bio": texts.text(speaker.bio, speaker.bio_html),
        "website": speaker.website or None,
        "talks": [given_talk(credit, links) for credit in speaker.credits.all()],
    }


def given_talk(credit: TalkSpeaker, links: Links) -> dict[str, Any]:
    return {
        **links.talk(credit.talk),
        "affiliation": credit.affiliation or None,
        "event": links.event(credit.talk.event),
    }


def named_like(rows: Rows, name: str) -> Rows:
    """Folded: case and width make no difference, nor which of the person's names it is."""
    key = key_of(name)
    aliases = SpeakerAlias.objects.filter(name_key__contains=key).values("speaker")
    return rows.filter(Q(name_key__contains=key) | Q(pk__in=aliases))


SPEAKERS = Resource(
    name="speakers",
    one="speaker",
    model="Speaker",
    title=_("Speakers"),
    about=_("One row a person through the years, with their talks."),
    schema=SCHEMA,
    example="name=a",
    filters=(Parameter("name", filters.NAME, _("Part of a name or of an alias."), named_like),),
    rows=rows,
    single=rows,
    write=write,
)
