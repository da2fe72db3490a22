"""Answers that programs ask for again and again: told to be unchanged wherever they are."""

from datetime import datetime
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date

FRESH = 300  # seconds; short, because a page can be taken back


def send(
    request: HttpRequest,
    response: HttpResponse,
    *,
    changed: datetime | None = None,
    fresh: int = FRESH,
) -> HttpResponseBase:
    """`response`, or a 304. It has to be the same for everybody.

    `changed` is only told: the whole body decides whether something is new, since what was
    withdrawn leaves no later time behind. The tag is weak, because a proxy may compress it.
    """
    etag = f'W/"{sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=fresh)
    if changed:
        response["Last-Modified"] = http_date(changed.timestamp())
    return get_conditional_response(request, etag, response=response) or response
