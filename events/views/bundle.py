"""Everything of an event in one archive."""

from collections.abc import Iterator
from time import monotonic

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from events.bundle import Bundle
from events.models import Event
from events.programme import Programme
from techparty_site.lib.archives import Archive
from techparty_site.lib.serving import PRIVATE
from techparty_site.lib.throttle import Busy, Limit, Place, address_of

LIMIT = Limit("bundle", times=10, seconds=600, at_once=2, at_once_for_all=4)
STILL_THERE = 60  # seconds


@require_safe
def event_bundle(request: HttpRequest, slug: str) -> HttpResponseBase:
    """No more of it at once than leave most of this process's threads to the pages."""
    event = get_object_or_404(Event.objects.visible_to(request.user), slug=slug)
    talks = list(event.talks.with_credits().order_by("position", "pk"))
    bundle = Bundle(event, Programme([event], talks))
    if not bundle.entries:
        raise Http404
    try:
        place = None if request.method == "HEAD" else LIMIT.take(address_of(request))
    except Busy as busy:
        response = render(request, "429.html", {"minutes": -(-busy.retry // 60)}, status=429)
        response["Retry-After"] = str(busy.retry)
        response["Cache-Control"] = PRIVATE
        return response
    return send(bundle, place)


def send(bundle: Bundle, place: Place | None) -> HttpResponseBase:
    archive = Archive(bundle.members)
    disposition = content_disposition_header(as_attachment=True, filename=bundle.name)
    headers = {
        "Content-Type": "application/zip",
        "Content-Length": str(archive.size),
        "Content-Disposition": str(disposition),
        "Cache-Control": PRIVATE,
        "X-Content-Type-Options": "nosniff",
    }
    if place is None:
        return HttpResponse(headers=headers)
    return StreamingHttpResponse(Sending(archive, place), headers=headers)


class Sending:
    """The archive; its place is given back at its end, or when the visitor goes away."""

    def __init__(self, archive: Archive, place: Place) -> None:
        self.archive = archive
        self.close = place.free
        self.place = place

    def __iter__(self) -> Iterator[bytes]:
        told = monotonic()
        for chunk in self.archive:
            if monotonic() - told > STILL_THERE:
                self.place.keep()
                told = monotonic()
            yield chunk
