"""One look into the index tells the keys of all hits."""

from collections.abc import Collection, Sequence

from search.expressions import fts5
from search.matching import Match
from search.models import Kind
from search.reading.rows import (
    CANDIDATES,
    COLUMNS,
    Found,
    Keys,
    Seen,
    by_kind,
    meeting,
    seen_of,
    told,
    undecided,
)

PROPOSED = "SELECT rowid FROM search_grams WHERE search_grams MATCH %s ORDER BY rowid DESC"
# Left to choose what comes first, SQLite would sort all hits.
NEWEST = (
    f"SELECT {COLUMNS} FROM search_grams g CROSS JOIN search_searchdocument d"
    " WHERE d.key = g.rowid AND g.search_grams MATCH %s"
)


def survey(match: Match) -> dict[Kind, Seen]:
    return seen_of(match, proposed(match))


def newest_of(kinds: Collection[Kind], match: Match) -> dict[Kind, list[Found]]:
    keys = proposed(match)
    return {kind: meeting(match, keys[kind], CANDIDATES) for kind in kinds if kind in keys}


def newest(
    match: Match, limit: int, *, skipped: int = 0, without: Sequence[int] = ()
) -> list[Found]:
    more, params = undecided(match, without)
    return told(
        f"{NEWEST} {more} ORDER BY g.rowid DESC LIMIT %s OFFSET %s",
        [fts5(match.asked), *params, limit, skipped],
    )


def proposed(match: Match) -> Keys:
    return by_kind(key for (key,) in told(PROPOSED, [fts5(match.asked)]))
