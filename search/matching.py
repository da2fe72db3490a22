"""From a query to the rows that meet it: the grams propose, the folded text decides."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q

from search.asking import Query, Term
from search.expressions import Expression, Gram, every, less, some
from search.grams import (
    AROUND,
    FACT,
    HEADING,
    LONGEST_WORD,
    RUN,
    SOUND,
    WORD,
    decides,
    is_wide,
    needed,
)
from search.models import SearchDocument

if TYPE_CHECKING:
    from search.models import SearchQuerySet

PUBLIC = Gram(FACT + "public")


def matching(
    query: Query,
    facts: Iterable[Expression] = (),
    *,
    public: bool = True,
    by_sound: bool = False,
) -> "SearchQuerySet":
    """Rows with all words: in the place itself, or around it when one of them is in it.

    `by_sound` adds those whose heading is spoken as it is typed, as names are: `xuli`, `Xu Li`.
    """
    facts = [*facts, *([PUBLIC] if public else [])]
    parts = [*facts, *(anywhere(term, len(query.terms)) for term in query.terms)]
    if len(query.terms) > 1:
        parts.append(some(within(term) for term in query.terms))
    without = [within(term) for term in query.without if is_decided(term)]
    meets = Q(grams__meets=less(every(parts), without)) if parts else Q()
    found = meets & verified(query)
    if by_sound and (sound := sound_of(query)):
        found |= Q(grams__meets=every([*facts, Gram(SOUND + sound)]))
    return SearchDocument.objects.filter(found)


def sound_of(query: Query) -> str:
    """The query as it would be spoken; empty where it is not all letters."""
    letters = query.phrase.replace(" ", "")
    return letters if letters.isascii() and letters.isalpha() else ""


def anywhere(term: Term, count: int) -> Expression:
    own = within(term)
    return own if count == 1 else some([own, within(term, AROUND)])


def within(term: Term, place: str = "") -> Expression:
    found = [Gram(place + gram) for gram in needed(term.folded)]
    if term.is_phrase:
        found += [Gram(place + WORD + word) for word in whole_words(term.folded)]
    return every(found)


def whole_words(folded: str) -> list[str]:
    runs = (run for run in RUN.findall(folded) if not is_wide(run))
    return [run for run in runs if len(run) <= LONGEST_WORD]


def is_decided(term: Term) -> bool:
    """Whether its grams alone say that a text has it."""
    if term.is_phrase and whole_words(term.folded) == [term.folded]:
        return True
    return decides(term.folded)


def verified(query: Query) -> Q:
    """What the grams leave open, asked of the folded text."""
    alone, own, found = len(query.terms) == 1, Q(), Q()
    for term in query.terms:
        here = Q(folded__contains=term.folded)
        own |= here
        if not is_decided(term):
            found &= here if alone else here | Q(around__contains=term.folded)
    if not alone and not all(map(is_decided, query.terms)):
        found &= own
    for term in query.without:
        if not is_decided(term):
            found &= ~Q(folded__contains=term.folded)
    return found


def in_heading(query: Query) -> Expression:
    return every(within(term, HEADING) for term in query.terms)


def fact(text: str) -> Gram:
    return Gram(FACT + text)
