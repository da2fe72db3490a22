"""The words and the picture of each kind of page; posts add theirs in posts/sharing.py."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, F, IntegerField, Q, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Attachment, City, Community, Event, Rendition, SlidePage, Tag, Talk
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


def of_photo(photo: Attachment) -> Words:
    """Its place is an event's, or a talk's: a library's has no page."""
    event = photo.talk.event if photo.talk else photo.event
    sizes = photo.renditions.filter(format="webp").order_by("-width")
    return Words(
        title=photo.caption or photo.alt or str(event or photo),
        lines=(event.title, held(event)) if event else (),
        picture=sizes.values_list("file", flat=True).first() or "",
        **stamped(event.city if event else None),
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


def photo_key(events: Iterable[Event], cover: int | None = None) -> str:
    """The largest size of the first cover there is, else of the events' first photo. One query.

    `cover` is the key of a post's own. No photo of another event: that one may be a draft.
    """
    events = list(events)
    covers = [key for key in [cover, *(event.cover_id for event in events)] if key]
    mine = Q(event__in=events) | Q(talk__event__in=events)
    library = Q(event__isnull=True, talk__isnull=True, pk__in=covers)
    photos = Attachment.objects.shown().filter(mine | library, kind=Attachment.Kind.PHOTO)
    ranks = [When(attachment=key, then=rank) for rank, key in enumerate(covers)]
    # Without any, PostgreSQL would take the bare default for the number of a column.
    rank = [Case(*ranks, default=len(covers), output_field=IntegerField())] if ranks else []
    sizes = Rendition.objects.filter(attachment__in=photos, format="webp").order_by(
        *rank,
        F("attachment__talk").asc(nulls_first=True),
        "attachment__position",
        "attachment_id",
        "-width",
    )
    return sizes.values_list("file", flat=True).first() or ""


def published_slide(key: str) -> SlidePage | None:
    attachment, number = map(int, key.split("."))
    rows = SlidePage.objects.filter(attachment__in=Attachment.objects.published())
    rows = rows.exclude(thumbnail="").defer("words", "text")
    rows = rows.select_related("attachment__talk__event__city", "attachment__event__city")
    return rows.filter(attachment=attachment, number=number).first()


def published_photo(key: str) -> Attachment | None:
    rows = Attachment.objects.published().filter(kind=Attachment.Kind.PHOTO).defer("text")
    return rows.select_related("talk__event__city", "event__city").filter(pk=int(key)).first()


def published_talk(key: str) -> Talk | None:
    rows = Talk.objects.published().select_related("event__city")
    return rows.with_credits().filter(pk=int(key)).first()


def published_event(key: str) -> Event | None:
    rows = Event.objects.published().select_related("city")
    return rows.filter(pk=int(key)).first()


def published_speaker(key: str) -> Speaker | None:
    return Speaker.objects.published().filter(pk=int(key)).first()


register(Talk, Kind("talk", published_talk, of_talk))
register(Attachment, Kind("photo", published_photo, of_photo))
register(Event, Kind("event", published_event, of_event))
register(
    SlidePage,
    Kind("slide", published_slide, of_slide, lambda page: f"{page.attachment_id}.{page.number}"),
)
register(Speaker, Kind("speaker", published_speaker, of_speaker))
register(City, Kind("city", lambda key: City.objects.filter(pk=int(key)).first(), of_city))
register(Tag, Kind("tag", lambda key: Tag.objects.in_use().filter(pk=int(key)).first(), of_tag))
register(Community, Kind("site", lambda _key: Community.current(), of_site))
