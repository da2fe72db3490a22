"""One page of a deck, plainly: its picture, its text, the pages before and after it."""

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from events.models import Attachment, SlidePage, Talk


def slide(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    rows = Talk.objects.visible_to(request.user).select_related("event__city").with_credits()
    talk = get_object_or_404(rows, slug=slug)
    deck = shown_deck(talk)
    if deck is None:
        raise Http404
    numbers = list(deck.pages.order_by("number").values_list("number", flat=True))
    context = {
        "talk": talk,
        "event": talk.event,
        "deck": deck,
        "page": get_object_or_404(deck.pages.defer("words"), number=number),
        "last": numbers[-1],
        "before": max((other for other in numbers if other < number), default=None),
        "after": min((other for other in numbers if other > number), default=None),
    }
    return render(request, "events/slide.html", context)


def shown_deck(talk: Talk) -> Attachment | None:
    """The deck that the talk's page shows: see `Materials.deck`."""
    pictures = SlidePage.objects.filter(attachment=OuterRef("pk")).exclude(image="")
    decks = talk.attachments.shown().filter(Exists(pictures), kind=Attachment.Kind.SLIDES)
    return decks.exclude(file="").defer("text").first()
