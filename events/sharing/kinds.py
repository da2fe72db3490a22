"""The words and the picture of each kind of page; posts add theirs in posts/sharing.py."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Attachment, City, Community, Event, Rendition, SlidePage, Tag, Talk
from events.photos import cover_photo
from events.sharing.cards import Kind, Words, register, stamped
from events.templatetags.facts import day, hours, listed, weekday
from speakers.models import Speaker

SPEAKERS = 3  # named on a picture
TOLD_TALKS = 2  # of a speaker
BLANK = "\u3000"  # between facts


def of_talk(talk: Talk) -> Words:
    pages = SlidePage.objects.exclude(thumbnail="").filter(attachment__in=shown_slides(talk))
    page = pages.order_by("attachment__position", "attachment_id", "number").first()
    return Words(
        title=str(talk),
        lines=(credited(talk), held(talk.event)),
        picture=image_key(page) if page else photo_key([talk.event]),
        is_page=page is not None,
        **stamped(talk.event.city),
    )


def of_slide(page: SlidePage) -> Words:
    """Its deck hangs on a talk or on an event; a library's has no page of its own."""
    talk, event = page.attachment.talk, page.attachment.event
    owner = talk or event
    place = talk.event if talk else event
    return Words(
        title=page.title or str(owner or page.attachment),
        lines=(
            str(owner) if owner and page.title else "",
            " ".join(filter(None, [credited(talk) if talk else "", held(place) if place else ""])),
        ),
        note=_("Page %(number)s") % {"number": page.number},
        picture=image_key(page),
        is_page=True,
        **stamped(place.city if place else None),
    )


def of_event(event: Event) -> Words:
    return Words(
        title=event.title,
        lines=(event.venue, held(event)),
        picture=photo_key([event]),
        **stamped(event.city),
    )


def of_speaker(speaker: Speaker) -> Words:
    talks = Talk.objects.published().filter(speakers=speaker).exclude(title="").newest_first()
    return Words(
        title=speaker.name,
        lines=tuple(talks.values_list("title", flat=True)[:TOLD_TALKS]),
        stamp=speaker.initial,
        colour=City.Color.GLAZE,
        is_round=True,
    )


def of_city(city: City) -> Words:
    count = Event.objects.published().filter(city=city).count()
    return Words(city.name, (counted_events(count),), is_place=True, **stamped(city))


def of_tag(tag: Any) -> Words:
    """`tag` carries the counts of `Tag.objects.in_use()`."""
    talks = ngettext("%(count)s talk", "%(count)s talks", tag.talk_count)
    told = talks % {"count": tag.talk_count} if tag.talk_count else ""
    events = counted_events(tag.event_count) if tag.event_count else ""
    return Words(tag.name, (BLANK.join(filter(None, [told, events])),))


def of_site(community: Community) -> Words:
    since = _("Since %(year)s") % {"year": community.since} if community.since else ""
    return Words(community.name, (community.tagline, since))


def held(event: Event) -> str:
    """Where and when; the hour too as long as somebody may still come."""
    facts = [event.city.name, day(event.date, "year") if event.date else ""]
    if event.date and event.is_upcoming:
        facts += [f"{weekday(event.date)} {hours(event)}"]
    return BLANK.join(fact.strip() for fact in facts if fact.strip())


def credited(talk: Talk) -> str:
    return listed((credit.speaker for credit in talk.credits.all()), SPEAKERS)


def counted_events(count: int) -> str:
    return ngettext("%(count)s event", "%(count)s events", count) % {"count": count}


def image_key(page: SlidePage) -> str:
    return str(page.image or page.thumbnail or "")


def shown_slides(talk: Talk) -> Any:
    return Attachment.objects.shown().filter(talk=talk, kind=Attachment.Kind.SLIDES)


def photo_key(events: Iterable[Event], covers: Iterable[Attachment | None] = ()) -> str:
    """The largest size of the first cover there is, else of the first photo of the events."""
    events = list(events)
    for cover in [*covers, *(event.cover for event in events)]:
        if photo := cover_photo(cover, events):
            return str(photo.large.file)
    photos = Attachment.objects.shown().of_events(events).filter(kind=Attachment.Kind.PHOTO)
    sizes = Rendition.objects.filter(attachment__in=photos, format="webp")
    own_first = F("attachment__talk").asc(nulls_first=True)
    sizes = sizes.order_by(own_first, "attachment__position", "attachment_id", "-width")
    first = sizes.values_list("file", flat=True).first()
    return first or ""


def published_slide(key: str) -> SlidePage | None:
    attachment, number = map(int, key.split("."))
    rows = SlidePage.objects.filter(attachment__in=Attachment.objects.published())
    rows = rows.exclude(thumbnail="").defer("words", "text")
    rows = rows.select_related("attachment__talk__event__city", "attachment__event__city")
    return rows.filter(attachment=attachment, number=number).first()


def published_talk(key: str) -> Talk | None:
    rows = Talk.objects.published().select_related("event__city", "event__cover__talk")
    return rows.with_credits().filter(pk=int(key)).first()


def published_event(key: str) -> Event | None:
    rows = Event.objects.published().select_related("city", "cover__talk")
    return rows.filter(pk=int(key)).first()


def published_speaker(key: str) -> Speaker | None:
    return Speaker.objects.published().filter(pk=int(key)).first()


register(Talk, Kind("talk", published_talk, of_talk))
register(Event, Kind("event", published_event, of_event))
register(
    SlidePage,
    Kind("slide", published_slide, of_slide, lambda page: f"{page.attachment_id}.{page.number}"),
)
register(Speaker, Kind("speaker", published_speaker, of_speaker))
register(City, Kind("city", lambda key: City.objects.filter(pk=int(key)).first(), of_city))
register(Tag, Kind("tag", lambda key: Tag.objects.in_use().filter(pk=int(key)).first(), of_tag))
register(Community, Kind("site", lambda _key: Community.current(), of_site))
