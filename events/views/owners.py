"""The event or the talk that an address names, for who may see it."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from events.models import Event, Talk


def find_event(request: HttpRequest, slug: str) -> Event:
    rows = Event.objects.visible_to(request.user).select_related("city")
    return get_object_or_404(rows, slug=slug)


def find_talk(request: HttpRequest, slug: str) -> Talk:
    rows = Talk.objects.visible_to(request.user).select_related("event__city").with_credits()
    return get_object_or_404(rows, slug=slug)
