"""The talk page and the list of talks."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from events.listing import talk_rows
from events.materials import Shelf
from events.models import Talk
from events.programme import numbered
from events.reading import first_page
from events.transcript import speeches
from techparty_site.lib.paging import page_of

if TYPE_CHECKING:
    from events.access import AnyUser

RELATED = 6


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
        "elsewhere": given_elsewhere(found, request.user),
    }
    return render(request, "events/talk.html", context)


def given_elsewhere(talk: Talk, user: "AnyUser") -> list[Talk]:
    """Other talks of its speakers, newest first."""
    speakers = [credit.speaker_id for credit in talk.credits.all()]
    if not speakers:
        return []
    rows = Talk.objects.visible_to(user).filter(speakers__in=speakers).exclude(event=talk.event_id)
    unique = Talk.objects.filter(pk__in=rows.order_by().values("pk"))
    return list(unique.select_related("event__city").with_credits().newest_first()[:RELATED])


def talks(request: HttpRequest) -> HttpResponse:
    rows = Talk.objects.published().select_related("event__city").with_credits()
    page = page_of(request, rows.newest_first())
    return render(request, "events/talks.html", {"page": page, "rows": talk_rows(page)})
