"""All events on one card of years and months."""

from itertools import groupby

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from events.card import draw
from events.models import Attachment, Event


def archive(request: HttpRequest) -> HttpResponse:
    slides = Attachment.objects.shown().filter(kind=Attachment.Kind.SLIDES).order_by()
    own = slides.filter(Q(event=OuterRef("pk")) | Q(talk__event=OuterRef("pk")))
    rows = Event.objects.published().select_related("city").only("title", "slug", "date", "city")
    events = list(rows.annotate(has_slides=Exists(own)))
    dated = [event for event in events if event.date]
    context = {
        "card": draw(dated),
        "years": [(year, list(of)) for year, of in groupby(dated, year_of)],
        "undated": [event for event in events if not event.date],
        "first": dated[-1].date if dated else None,
        "last": dated[0].date if dated else None,
    }
    return render(request, "posts/archive.html", context)


def year_of(event: Event) -> int:
    return event.date.year if event.date else 0
