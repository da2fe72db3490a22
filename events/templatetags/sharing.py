"""What a link to a page shows in a chat: its title, its description, its picture."""

import re
from html import unescape
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.template.base import Node, NodeList, Parser, Token
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from events.models import Attachment, Community, Event, SlidePage, Talk
from events.sharing import describing
from events.sharing.cards import Card, card_of
from events.sharing.codes import code_of
from events.sharing.drawing import SQUARE, WIDE
from events.sharing.qr import code_for
from speakers.models import Speaker

register = template.Library()

TITLE_RE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
DESCRIPTION_RE = re.compile(r'<meta name="description" content="([^"]*)">')
LOCALES = {"zh-hans": "zh_CN", "en": "en_US"}  # as Open Graph writes them
WEBSITE = ("site", "city", "tag")
TYPES = {**dict.fromkeys(WEBSITE, "website"), "speaker": "profile"}  # all others are articles


class Told(Node):
    """The title and the description, kept for `share`: a link says what the page itself says."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        html = self.nodelist.render(context)
        found = TITLE_RE.search(html), DESCRIPTION_RE.search(html)
        title, about = (" ".join(unescape(match[1]).split()) if match else "" for match in found)
        ending = f" | {context['community'].name}"
        context["told"] = {"title": title.removesuffix(ending), "about": about}
        return html


@register.tag("told")
def do_told(parser: Parser, token: Token) -> Told:
    nodelist = parser.parse(("endtold",))
    parser.delete_first_token()
    return Told(nodelist)


@register.inclusion_tag("parts/sharing.html", takes_context=True)
def share(context: Context, thing: Any = None) -> dict[str, Any]:
    """`thing` is the row that the page is about; without one the picture is the site's own.

    So it is for a draft: nobody but its writers could fetch its picture.
    """
    request: HttpRequest = context["request"]
    community: Community = context["community"]
    card = card_of(thing if thing and is_public(thing) else community, community)
    code = get_language() or settings.LANGUAGE_CODE
    return {
        "community": community,
        "told": context["told"],
        "type": TYPES.get(card.kind, "article"),
        "alt": card.words.title,
        "pictures": [picture(request, card, square=square) for square in (False, True)],
        "locale": LOCALES[code],
        "others": [locale for other, locale in LOCALES.items() if other != code],
        "request": request,
        "canonical_query": context.get("canonical_query"),
    }


@register.simple_tag(takes_context=True)
def describe(context: Context, thing: Talk | Event | Speaker) -> str:
    """A sentence or two. Of talks it knows what the page has: `blocks` or `rows`."""
    talks = [row.talk for row in context.get("blocks") or context.get("rows") or []]
    if isinstance(thing, Talk):
        return describing.of_talk(thing)
    if isinstance(thing, Event):
        return describing.of_event(thing, talks)
    return describing.of_speaker(thing, talks)


@register.inclusion_tag("parts/qr.html", takes_context=True)
def short_address(context: Context, thing: Talk | Event) -> dict[str, Any]:
    """Nothing for a draft, whose short address answers nobody."""
    if not is_public(thing):
        return {}
    request: HttpRequest = context["request"]
    kind = "talk" if isinstance(thing, Talk) else "event"
    path = reverse("short_link", args=[code_of(kind, thing.pk)])
    shown = f"{request.get_host()}{path.rstrip('/')}"
    return {"code": code_for(request.build_absolute_uri(path)), "path": path, "shown": shown}


def picture(request: HttpRequest, card: Card, *, square: bool) -> dict[str, Any]:
    width, height = SQUARE if square else WIDE
    address = request.build_absolute_uri(card.path(square=square))
    return {"address": address, "width": width, "height": height}


def is_public(thing: Any) -> bool:
    if isinstance(thing, SlidePage):
        return bool(thing.thumbnail) and is_public(thing.attachment)
    if isinstance(thing, Attachment):
        return is_public(thing.talk or thing.event)
    if isinstance(thing, Talk):
        return thing.event.is_published
    return bool(getattr(thing, "is_published", True))
