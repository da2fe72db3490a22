"""The event page, for life at one address, and the list of events."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from events.bundle import Bundle
from events.listing import event_rows
from events.models import Event
from events.photos import cover_photo
from events.programme import Programme
from events.related import events_elsewhere, neighbours
from techparty_site.lib.paging import page_of


def event(request: HttpRequest, slug: str) -> HttpResponse:
    rows = Event.objects.visible_to(request.user).select_related("city", "cover__talk")
    found = get_object_or_404(rows, slug=slug)
    talks = list(found.talks.with_credits().order_by("position", "pk"))
    programme = Programme([found], talks, covers=[found.cover])
    context = {
        "event": found,
        "blocks": programme.blocks,
        "materials": programme.of_event(found),
        "bundle": Bundle(found, programme),
        "cover": cover_photo(found.cover, [found]),
        "photos": programme.photos(without=found.cover),
        "posts": found.posts.visible_to(request.user).oldest_first(),
        "neighbours": neighbours(found, request.user),
        "elsewhere": events_elsewhere(found, request.user),
    }
    template = "events/upcoming.html" if found.is_upcoming else "events/event.html"
    return render(request, template, context)


def events(request: HttpRequest) -> HttpResponse:
    rows = Event.objects.published().select_related("city")
    page = page_of(request, rows.past())
    upcoming = rows.upcoming() if page.number == 1 else rows.none()
    context = {"page": page, "past": event_rows(page), "upcoming": event_rows(upcoming)}
    return render(request, "events/events.html", context)
