"""Other searches, one click away: narrower where much was found, wider where nothing was."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from events.models import Attachment, City
from search.asking import Filter, Query, Term
from search.filters import legend
from search.finding import Search
from search.grams import RUN, is_wide
from search.reading import COUNTED

type Address = Callable[[str], str]

YEARS, CITIES = 6, 6
KINDS = (Attachment.Kind.SLIDES, Attachment.Kind.TRANSCRIPT, Attachment.Kind.VIDEO)
SHORT = 4  # letters
MOST = 5  # ways out of an empty page


@dataclass(frozen=True)
class Way:
    label: str
    url: str
    count: int = 0


@dataclass(frozen=True)
class Offer:
    """The values of a filter that would leave something, or the one that is chosen."""

    legend: str
    ways: list[Way]


def offers(search: Search, address: Address) -> list[Offer]:
    """Of cities and years those that the best hits have: counting all would cost too much."""
    query = search.query
    chosen = {one.name for one in query.filters if not one.is_barred}
    best = [one for found in search.candidates.values() for one in found]
    values: dict[str, list[tuple[str, str]]] = {}
    if "city" not in chosen:
        cities = Counter(one.city for one in best if one.city)
        names = City.objects.in_bulk([key for key, _times in cities.most_common(CITIES)])
        values["city"] = [(city.name, city.name) for city in names.values()]
    if "year" not in chosen:
        years = Counter(one.year for one in best if one.year)
        newest = sorted((year for year, _times in years.most_common(YEARS)), reverse=True)
        values["year"] = [(str(year), str(year)) for year in newest]
    if "has" not in chosen:
        values["has"] = [(str(kind), str(kind.label)) for kind in KINDS]
    return [
        Offer(
            legend(name),
            [Way(label, address(f"{query} {Filter(name, value)}")) for value, label in found],
        )
        for name, found in values.items()
        if len(found) > 1
    ]


def removals(query: Query, address: Address) -> Iterator[Way]:
    """Of every filter, the search without it."""
    for one in query.filters:
        other = replace(query, filters=[left for left in query.filters if left != one])
        sign = "− " if one.is_barred else ""
        yield Way(f"{sign}{legend(one.name)} {one.value}", address(str(other)))


def whole_words(query: Query, address: Address) -> Way | None:
    """A short Latin word stands in many longer ones: the same search without those."""
    terms = [replace(term, is_phrase=True) if is_short(term) else term for term in query.terms]
    if terms == query.terms:
        return None
    other = replace(query, terms=terms)
    return Way(other.words(), address(str(other)))


def is_short(term: Term) -> bool:
    return not is_wide(term.folded) and len(term.folded) <= SHORT


def ways_out(query: Query, address: Address) -> list[Way]:
    """What would find something: without a filter, with a word less, with shorter words.

    Where one change is not enough, every word by itself.
    """
    near = [*without_filters(query), *with_fewer(query), *in_pieces(query)]
    return helpful(near, address) or helpful(alone(query), address)


def helpful(others: Iterable[tuple[str, Query]], address: Address) -> list[Way]:
    found: list[Way] = []
    for label, other in others:
        if len(found) < MOST and not other.is_empty and (count := total(other)):
            found.append(Way(label, address(str(other)), count))
    return found


def total(query: Query) -> int:
    return sum(min(count, COUNTED) for count in Search(query).counts.values())


def without_filters(query: Query) -> Iterator[tuple[str, Query]]:
    for one in query.filters:
        left = [other for other in query.filters if other != one]
        label = _("also with “%s”") if one.is_barred else _("without “%s”")
        yield label % str(one).removeprefix("-"), replace(query, filters=left)
    for term in query.without:
        left_out = [other for other in query.without if other != term]
        yield _("also with “%s”") % term.original, replace(query, without=left_out)


def with_fewer(query: Query) -> Iterator[tuple[str, Query]]:
    if len(query.terms) > 1:
        for term in query.terms:
            yield _("only “%s”") % term.original, replace(query, terms=[term])


def alone(query: Query) -> Iterator[tuple[str, Query]]:
    for term in query.terms:
        yield _("only “%s”") % term.original, replace(query, terms=[term], filters=[], without=[])


def in_pieces(query: Query) -> Iterator[tuple[str, Query]]:
    """A long word cut in two, as a reader might put it; a phrase without its quotes."""
    for place, term in enumerate(query.terms):
        for pieces in cuts(term):
            terms = [*query.terms[:place], *pieces, *query.terms[place + 1 :]]
            other = replace(query, terms=terms)
            yield _("apart: %s") % other.words(), other


def cuts(term: Term) -> Iterator[list[Term]]:
    runs = RUN.findall(term.folded)
    if len(runs) > 1:
        yield [Term(run, run) for run in runs]
    elif is_wide(term.folded) and len(term.folded) > 3:
        for place in range(2, len(term.folded) - 1):
            yield [Term(half, half) for half in (term.folded[:place], term.folded[place:])]
