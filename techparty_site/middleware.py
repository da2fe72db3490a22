"""What is done with every request."""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_cache_control

from events.receiving import refuse_large
from techparty_site.lib import languages
from techparty_site.lib.uploads import MultiPartParser
from techparty_site.old_addresses import moved, moved_of

WORDPRESS_ID = re.compile(r"0*[1-9]\d{0,8}", re.ASCII)


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
            if response.get("Content-Type", "").startswith("text/html"):
                response.headers["Content-Language"] = str(translation.get_language())
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
    """`/?p=22` of WordPress is the one old address that a page of today answers, so it is asked
    before the view. All others are asked by the page for what is not there, which Django shows
    only without DEBUG.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = request.GET.get("p", "") if request.path == "/" else ""
        if request.method in {"GET", "HEAD"} and WORDPRESS_ID.fullmatch(number):
            return moved(f"/?p={number}") or self.get_response(request)
        response = self.get_response(request)
        if settings.DEBUG and response.status_code == 404:
            return moved_of(request) or response
        return response
