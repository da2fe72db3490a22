"""When what the site shows last changed: a few queries, however much there is.

Files count also while they are hidden: a page changes when its file goes.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Max, QuerySet

from events.models import Attachment, Event, EventTag, Talk, TalkSpeaker, TalkTag
from posts.models import Post, PostTag
from speakers.models import Speaker

type Moments = dict[int, datetime]  # by the key of a row


def latest(moments: Iterable[datetime | None]) -> datetime | None:
    return max(filter(None, moments), default=None)


def gathered(pairs: Iterable[tuple[int, int]], changed: Moments) -> Moments:
    """By the first of each pair, when the last of its second ones changed; drafts have no time."""
    found: Moments = {}
    for owner, key in pairs:
        if key in changed:
            found[owner] = max(changed[key], found.get(owner, changed[key]))
    return found


def joined(*all_moments: Moments) -> Moments:
    found: Moments = {}
    for moments in all_moments:
        for key, moment in moments.items():
            found[key] = max(moment, found.get(key, moment))
    return found


class Changes:
    """Of what is published; every answer is asked for once."""

    @cached_property
    def posts(self) -> Moments:
        rows = Post.objects.published().order_by()
        facts = rows.values_list("pk", "updated_at", "published_at")
        return {key: max(filter(None, own)) for key, *own in facts}

    @cached_property
    def _files(self) -> dict[tuple[int | None, int | None], datetime]:
        """By talk and event, of which a file has one."""
        rows = Attachment.objects.order_by().values_list("talk", "event")
        return {
            (talk, event): moment for talk, event, moment in rows.annotate(last=Max("updated_at"))
        }

    @cached_property
    def _talks(self) -> list[tuple[int, int, datetime]]:
        """Of all events, also of drafts: key, event, own change."""
        return list(Talk.objects.order_by().values_list("pk", "event", "updated_at"))

    @cached_property
    def _events(self) -> Moments:
        """Without their talks and those talks' files."""
        rows = Event.objects.published().order_by()
        facts = rows.values_list("pk", "updated_at", "published_at")
        files = self._files
        return {key: max(filter(None, [*own, files.get((None, key))])) for key, *own in facts}

    @cached_property
    def talks(self) -> Moments:
        """A talk changes with its event and with the files of both, but not with other talks."""
        events, files = self._events, self._files
        return {
            key: max(filter(None, [own, events[event], files.get((key, None))]))
            for key, event, own in self._talks
            if event in events
        }

    @cached_property
    def events(self) -> Moments:
        """An event changes with its talks and with all files."""
        talks = gathered(((event, key) for key, event, _own in self._talks), self.talks)
        return joined(self._events, talks)

    @cached_property
    def speakers(self) -> Moments:
        credits_ = TalkSpeaker.objects.order_by().values_list("speaker", "talk")
        given = gathered(credits_, self.talks)
        own = dict(Speaker.objects.filter(pk__in=given).values_list("pk", "updated_at"))
        return joined(given, own)

    @cached_property
    def cities(self) -> Moments:
        events = Event.objects.order_by().values_list("city", "pk")
        told = Post.events.through.objects.values_list("event__city", "post")
        own = Post.cities.through.objects.values_list("city", "post")
        posts = gathered([*told, *own], self.posts)
        return joined(gathered(events, self.events), posts)

    @cached_property
    def tags(self) -> Moments:
        """Of those only that lead somewhere."""
        return joined(
            gathered(pairs_of(TalkTag), self.talks),
            gathered(pairs_of(EventTag), self.events),
            gathered(pairs_of(PostTag), self.posts),
        )

    @property
    def last(self) -> datetime | None:
        """Of anything: a list changes with what stands in it."""
        return latest([*self.posts.values(), *self.events.values()])


def pairs_of(through: Any) -> QuerySet[Any, Any]:
    rows: QuerySet[Any, Any] = through.objects.order_by().values_list("tag", "content_object")
    return rows
