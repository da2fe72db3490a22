"""A talk inside other people's pages: which talk an address means, and what oEmbed says of it."""

from typing import Any
from urllib.parse import quote, unquote, urlsplit
from xml.etree import ElementTree

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import override

from events.linked_data import home_path, share_picture
from events.models import Community, SlidePage, Talk
from events.sharing.codes import meaning
from techparty_site.lib import redirects
from techparty_site.lib.languages import language_of_path, without_prefix
from techparty_site.lib.linked_data import Addresses

OF_A_TALK = {"talk", "slides", "slide", "talk_transcript", "talk_embed"}
FORMATS = ("json", "xml")
WIDTH, BAR = 640, 74  # px; below the slide a bar tells whose it is
RATIO = 9 / 16
THUMBNAIL = 640  # px
CACHED = 86_400  # seconds
LONGEST = 2000  # of an address


def talk_at(address: str, request: HttpRequest) -> tuple[Talk, str] | None:
    """The talk that everybody may see under this address of ours, and in which language."""
    if len(address) > LONGEST or "\x00" in (plain := unquote(address)):
        return None
    try:
        parts = urlsplit(plain)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or parts.netloc.lower() != request.get_host().lower():
        return None
    language = language_of_path(parts.path)
    with override(settings.LANGUAGE_CODE):
        talk = find(without_prefix(parts.path))
    return (talk, language) if talk else None


def find(path: str) -> Talk | None:
    rows = Talk.objects.published().select_related("event__city").with_credits()
    slash = path if path.endswith("/") else f"{path}/"
    try:
        match = resolve(slash)
    except Resolver404:
        return None
    if match.url_name == "short_link":
        kind, pk = meaning(match.kwargs["code"]) or ("", 0)
        return rows.filter(pk=pk).first() if kind == "talk" else None
    if match.url_name not in OF_A_TALK:
        return None
    slug = match.kwargs["slug"]
    return rows.filter(slug=slug).first() or moved(slug)


def moved(slug: str) -> Talk | None:
    """The talk that had this address once."""
    target = redirects.find(f"/talks/{slug}/")
    rows = Talk.objects.published().select_related("event__city").with_credits()
    named = unquote(target or "").removeprefix("/talks/").strip("/")
    return rows.filter(slug=named).first()


def answer(
    talk: Talk,
    page: SlidePage | None,
    *,
    community: Community,
    limits: tuple[int | None, int | None],
    addresses: Addresses,
) -> dict[str, Any]:
    """In the current language. No side is longer than its limit, as oEmbed wants it."""
    width, height = size(page, *limits)
    frame = addresses(reverse("talk_embed", args=[talk.slug]))
    speakers = [credit.speaker for credit in talk.credits.all()]
    only = speakers[0] if len(speakers) == 1 else None
    told: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": str(talk),
        "author_name": ", ".join(speaker.name for speaker in speakers),
        "author_url": addresses(only.get_absolute_url()) if only else "",
        "provider_name": community.name,
        "provider_url": addresses(home_path()),
        "cache_age": CACHED,
        "width": width,
        "height": height,
        "html": framed(frame, str(talk), width, height),
        **thumbnail(page, limits, addresses),
    }
    return {name: value for name, value in told.items() if value != ""}


def framed(address: str, title: str, width: int, height: int) -> str:
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" frameborder="0"'
        ' loading="lazy"></iframe>',
        address,
        title,
        width,
        height,
    )


def size(page: SlidePage | None, widest: int | None, highest: int | None) -> tuple[int, int]:
    """Of the frame: a slide in its own proportions, and the bar; without slides the bar alone."""
    width = min(WIDTH, widest or WIDTH)
    ratio = page.height / page.width if page and page.width else RATIO
    height = BAR + (round(width * ratio) if page else 0)
    return width, min(height, highest or height)


def thumbnail(
    page: SlidePage | None, limits: tuple[int | None, int | None], addresses: Addresses
) -> dict[str, Any]:
    """Left out where the picture is larger than was asked for."""
    address = share_picture(page, addresses)
    if page is None or not address or not page.width:
        return {}
    width, height = THUMBNAIL, round(THUMBNAIL * page.height / page.width)
    if any(limit and side > limit for side, limit in zip((width, height), limits, strict=True)):
        return {}
    return {"thumbnail_url": address, "thumbnail_width": width, "thumbnail_height": height}


def as_xml(told: dict[str, Any]) -> bytes:
    root = ElementTree.Element("oembed")
    for name, value in told.items():
        ElementTree.SubElement(root, name).text = str(value)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def discovery(talk: Talk, addresses: Addresses) -> SafeString:
    """For the head of the talk's page, from where other sites find all this."""
    own = quote(addresses(talk.get_absolute_url()), safe="")
    base = addresses(reverse("oembed"))
    types = {"json": "application/json+oembed", "xml": "text/xml+oembed"}
    links = [(types[form], f"{base}?url={own}&format={form}", str(talk)) for form in FORMATS]
    return format_html_join("", '\n<link rel="alternate" type="{}" href="{}" title="{}">', links)
