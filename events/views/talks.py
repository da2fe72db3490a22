"""The talk page and the list of talks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from events.browse.catalogues import TALKS
from events.browse.page import Browse
from events.listing import talk_rows
from events.materials import Shelf
from events.models import Talk
from events.programme import numbered
from events.reading import first_page
from events.related import related_talks
from events.transcript import speeches


def talk(request: HttpRequest, slug: str) -> HttpResponse:
    rows = Talk.objects.visible_to(request.user).select_related("event__city")
    event = get_object_or_404(rows, slug=slug).event
    programme = dict(numbered(event.talks.with_credits().order_by("position", "pk")))
    number, found = next(item for item in programme.items() if item[1].slug == slug)
    materials = Shelf([event], [found], whole=True).of_talk(found)
    context = {
        "talk": found,
        "event": event,
        "number": number,
        "materials": materials,
        "reading": first_page(materials.readable),
        "speeches": speeches(materials, found, programme.values()),
        "siblings": [item for item in programme.items() if item[1] != found],
        "posts": event.posts.visible_to(request.user).oldest_first(),
        "related": related_talks(found, request.user),
    }
    return render(request, "events/talk.html", context)


def talks(request: HttpRequest) -> HttpResponse:
    browse = Browse(request, TALKS)
    if browse.moved:
        return redirect(browse.moved, permanent=True)
    rows = Talk.objects.published().select_related("event__city").with_credits()
    page = browse.page_of(rows.newest_first(), count=len(browse.matching))
    context = {
        "browse": browse,
        "canonical_query": browse.query,
        "page": page,
        "rows": talk_rows(page),
    }
    return render(request, "events/talks.html", context)
