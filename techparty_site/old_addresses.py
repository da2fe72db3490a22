"""Old addresses answer: one table of redirects, asked only when nothing else was found."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseGone, HttpResponsePermanentRedirect
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation

from events.models import Attachment, Event, Talk
from posts.models import Post
from speakers.models import Speaker
from techparty_site.lib import languages, redirects

# By the name of an address: of what it shows a page, and which of its parts say which row.
UNPUBLISHABLE: dict[str, tuple[Any, set[str]]] = {
    "event": (Event, {"slug"}),
    "event_slides": (Event, {"slug"}),
    "event_slide": (Event, {"slug"}),
    "event_transcript": (Event, {"slug"}),
    "event_bundle": (Event, {"slug"}),
    "event_calendar": (Event, {"slug"}),
    "photos": (Event, {"slug"}),
    "photo": (Event, {"slug"}),
    "photo_removal": (Event, {"slug"}),
    "talk": (Talk, {"slug"}),
    "slides": (Talk, {"slug"}),
    "slide": (Talk, {"slug"}),
    "talk_transcript": (Talk, {"slug"}),
    "talk_embed": (Talk, {"slug"}),
    "talk_feed": (Talk, {"slug"}),
    "post": (Post, {"year", "slug"}),
    "speaker": (Speaker, {"slug"}),
    "speaker_feed": (Speaker, {"slug"}),
    "file": (Attachment, {"uuid"}),
    "slide_image": (Attachment, {"uuid"}),
    "slide_thumbnail": (Attachment, {"uuid"}),
    "slide_share": (Attachment, {"uuid"}),
    "rendition": (Attachment, {"uuid"}),
}
OWNERS = {"event", "talk"}
BELOW = {name for name, (model, _parts) in UNPUBLISHABLE.items() if model in {Event, Talk}} - OWNERS
BELOW |= {"speaker_feed", "tag_feed"}


def moved_of(request: HttpRequest) -> HttpResponse | None:
    """Where the page that was asked for is now; None for one that never was, and for a form."""
    if request.method not in {"GET", "HEAD"}:
        return None
    return moved(request.path, request.META.get("QUERY_STRING", ""))


def moved(path: str, query: str = "") -> HttpResponse | None:
    language = languages.language_of_path(path)
    with translation.override(settings.LANGUAGE_CODE):  # what the table's addresses are in
        target = destination(languages.without_prefix(path), query)
        if target is None or not may_be_told(target):
            return None
        target = languages.in_language(target, language)
    return HttpResponsePermanentRedirect(target) if target else HttpResponseGone()


def destination(path: str, query: str) -> str | None:
    target = redirects.find(path)
    if target is None and (target := moved_along(path)) and query:
        target += f"?{query}"  # says which deck, or which page of the photos
    return target


def moved_along(path: str) -> str | None:
    """Where a page below another one is now: whatever moves takes all of its pages along."""
    if named(path) not in BELOW:
        return None
    _root, kind, slug, rest = path.split("/", 3)
    owner = redirects.find(f"/{kind}/{slug}/")
    target = f"{owner}{rest}" if owner else owner
    return target if not target or named(target) in BELOW else None


def named(path: str) -> str:
    match = matched(path)
    return (match.url_name or "") if match else ""


def matched(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None


def may_be_told(target: str) -> bool:
    """Whether a visitor would see what is there: the mere address of a draft tells its title."""
    match = matched(urlsplit(target).path)
    if match is None or match.url_name not in UNPUBLISHABLE:
        return True
    model, parts = UNPUBLISHABLE[match.url_name]
    row = {name: value for name, value in match.kwargs.items() if name in parts}
    return bool(model.objects.published().filter(**row).exists())
