"""The whole way from what somebody types to what is found."""

from search import indexing
from search.asking import understood
from search.finding import Search
from search.models import Kind, SearchDocument


def search(text: str) -> Search:
    """Of content that was never committed: marks are worked off first, as a page does it."""
    indexing.catch_up()
    return Search(understood(text))


def hits(text: str) -> list[SearchDocument]:
    return [hit for group in search(text).overview() for hit in group.hits]


def titles(text: str, kind: Kind | None = None) -> list[str]:
    return [hit.title for hit in hits(text) if kind in {None, hit.kind}]


def kinds(text: str) -> set[Kind]:
    return {group.kind for group in search(text).overview()}
