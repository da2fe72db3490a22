"""Events, talks and people in the words of schema.org.

Everything of what the page has loaded; tags are one query, which the page need not ask again.
"""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.db.models import prefetch_related_objects
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from events.linked_media import document, moment, picture, recordings
from events.materials import Materials, is_row
from events.models import Attachment, Community, Event, SlidePage, Talk, TalkSpeaker
from events.photos import Photo
from events.programme import TalkBlock
from events.sharing.cards import card_of
from speakers.models import Speaker
from techparty_site.lib import markup
from techparty_site.lib.languages import CONTENT, language_of, without_prefix
from techparty_site.lib.linked_data import Addresses, Node, told

SCHEMA = "https://schema.org"
PICTURES = 3  # a search result shows one or two
LISTED = {Attachment.Kind.SLIDES, Attachment.Kind.TRANSCRIPT, Attachment.Kind.CODE}


def home_path() -> str:
    return without_prefix(reverse("home"))


def organization(community: Community, addresses: Addresses) -> Node:
    """A mention; the home page tells the rest."""
    home = home_path()
    return {
        "@type": "Organization",
        "@id": addresses.name(home, "community"),
        "name": community.name,
        "url": addresses(home),
    }


def whole_organization(community: Community, mark: Photo | None, addresses: Addresses) -> Node:
    logo = mark.large.url if mark else static("mark.svg")
    return organization(community, addresses) | told(
        {
            "alternateName": [name for name in community.names if name != community.name],
            "slogan": community.tagline,
            "description": community.about,
            "foundingDate": f"{community.since}-01-01" if community.since else None,
            "logo": addresses(logo),
        }
    )


def person(speaker: Speaker, addresses: Addresses) -> Node:
    path = speaker.get_absolute_url()
    return {
        "@type": "Person",
        "@id": addresses.name(path, "speaker"),
        "name": speaker.name,
        "url": addresses(path),
    }


def whole_person(
    speaker: Speaker, *, aliases: Iterable[Any], topics: Iterable[Any], addresses: Addresses
) -> Node:
    return person(speaker, addresses) | told(
        {
            "alternateName": [alias.name for alias in aliases],
            "description": markup.excerpt(speaker.bio_html),
            "sameAs": speaker.website if speaker.website.isascii() else None,
            "knowsAbout": [tag.name for tag in topics],
        }
    )


def people(named: Iterable[TalkSpeaker], addresses: Addresses) -> list[Node]:
    speakers = dict.fromkeys(credit.speaker for credit in named)
    return [person(speaker, addresses) for speaker in speakers]


def place(event: Event) -> Node:
    """The city stands for a place that is not known."""
    address = told(
        {
            "@type": "PostalAddress",
            "streetAddress": event.address,
            "addressLocality": event.city.name,
        }
    )
    return {"@type": "Place", "name": event.venue or event.city.name, "address": address}


def hour(day: date | None, clock: time | None) -> str:
    """With its zone where an hour is known, else the day alone."""
    if day is None:
        return ""
    if clock is None:
        return day.isoformat()
    local = datetime.combine(day, clock, timezone.get_default_timezone())
    return local.isoformat(timespec="seconds")


def event_node(event: Event, addresses: Addresses) -> Node:
    """What every mention of it tells, so that no search engine misses a part."""
    path = event.get_absolute_url()
    ends = hour(event.date, event.ends_at) if event.ends_at else ""
    return told(
        {
            "@type": "Event",
            "@id": addresses.name(path, "event"),
            "name": event.title,
            "url": addresses(path),
            "startDate": hour(event.date, event.starts_at),
            "endDate": ends,
            "eventStatus": f"{SCHEMA}/EventScheduled",
            "eventAttendanceMode": f"{SCHEMA}/OfflineEventAttendanceMode",
            "location": place(event),
        }
    )


def whole_event(
    event: Event,
    blocks: list[TalkBlock],
    *,
    photos: Iterable[Photo],
    community: Community,
    addresses: Addresses,
) -> Node:
    prefetch_related_objects([event], "tags")
    named = [credit for block in blocks for credit in block.credits]
    return event_node(event, addresses) | told(
        {
            "description": markup.excerpt(event.description_html),
            "organizer": organization(community, addresses),
            "performer": people(named, addresses),
            "workFeatured": [talk_mention(block.talk, addresses) for block in blocks],
            "image": [picture(photo, addresses) for photo in list(photos)[:PICTURES]],
            "offers": sign_up(event, addresses) if event.is_upcoming else None,
            "keywords": names_of_tags(event),
            "inLanguage": CONTENT,
        }
    )


def sign_up(event: Event, addresses: Addresses) -> Node:
    """Without a price: the fee is written in words."""
    if not event.signup_url.isascii():
        return {}
    return told({"@type": "Offer", "url": event.signup_url}) if event.signup_url else {}


def names_of_tags(thing: Event | Talk) -> list[str]:
    return [tag.name for tag in thing.tags.all()]


def talk_mention(talk: Talk, addresses: Addresses) -> Node:
    path = talk.get_absolute_url()
    return {
        "@type": "CreativeWork",
        "@id": addresses.name(path, "talk"),
        "name": str(talk),
        "url": addresses(path),
    }


def whole_talk(
    talk: Talk,
    materials: Materials,
    *,
    first_page: SlidePage | None,
    community: Community,
    addresses: Addresses,
) -> Node:
    """A document where there are slides; a recording is of the talk, not the talk itself."""
    prefetch_related_objects([talk], "tags")
    event = talk.event
    kind = "PresentationDigitalDocument" if materials.has_slides else "CreativeWork"
    return talk_mention(talk, addresses) | told(
        {
            "@type": kind,
            "description": markup.excerpt(talk.summary_html),
            "author": people(talk.credits.all(), addresses),
            "publisher": organization(community, addresses),
            "subjectOf": event_node(event, addresses),
            "dateCreated": event.date and event.date.isoformat(),
            "datePublished": moment(event.published_at) if event.published_at else None,
            "dateModified": moment(last_change(talk, materials)),
            **what_is_left(talk, materials, first_page, community, addresses),
            "keywords": names_of_tags(talk),
            "inLanguage": language_of(f"{talk.title} {talk.summary}"),
            "isAccessibleForFree": True,
        }
    )


def what_is_left(
    talk: Talk,
    materials: Materials,
    first_page: SlidePage | None,
    community: Community,
    addresses: Addresses,
) -> Node:
    """A slide is the talk's picture, else its photos, else the card that is drawn of its words."""
    photos = [picture(photo, addresses) for photo in materials.photos[:PICTURES]]
    thumbnail = share_picture(first_page, addresses)
    if not thumbnail and talk.event.is_published:
        thumbnail = addresses(card_of(talk, community).path(square=False))
    files = [one for one in materials.everything if one.kind in LISTED and is_row(one)]
    videos, sounds = recordings(
        materials.players, name=str(talk), thumbnail=thumbnail, addresses=addresses
    )
    return {
        "thumbnailUrl": thumbnail,
        "image": photos if photos and not first_page else thumbnail,
        "video": videos,
        "audio": sounds,
        "encoding": list(filter(None, (document(one, addresses) for one in files))),
    }


def last_change(talk: Talk, materials: Materials) -> datetime:
    return max([talk.updated_at, *(one.updated_at for one in materials.everything)])


def share_picture(page: SlidePage | None, addresses: Addresses) -> str | None:
    """The page as a JPEG, which programs take; None for one without a picture."""
    if page is None or not page.thumbnail:
        return None
    return addresses(reverse("slide_share", args=[page.attachment.uuid, page.number]))
