"""Everything of an event in one archive."""

import logging
from collections.abc import Iterator
from time import monotonic

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from events.bundle import Bundle
from events.programme import Programme
from events.views.owners import find_event
from techparty_site.lib.archives import Archive
from techparty_site.lib.serving import PRIVATE
from techparty_site.lib.throttle import Busy, Limit, Place, address_of

LIMIT = Limit("bundle", times=10, seconds=600, at_once=2, at_once_for_all=4)
STILL_THERE = 60  # seconds
GRACE = 120  # seconds, before it counts how fast an archive is taken
SLOWEST = 16 * 1024  # bytes a second: of a place that few may have at once

logger = logging.getLogger(__name__)


@require_safe
def event_bundle(request: HttpRequest, slug: str) -> HttpResponseBase:
    """No more of it at once than leave most of this process's threads to the pages."""
    event = find_event(request, slug)
    talks = list(event.talks.with_credits().order_by("position", "pk"))
    bundle = Bundle(event, Programme([event], talks))
    if not bundle.entries:
        raise Http404
    if request.method == "HEAD":  # without its length, for which each file would be looked up
        return StreamingHttpResponse((), headers=headers_of(bundle))
    try:
        place = LIMIT.take(address_of(request))
    except Busy as busy:
        response = render(request, "429.html", {"minutes": -(-busy.retry // 60)}, status=429)
        response["Retry-After"] = str(busy.retry)
        response["Cache-Control"] = PRIVATE
        return response
    return send(bundle, place)


def headers_of(bundle: Bundle) -> dict[str, str]:
    disposition = content_disposition_header(as_attachment=True, filename=bundle.name)
    return {
        "Content-Type": "application/zip",
        "Content-Disposition": str(disposition),
        "Cache-Control": PRIVATE,
        "X-Content-Type-Options": "nosniff",
    }


def send(bundle: Bundle, place: Place) -> HttpResponseBase:
    try:
        archive = Archive(bundle.members)
        headers = {**headers_of(bundle), "Content-Length": str(archive.size)}
        return StreamingHttpResponse(Sending(archive, place), headers=headers)
    except BaseException:  # nobody will close what has not begun
        place.free()
        raise


class Sending:
    """The archive; its place is given back at its end, or when the visitor goes away.

    Who takes it too slowly is cut off: raises ConnectionAbortedError, so that the server closes
    the connection and the visitor's browser knows that something is missing.
    """

    def __init__(self, archive: Archive, place: Place) -> None:
        self.archive = archive
        self.close = place.free
        self.place = place

    def __iter__(self) -> Iterator[bytes]:
        began = told = monotonic()
        sent = 0
        for chunk in self.archive:
            now = monotonic()
            if sent < (now - began - GRACE) * SLOWEST:
                logger.warning("An archive was taken too slowly: %d bytes", sent)
                raise ConnectionAbortedError("an archive was taken too slowly")
            if now - told > STILL_THERE:
                self.place.keep()
                told = now
            yield chunk
            sent += len(chunk)
