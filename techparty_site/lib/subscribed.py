"""Answers that programs ask for again and again: told to be unchanged wherever they are."""

import hashlib
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

PUBLIC = "public, max-age=300"  # short, because a page can be taken back


def send(
    request: HttpRequest, response: HttpResponse, *, changed: datetime | None = None
) -> HttpResponseBase:
    """`response`, or a 304. It has to be the same for everybody. `changed`: where that is known."""
    etag = f'"{hashlib.sha256(response.content).hexdigest()}"'
    moment = int(changed.timestamp()) if changed else None
    response["ETag"] = etag
    response["Cache-Control"] = PUBLIC
    if moment is not None:
        response["Last-Modified"] = http_date(moment)
    unchanged = get_conditional_response(request, etag, moment, response)
    return unchanged or response
