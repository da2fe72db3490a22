"""The name of a meetup out of the title of a post about it."""

import re
from collections.abc import Iterable

from posts.jekyll import vocabulary as words


def event_title(title: str, own_names: Iterable[str] = ()) -> str:
    """Without the words that say what the post does, and without the community's own name
    where what is left still names a meetup."""
    name = words.GENRE_WITHIN.sub("", words.GENRE_HEAD.sub("", title))
    while (shorter := words.GENRE_TAIL.sub("", name)) != name:
        name = shorter
    name = name.strip(words.UNFINISHED)
    without = _without_own(name, own_names)
    return (without if words.GET_TOGETHER.search(without) else name) or title.strip()


def _without_own(name: str, own_names: Iterable[str]) -> str:
    for own in sorted(filter(None, own_names), key=len, reverse=True):
        # At the start (a city in brackets may stand before it) and at the end.
        start = rf"(^(?:[\[【(（][^\]】)）]{{1,20}}[\]】)）])?\s*){re.escape(own)}[\s\-－—&,，:：]*"
        shorter = re.sub(start, r"\1", name, flags=re.IGNORECASE)
        end = rf"[\s\-－—&,，:：]*{re.escape(own)}$"
        shorter = re.sub(end, "", shorter, flags=re.IGNORECASE)
        name = name if words.JOINS.search(shorter) else shorter
    return name.strip(words.UNFINISHED)
