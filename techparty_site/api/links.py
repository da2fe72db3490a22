"""Absolute addresses, and the small records that lead from one thing to another."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any, Protocol

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from events.models import City, Event, Tag, Talk
from posts.models import Post


class Paged(Protocol):
    def get_absolute_url(self) -> str: ...


class TagItem(Protocol):
    tag: Tag


class Links:
    """For one request: on the host that was asked."""

    def __init__(self, request: HttpRequest) -> None:
        self.root = request.build_absolute_uri("/").rstrip("/")

    def page(self, row: Paged) -> str:
        return self.root + row.get_absolute_url()

    def named(self, name: str, *args: object) -> str:
        return self.root + reverse(name, args=args)

    def city(self, city: City) -> dict[str, Any]:
        return {"slug": city.slug, "name": city.name, "url": self.page(city)}

    def tags(self, items: Iterable[TagItem]) -> list[dict[str, Any]]:
        tags = sorted((item.tag for item in items), key=lambda tag: tag.name)
        return [{"slug": tag.slug, "name": tag.name, "url": self.page(tag)} for tag in tags]

    def event(self, event: Event) -> dict[str, Any]:
        return {
            "id": event.pk,
            "title": event.title,
            "date": event.date,
            "city": self.city(event.city),
            "url": self.page(event),
            "api": self.named("api_event", event.pk),
        }

    def talk(self, talk: Talk) -> dict[str, Any]:
        return {
            "id": talk.pk,
            "title": talk.title or None,
            "url": self.page(talk),
            "api": self.named("api_talk", talk.pk),
        }

    def post(self, post: Post) -> dict[str, Any]:
        return {
            "id": post.pk,
            "kind": post.kind,
            "title": post.title,
            "url": self.page(post),
            "api": self.named("api_post", post.pk),
        }


def moment(value: datetime) -> str:
    """In the community's own time zone, to the second."""
    return timezone.localtime(value).isoformat(timespec="seconds")


def moment_of(day: date | None, hour: time | None) -> str | None:
    if day is None or hour is None:
        return None
    return timezone.make_aware(datetime.combine(day, hour)).isoformat(timespec="seconds")
