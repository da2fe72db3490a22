"""What is done with every request; above all, old addresses answer.

They are in one table of redirects, asked only when nothing else was found.
"""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseGone,
    HttpResponsePermanentRedirect,
)
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation
from django.utils.cache import patch_cache_control

from events.models import Attachment, Event, Talk
from events.receiving import refuse_large
from posts.models import Post
from speakers.models import Speaker
from techparty_site.lib import languages, redirects
from techparty_site.lib.uploads import MultiPartParser

WORDPRESS_ID = re.compile(r"0*[1-9]\d{0,8}", re.ASCII)
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


class NoNulMiddleware:
    """No address of ours holds a NUL, and PostgreSQL takes none into a query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path:
            raise Http404
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise SuspiciousOperation("a NUL in the query")
        return self.get_response(request)


class LanguageMiddleware:
    """The address alone says in which language a page is, so that a cache needs to know no more.

    Django's own adds `Vary: Accept-Language`, and leaves the language behind in its thread.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(languages.language_of_path(request.path_info)):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", str(translation.get_language()))
        return response


class UploadMiddleware:
    """Names of files arrive as they are, what was half received goes at once, and visitors send
    little.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.multipart_parser_class = MultiPartParser  # type: ignore[assignment]  # a class
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        refuse_large(request)  # the user is known now, and the form not yet asked for its token


class PrivatePagesMiddleware:
    """What somebody sees who is logged in may be a draft: no cache keeps it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # Without the cookie nobody is logged in, and asking would make the page vary by it.
        asked = settings.SESSION_COOKIE_NAME in request.COOKIES
        if asked and "Cache-Control" not in response and request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        return response


class OldAddressMiddleware:
    """Django's own fallback compares the address as sent; ours in every spelling of it.

    `/?p=22` of WordPress is the one old address that a page of today answers, so it is asked
    before the view.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        number = request.GET.get("p", "") if request.path == "/" else ""
        if WORDPRESS_ID.fullmatch(number):
            return moved(f"/?p={number}") or self.get_response(request)
        response = self.get_response(request)
        if response.status_code != 404:
            return response
        return moved(request.path, request.META.get("QUERY_STRING", "")) or response


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
