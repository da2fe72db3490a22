"""All events on one card of years and months."""

from itertools import groupby

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from events.card import draw
from events.models import Attachment, Event

SHOWN = 12  # events listed under the card before a year is asked for, and the rest of their year
Years = list[tuple[int, list[Event]]]  # 0 for those without a date


def archive(request: HttpRequest) -> HttpResponse:
    slides = Attachment.objects.shown().filter(kind=Attachment.Kind.SLIDES).order_by()
    own = slides.filter(Q(event=OuterRef("pk")) | Q(talk__event=OuterRef("pk")))
    rows = Event.objects.published().select_related("city").only("title", "slug", "date", "city")
    events = list(rows.annotate(has_slides=Exists(own)))
    dated = [event for event in events if event.date]
    years: Years = [(year, list(of)) for year, of in groupby(dated, year_of)]
    if undated := [event for event in events if not event.date]:
        years.append((0, undated))
    chosen = [row for row in years if request.GET.get("year") == key_of(row[0])]
    context = {
        "card": draw(dated),
        "years": chosen or newest(years),
        "has_undated": undated and not chosen,
        "canonical_query": f"year={key_of(chosen[0][0])}" if chosen else "",
        "first": dated[-1].date if dated else None,
        "last": dated[0].date if dated else None,
    }
    return render(request, "posts/archive.html", context)


def newest(years: Years) -> Years:
    """Whole years; a page of all of them would be heavy."""
    shown: Years = []
    for year, events in years:
        if shown and sum(len(row[1]) for row in [*shown, (year, events)]) > SHOWN:
            break
        shown.append((year, events))
    return shown


def key_of(year: int) -> str:
    return str(year or "undated")


def year_of(event: Event) -> int:
    return event.date.year if event.date else 0
