"""The photos of an event, all on one page and each on its own."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from events.photos import gallery_of
from events.views.owners import find_event
from techparty_site.lib.paging import page_of

PER_PAGE = 36


def photos(request: HttpRequest, slug: str) -> HttpResponse:
    event = find_event(request, slug)
    found = gallery_of(event)
    if not found:
        raise Http404
    context = {"event": event, "page": page_of(request, found, PER_PAGE), "total": len(found)}
    return render(request, "events/photos.html", context)


def photo(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """`number` is the photo's own for good: others may come, go, or change places."""
    event = find_event(request, slug)
    found = gallery_of(event)
    places = {photo.attachment.pk: place for place, photo in enumerate(found)}
    if number not in places:
        raise Http404
    place = places[number]
    shown = found[place]
    context = {
        "event": event,
        "photo": shown,
        "place": place + 1,
        "total": len(found),
        "before": found[place - 1] if place else None,
        "after": found[place + 1] if place + 1 < len(found) else None,
    }
    return render(request, "events/photo.html", context)
