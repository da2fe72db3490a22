"""The event page, for life at one address, and the list of events."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from events.browse.catalogues import EVENTS
from events.browse.page import Browse
from events.bundle import Bundle
from events.listing import event_rows
from events.models import Event
from events.photos import cover_photo
from events.programme import Programme
from events.related import events_elsewhere, neighbours


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
    browse = Browse(request, EVENTS)
    if browse.moved:
        return redirect(browse.moved, permanent=True)
    rows = Event.objects.published().select_related("city")
    page = browse.page_of(rows.past())
    upcoming = list(browse.narrow(rows.upcoming())) if page.number == 1 else []
    listed = event_rows([*upcoming, *page])
    context = {
        "browse": browse,
        "canonical_query": browse.query,
        "page": page,
        "upcoming": listed[: len(upcoming)],
        "past": listed[len(upcoming) :],
    }
    return render(request, "events/events.html", context)
