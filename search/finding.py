"""What a query finds: the best few of every kind with their counts, or one kind page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from search import reading
from search.asking import Query
from search.filters import conditions
from search.matching import Match, fact, in_heading, match_of, sound_of, sounding
from search.models import Kind, SearchDocument, day_of
from search.ranking import EXACT, Ranking
from search.reading import CANDIDATES, COUNTED, Found, Seen

FEW = 4  # hits of a kind where all kinds are shown
PER_PAGE = 20


@dataclass(frozen=True)
class Group:
    kind: Kind
    count: int
    hits: list[SearchDocument]
    is_exact: bool = False  # the first one is called just what was typed

    @property
    def is_more(self) -> bool:
        """Whether the count stopped."""
        return self.count > COUNTED

    @property
    def shown(self) -> int:
        return min(self.count, COUNTED)


@dataclass(frozen=True)
class Candidate:
    """One of the newest hits of a kind, or one with the words in its heading."""

    score: int
    key: int
    city: int | None

    @property
    def year(self) -> int | None:
        day = day_of(self.key)
        return day.year if day else None


class Search:
    """One query asked of what is public; every answer is asked for once."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self.facts, self.barred = conditions(query)
        self.ranking = Ranking(query)

    def match(self, kind: Kind | None = None) -> Match:
        """Of all kinds, or of one."""
        facts = [*self.facts, *([fact(f"kind:{int(kind)}")] if kind else [])]
        return match_of(self.query, facts, barred=self.barred)

    @cached_property
    def seen(self) -> dict[Kind, Seen]:
        """By kind, those only of which there are hits."""
        if self.query.is_empty:
            return {}
        found = reading.survey(self.match())
        if heard := self._heard():
            known = found.get(Kind.SPEAKER, Seen([], 0))
            rows = list(dict.fromkeys([*known.rows, *heard]))
            found[Kind.SPEAKER] = Seen(rows, max(known.count, len(rows)))
        return found

    def _heard(self) -> list[Found]:
        """Speakers whose name sounds like what was typed."""
        if not sound_of(self.query):
            return []
        return reading.newest(sounding(self.query, self.facts, barred=self.barred), CANDIDATES)

    @property
    def counts(self) -> dict[Kind, int]:
        return {kind: seen.count for kind, seen in self.seen.items()}

    @cached_property
    def candidates(self) -> dict[Kind, list[Candidate]]:
        """By kind, the best first: of the newest, and of those with the words in the heading."""
        return {
            kind: self._ranked([*seen.rows, *self._titled.get(kind, [])])
            for kind, seen in self.seen.items()
        }

    @cached_property
    def _titled(self) -> dict[Kind, list[Found]]:
        kinds = [kind for kind, seen in self.seen.items() if not seen.is_all]
        if not kinds or not self.query.terms:
            return {}
        return reading.newest_of(kinds, self.match().and_also(in_heading(self.query)))

    def _ranked(self, rows: Sequence[Found]) -> list[Candidate]:
        found = {
            key: Candidate(self.ranking.score(folded, weight), key, city)
            for key, folded, weight, city in rows
        }
        return sorted(found.values(), key=lambda one: (one.score, one.key), reverse=True)

    def overview(self) -> list[Group]:
        """The best few of every kind; one that is called just what was typed comes first."""
        best = {kind: found[:FEW] for kind, found in self.candidates.items()}
        rows = documents([one.key for found in best.values() for one in found])
        groups = [
            Group(
                kind,
                self.counts[kind],
                [rows[one.key] for one in found if one.key in rows],
                is_exact=bool(found) and found[0].score >= EXACT,
            )
            for kind, found in best.items()
        ]
        return sorted(groups, key=lambda group: (not group.is_exact, ORDER.index(group.kind)))

    def listing(self, kind: Kind, number: int) -> list[SearchDocument]:
        """Page `number` of all hits of a kind, from 1: the best, then the others by date."""
        first, last = (number - 1) * PER_PAGE, number * PER_PAGE
        best = [one.key for one in self.candidates.get(kind, [])]
        keys = best[first:last]
        if last > len(best) and self.counts.get(kind, 0) > len(best):
            start = max(first - len(best), 0)
            left = PER_PAGE - len(keys)
            rest = reading.newest(self.match(kind), left, skipped=start, without=best)
            keys += [row[0] for row in rest]
        rows = documents(keys)
        return [rows[key] for key in keys if key in rows]


ORDER = [
    Kind.SPEAKER,
    Kind.POST,
    Kind.EVENT,
    Kind.TALK,
    Kind.PAGE,
    Kind.PARAGRAPH,
    Kind.FILE,
    Kind.TAG,
]


def documents(keys: Sequence[int]) -> dict[int, SearchDocument]:
    """The index leaves drafts out already; of what is shown nothing rests on that alone."""
    rows = SearchDocument.objects.filter(is_public=True)
    rows = rows.defer("grams", "folded", "around", "digest")
    return rows.select_related("city").in_bulk(keys)
