"""Which photos a form offers as a cover."""

from django.db.models import Q, QuerySet

from events.models import Attachment, Event


def cover_choices(events: "QuerySet[Event]", chosen: int | None) -> "QuerySet[Attachment]":
    """Photos of the events and of their talks, and what is the cover already."""
    photos = Attachment.objects.of_events(events.order_by().values("pk"))
    photos = photos.filter(kind=Attachment.Kind.PHOTO)
    return Attachment.objects.filter(Q(pk__in=photos.order_by().values("pk")) | Q(pk=chosen))
