"""Which of a post's tags are topics: neither the city, nor the community, nor the genre."""

import re
from collections.abc import Iterable

from posts.jekyll.vocabulary import NOT_TOPICS
from techparty_site.lib.text import fold

NUMBER = re.compile(r"[\d\W_]+")
MAX_NAME = 100


def topics(tags: Iterable[str], names: Iterable[str]) -> list[str]:
    """`names` are those of the cities and the community; the order of the tags is kept."""
    not_topics = {fold(word) for word in (*NOT_TOPICS, *names)}
    unique = {fold(tag): tag for tag in tags}
    return [
        tag[:MAX_NAME]
        for key, tag in unique.items()
        if key not in not_topics and not NUMBER.fullmatch(key)
    ]
