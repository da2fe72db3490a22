"""Which units a mark concerns: a tag's new name stands on every talk that wears it."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from events.models import Attachment, Event, EventTag, Talk, TalkSpeaker, TalkTag
from posts.models import Post, PostTag

type Units = dict[str, set[int]]
type Keys = set[int]


def units_of(subjects: Iterable[str]) -> Units:
    marked: Units = defaultdict(set)
    for subject in subjects:
        kind, _colon, key = subject.partition(":")
        marked[kind].add(int(key))
    found: Units = defaultdict(set)
    for kind, keys in marked.items():
        for unit, some in CONCERNED[kind](keys).items():
            found[unit].update(some)
    _add_neighbours(found)
    return found


def _add_neighbours(found: Units) -> None:
    """Posts tell of events; speakers and tags are there while something public has them."""
    events = found.get("event")
    if not events:
        return
    found["post"].update(keys(Post.events.through.objects, "post", event__in=events))
    found["speaker"].update(keys(TalkSpeaker.objects, "speaker", talk__event__in=events))
    found["tag"].update(keys(TalkTag.objects, "tag", content_object__event__in=events))
    found["tag"].update(keys(EventTag.objects, "tag", content_object__in=events))


def keys(rows: Any, column: str, **condition: Any) -> Keys:
    return set(rows.filter(**condition).order_by().values_list(column, flat=True))


def of_city(cities: Keys) -> Units:
    return {
        "event": keys(Event.objects, "pk", city__in=cities),
        "post": keys(Post.cities.through.objects, "post", city__in=cities),
    }


def of_tag(tags: Keys) -> Units:
    events = keys(EventTag.objects, "content_object", tag__in=tags)
    events |= keys(TalkTag.objects, "content_object__event", tag__in=tags)
    posts = keys(PostTag.objects, "content_object", tag__in=tags)
    return {"tag": tags, "event": events, "post": posts}


def of_speaker(speakers: Keys) -> Units:
    events = keys(TalkSpeaker.objects, "talk__event", speaker__in=speakers)
    return {"speaker": speakers, "event": events}


def of_talk(talks: Keys) -> Units:
    return {"event": keys(Talk.objects, "event", pk__in=talks)}


def of_file(files: Keys) -> Units:
    rows = Attachment.objects.filter(pk__in=files).values_list("event", "talk__event")
    events = {event for pair in rows for event in pair if event}
    return {"event": events, "file": files}


def of_post(posts: Keys) -> Units:
    return {"post": posts, "tag": keys(PostTag.objects, "tag", content_object__in=posts)}


CONCERNED: dict[str, Callable[[Keys], Units]] = {
    "event": lambda events: {"event": events},
    "talk": of_talk,
    "file": of_file,
    "post": of_post,
    "speaker": lambda speakers: {"speaker": speakers},
    "speaker-name": of_speaker,
    "tag": lambda tags: {"tag": tags},
    "tag-name": of_tag,
    "city-name": of_city,
}
