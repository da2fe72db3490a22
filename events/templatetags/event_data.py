"""JSON-LD of the pages of events, talks, people and photos, of what their views give them."""

from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from events.embedding import discovery
from events.linked_data import whole_event, whole_person, whole_talk
from events.linked_media import picture
from events.reading import Reading
from techparty_site.lib.linked_data import Addresses, script

register = template.Library()


def addresses_of(context: Context) -> Addresses:
    return Addresses(context["request"].build_absolute_uri)


@register.simple_tag(takes_context=True)
def event_data(context: Context) -> SafeString:
    cover = context["cover"]
    photos = [*([cover] if cover else []), *context["photos"]]
    node = whole_event(
        context["event"],
        context["blocks"],
        photos=photos,
        community=context["community"],
        addresses=addresses_of(context),
    )
    return script([node])


@register.simple_tag(takes_context=True)
def talk_data(context: Context) -> SafeString:
    reading: Reading | None = context["reading"]
    addresses = addresses_of(context)
    node = whole_talk(
        context["talk"],
        context["materials"],
        first_page=reading.page if reading else None,
        community=context["community"],
        addresses=addresses,
    )
    links = discovery(context["talk"], addresses) if context["event"].is_published else ""
    return format_html("{}{}", script([node]), links)


@register.simple_tag(takes_context=True)
def speaker_data(context: Context) -> SafeString:
    node = whole_person(
        context["speaker"],
        aliases=context["aliases"],
        topics=context["tags"],
        addresses=addresses_of(context),
    )
    return script([node])


@register.simple_tag(takes_context=True)
def photo_data(context: Context) -> SafeString:
    photo: Any = context["photo"]
    return script([picture(photo, addresses_of(context))])
