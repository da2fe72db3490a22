"""What stands where: every unit's places, made of the content as it is now.

A unit is what is written anew as a whole: an event with its talks, files and pages, a post,
a speaker, a tag, a picture of the library.
"""

from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.utils import translation

from search.places import Place
from search.sources import events, files, people, posts, tags

type Source = Callable[[Iterable[int]], Iterator[Place]]

SOURCES: dict[str, Source] = {
    "event": events.places,
    "post": posts.places,
    "speaker": people.places,
    "tag": tags.places,
    "file": files.library_places,
}


def places(kind: str, keys: Iterable[int]) -> list[Place]:
    """The same in whatever language the one works whose change or search is followed."""
    with translation.override(settings.LANGUAGE_CODE):
        return list(SOURCES[kind](keys))
