"""What a query asks for: its values found in the index, whatever they are written like."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from django.http import QueryDict

from events.browse.facets import Facet, Found, Index
from techparty_site.lib.text import fold, slugify

LONGEST = 100  # signs of a value that anything is done with: names and slugs are not longer
MOST = 6  # values of one parameter


@dataclass(frozen=True)
class Chosen:
    facet: Facet
    found: Found  # without items where there is nothing of that name
    is_known: bool

    @property
    def pair(self) -> tuple[str, str]:
        return self.facet.name, self.found.key


def asked(facet: Facet, query: QueryDict, index: Index) -> list[Chosen]:
    """The first value that says something; all of them where an item can have several."""
    texts = [text for text in map(clean, query.getlist(facet.name)) if text]
    texts = texts[: MOST if facet.several else 1]
    chosen = {item.found.key: item for item in (choose(facet, text, index) for text in texts)}
    return sorted(chosen.values(), key=place)


def place(item: Chosen) -> tuple[bool, Any, str]:
    """In the order of the address, so that two ways of asking are one page."""
    order = item.facet.order(item.found, 0) if item.is_known else 0
    return not item.is_known, order, item.found.key


def clean(text: str) -> str:
    return " ".join(text[:LONGEST].split())


def choose(facet: Facet, text: str, index: Index) -> Chosen:
    values = index.values[facet.name]
    key = next((key for key in spellings(facet, text, index) if key in values), None)
    if key is None:
        return Chosen(facet, Found(text, text), is_known=False)
    return Chosen(facet, values[key], is_known=True)


def spellings(facet: Facet, text: str, index: Index) -> Iterator[str]:
    """The keys it may mean: as it is, as a name, folded, encoded once more, as another name.

    None where two people share the name: the reader is asked which one.
    """
    for form in dict.fromkeys([text, unquote(text)]):
        yield form
        keys = index.names[facet.name].get(fold(form), [])
        if len(keys) > 1:
            return
        yield from keys
        yield slugify(form)
    yield from facet.meant(fold(text))


def suggestions(item: Chosen, index: Index) -> list[Found]:
    """Values whose name has the words in it, or is in them; the most frequent first."""
    spelt = item.found.name
    values = index.values[item.facet.name].values()
    near = [
        found
        for found in values
        if spelt in found.name or (len(found.name) > 1 and found.name in spelt)
    ]
    return sorted(near, key=lambda found: (-len(found.items), found.key))
