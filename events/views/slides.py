"""One page of a deck, plainly: its picture, its text, the pages before and after it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from events.materials import Shelf
from events.models import Talk


def slide(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    rows = Talk.objects.visible_to(request.user).select_related("event__city").with_credits()
    talk = get_object_or_404(rows, slug=slug)
    deck = Shelf([], [talk], whole=True).of_talk(talk).deck
    pages = {page.number: page for page in deck.pages} if deck else {}
    if number not in pages:
        raise Http404
    context = {
        "talk": talk,
        "event": talk.event,
        "page": pages[number],
        "last": max(pages),
        "before": max((other for other in pages if other < number), default=None),
        "after": min((other for other in pages if other > number), default=None),
    }
    return render(request, "events/slide.html", context)
