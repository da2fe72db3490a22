"""The transcript of a whole event, with the way to each of its talks."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from events.materials import Materials
from events.models import Attachment, Event
from events.transcript import contents, speeches


def transcript(request: HttpRequest, slug: str) -> HttpResponse:
    rows = Event.objects.visible_to(request.user).select_related("city")
    event = get_object_or_404(rows, slug=slug)
    materials = Materials(list(Attachment.objects.shown().filter(event=event)), [])
    found = speeches(materials, opened=True)
    if not found:
        raise Http404
    talks = list(event.talks.with_credits().order_by("position", "pk"))
    context = {
        "event": event,
        "materials": materials,
        "speeches": found,
        "contents": contents(materials, talks),
        "talks": talks,
    }
    return render(request, "events/transcript.html", context)
