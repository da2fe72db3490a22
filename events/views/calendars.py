"""Calendars to add or to subscribe to, in the language that events are told in."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from events.calendars import calendar_of, changed_at, with_contents
from events.models import City, Community, Event
from techparty_site.lib import subscribed
from techparty_site.lib.archives import portable
from techparty_site.lib.languages import CONTENT


@require_safe
def event_calendar(request: HttpRequest, slug: str) -> HttpResponseBase:
    event = get_object_or_404(with_contents(Event.objects.published()), slug=slug)
    return answer(request, [event], name=event.title)


@require_safe
def city_calendar(request: HttpRequest, slug: str) -> HttpResponseBase:
    city = get_object_or_404(City, slug=slug)
    events = with_contents(Event.objects.published().filter(city=city))
    return answer(request, events, name=f"{Community.current().name} {city.name}")


@require_safe
def calendar(request: HttpRequest) -> HttpResponseBase:
    events = with_contents(Event.objects.published())
    return answer(request, events, name=Community.current().name)


def answer(request: HttpRequest, events: Iterable[Event], *, name: str) -> HttpResponseBase:
    """Not as an attachment: a phone then opens it in its calendar instead of keeping a file."""
    events = list(events)
    home = request.build_absolute_uri("/").rstrip("/")
    response = HttpResponse(
        calendar_of(events, name=name, home=home), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Language"] = CONTENT
    file_name = f"{portable(name)}.ics"
    response["Content-Disposition"] = str(
        content_disposition_header(as_attachment=False, filename=file_name)
    )
    changed = max(map(changed_at, events), default=None)
    return subscribed.send(request, response, changed=changed)
