"""The results page, and suggestions while somebody types."""

import logging
from collections.abc import Callable
from functools import wraps

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from search import indexing, suggesting
from search.answers import Answer
from techparty_site.lib.languages import in_language
from techparty_site.lib.throttle import Busy, Limit, address_of

LIMITS = {
    "search": Limit("search", times=120, seconds=60, at_once=4, at_once_for_all=12),
    "suggest": Limit("suggest", times=600, seconds=60, at_once=4, at_once_for_all=12),
}
RETRY = 30  # seconds, when the index is behind or the database too busy

logger = logging.getLogger("techparty.search")

type View = Callable[[HttpRequest], HttpResponse]


def guarded(limit: str) -> Callable[[View], View]:
    """In step with the content, not too often, and with a page that says so."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guard(request: HttpRequest) -> HttpResponse:
            try:
                place = LIMITS[limit].take(address_of(request))
            except Busy as busy:
                return wait(request, 429, busy.retry)
            try:
                indexing.catch_up(indexing.PATIENCE)
                return view(request)
            except (indexing.Behind, OperationalError) as error:
                logger.warning("A search was not answered: %r", error)
                return wait(request, 503, RETRY)
            finally:
                place.free()

        return guard

    return decorate


def wait(request: HttpRequest, status: int, seconds: int) -> HttpResponse:
    context = {"status": status, "seconds": seconds}
    response = render(request, "search/wait.html", context, status=status)
    response["Retry-After"] = str(seconds)
    return response


@require_safe
@guarded("search")
def search(request: HttpRequest) -> HttpResponse:
    answer = Answer(request)
    context = {
        "answer": answer,
        "page": answer.page if answer.kind else None,
        "canonical_query": answer.canonical_query,
    }
    return render(request, "search/search.html", context)


@require_safe
@guarded("suggest")
def suggest(request: HttpRequest) -> HttpResponse:
    rows = suggesting.suggestions(request.GET.get("q", ""))
    language = get_language() or ""
    found = [
        {
            "kind": str(row.get_kind_display()),
            "title": row.title,
            "note": row.people,
            "url": in_language(row.address, language),
        }
        for row in rows
    ]
    return JsonResponse({"suggestions": found})
