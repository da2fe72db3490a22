"""From a query to the rows that meet it: the grams propose, the folded text decides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
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
from search.models import Kind, SearchDocument

if TYPE_CHECKING:
    from search.models import SearchQuerySet

PUBLIC, DRAFT = Gram(FACT + "public"), Gram(FACT + "draft")


@dataclass(frozen=True)
class Match:
    """What rows have to meet: in the index, and of what that leaves open in their texts."""

    asked: Expression
    present: tuple[Term, ...] = ()  # stand in the text, or around it where there are several
    absent: tuple[Term, ...] = ()
    is_alone: bool = True  # the only term has to stand in the place itself
    words: tuple[Term, ...] = ()
    is_of_words: bool = False  # of published rows nothing is asked but that they have the words

    def rows(self) -> "SearchQuerySet":
        rows = SearchDocument.objects.meeting(self.asked)
        for term in self.present:
            here = Q(folded__contains=term.folded)
            rows = rows.filter(here if self.is_alone else here | Q(around__contains=term.folded))
        for term in self.absent:
            rows = rows.exclude(folded__contains=term.folded)
        return rows

    def and_also(self, more: Expression) -> "Match":
        return replace(self, asked=every([self.asked, more]), is_of_words=False)


def match_of(
    query: Query,
    facts: Iterable[Expression] = (),
    *,
    barred: Iterable[Expression] = (),
    public: bool = True,
) -> Match:
    """Places with all words: in the place itself, or around it when one of them is in it."""
    facts, barred = list(facts), list(barred)
    parts = [*facts, *(anywhere(term, len(query.terms)) for term in query.terms)]
    if len(query.terms) > 1:
        parts.append(some(within(term) for term in query.terms))
    without = [*barred, *(within(term) for term in query.without if is_decided(term))]
    return Match(
        published(parts, without) if public else less(every(parts), without),
        present=tuple(term for term in query.terms if not is_decided(term)),
        absent=tuple(term for term in query.without if not is_decided(term)),
        is_alone=len(query.terms) == 1,
        words=tuple(query.terms),
        is_of_words=public
        and not (facts or barred or query.without)
        and not any(term.is_phrase for term in query.terms),
    )


def published(parts: Sequence[Expression], without: Iterable[Expression] = ()) -> Expression:
    """What meets all parts. Drafts are few: to leave them out costs less than to ask each row."""
    return less(every(parts or [PUBLIC]), [*without, DRAFT])


def matching(query: Query, *, public: bool = True) -> "SearchQuerySet":
    """Of a query's words alone."""
    return match_of(query, public=public).rows()


def sounding(
    query: Query,
    facts: Iterable[Expression] = (),
    *,
    barred: Iterable[Expression] = (),
    public: bool = True,
) -> Match:
    """Speakers whose name is spoken as it is typed: `xuli`, `Xu Li`."""
    asked = [*facts, fact(f"kind:{int(Kind.SPEAKER)}"), Gram(SOUND + sound_of(query))]
    return Match(published(asked, barred) if public else less(every(asked), barred))


def sound_of(query: Query) -> str:
    """The query as it would be spoken; empty where it is not all letters."""
    letters = query.phrase.replace(" ", "")
    return letters if letters.isascii() and letters.isalpha() else ""


def anywhere(term: Term, count: int) -> Expression:
    own = within(term)
    return own if count == 1 else some([own, within(term, AROUND)])


def within(term: Term, place: str = "") -> Expression:
    found = [replace(gram, text=place + gram.text) for gram in needed(term.folded)]
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


def in_heading(query: Query) -> Expression:
    return every(within(term, HEADING) for term in query.terms)


def fact(text: str) -> Gram:
    return Gram(FACT + text)
