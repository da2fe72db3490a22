"""What a query finds: the best few of every kind with their counts, or one kind page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from search import reading
from search.asking import Query
from search.filters import conditions
from search.matching import Match, fact, in_heading, match_of, sound_of, sounding
from search.models import Kind, SearchDocument, day_of, kind_of
from search.ranking import EXACT, Ranking
from search.reading import Found

FEW = 4  # hits of a kind where all kinds are shown
PER_PAGE = 20
EVERY = 1500  # hits of all kinds that one query brings; asking kind by kind costs as much as those
CANDIDATES = 200  # of a kind, newest first, that are ranked; behind them it goes by date alone
COUNTED = 1000  # beyond, a count says only "more than"


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
        self.is_complete = False  # whether all hits were brought

    def match(self, kind: Kind | None = None) -> Match:
        """Of all kinds, or of one."""
        facts = [*self.facts, *([fact(f"kind:{int(kind)}")] if kind else [])]
        return match_of(self.query, facts, barred=self.barred)

    @cached_property
    def newest(self) -> dict[Kind, list[Found]]:
        """By kind, those only of which there are hits: one query where there are few in all."""
        if self.query.is_empty:
            return {}
        found: dict[Kind, list[Found]] = {kind: [] for kind in Kind}
        every = reading.newest(self.match(), EVERY)
        self.is_complete = len(every) < EVERY
        if self.is_complete:
            for row in every:
                found[kind_of(row[0])].append(row)
        else:
            found = {kind: reading.newest(self.match(kind), CANDIDATES) for kind in Kind}
        if sound_of(self.query):
            spoken = sounding(self.query, self.facts, barred=self.barred)
            heard = reading.newest(spoken, CANDIDATES)
            found[Kind.SPEAKER] = list(dict.fromkeys([*found[Kind.SPEAKER], *heard]))
        return {kind: rows for kind, rows in found.items() if rows}

    @cached_property
    def counts(self) -> dict[Kind, int]:
        """Counting is dear: only where not all are at hand, and not to the end."""
        return {
            kind: len(rows)
            if self.is_complete or len(rows) < CANDIDATES
            else max(len(rows), reading.count(self.match(kind), COUNTED + 1))
            for kind, rows in self.newest.items()
        }

    @cached_property
    def candidates(self) -> dict[Kind, list[Candidate]]:
        """By kind, the best first: of the newest, and of those with the words in the heading."""
        return {kind: self._ranked(kind, rows) for kind, rows in self.newest.items()}

    def _ranked(self, kind: Kind, rows: "list[Found]") -> list[Candidate]:
        if not self.is_complete and len(rows) == CANDIDATES and self.query.terms:
            titled = self.match(kind).and_also(in_heading(self.query))
            rows = [*rows, *reading.newest(titled, CANDIDATES)]
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
    rows = SearchDocument.objects.defer("grams", "folded", "around", "digest")
    return rows.select_related("city").in_bulk(keys)
