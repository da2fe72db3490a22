"""The slide reader: a deck page by page, or all of it in one document.

Of a talk, or of an event whose slides are in one file. Where there are several decks,
`?file=` says which; the first needs none.
"""

from django.db.models.functions import Left
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from events.models import Event, Talk
from events.reading import Volume, choose, open_at, volumes_of
from events.views.owners import find_event, find_talk
from techparty_site.lib.marking import wanted

TEXT = 200_000  # characters of all pages in one document, shared out among them
LEAST = 600  # characters of a page that are shown in any case: more than most slides have


def slide(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return show_page(request, find_talk(request, slug), number)


def slides(request: HttpRequest, slug: str) -> HttpResponse:
    return show_all(request, find_talk(request, slug))


def event_slide(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return show_page(request, find_event(request, slug), number)


def event_slides(request: HttpRequest, slug: str) -> HttpResponse:
    return show_all(request, find_event(request, slug))


def show_page(request: HttpRequest, owner: Talk | Event, number: int) -> HttpResponse:
    volumes = volumes_of(owner)
    volume = choose(volumes, request.GET.get("file", ""))
    reading = open_at(volume, number)
    context = {
        **shared_context(owner, volumes, volume),
        "reading": reading,
        "marks": wanted(request),
    }
    return render(request, "events/slide.html", context)


def show_all(request: HttpRequest, owner: Talk | Event) -> HttpResponse:
    volumes = volumes_of(owner)
    volume = choose(volumes, request.GET.get("file", ""))
    wanted = request.GET.get("page", "")
    if wanted.isdecimal():  # of the form that jumps to a page
        number = min(max(int(wanted[:9]), volume.first), volume.last)
        return HttpResponseRedirect(volume.page_url(number))
    limit = max(LEAST, TEXT // volume.last)
    rows = volume.pages.defer("words", "text").annotate(beginning=Left("text", limit + 1))
    pages = list(rows)
    context = {
        **shared_context(owner, volumes, volume),
        "pages": pages,
        "limit": limit,
    }
    return render(request, "events/slides.html", context)


def shared_context(owner: Talk | Event, volumes: list[Volume], volume: Volume) -> dict[str, object]:
    if isinstance(owner, Talk):
        volume.attachment.talk = owner  # which its page would ask the database for
    else:
        volume.attachment.event = owner
    return {
        "owner": owner,
        "owner_name": str(owner),
        "talk": owner if isinstance(owner, Talk) else None,
        "event": owner.event if isinstance(owner, Talk) else owner,
        "volume": volume,
        "canonical_query": volume.query.removeprefix("?"),
        "others": [other for other in volumes if other != volume],
    }
