"""The keys of all hits where there are not too many; else the newest rows are looked through.

Looking up what half of a million rows have is as dear as it is useless: of such words a few
hundred of the newest rows have enough. Their folded texts are read, as unpacking a row's
tsvector costs ten times as much.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction

from search.expressions import tsquery
from search.matching import Match, fact
from search.models import Kind
from search.reading.rows import (
    CANDIDATES,
    COLUMNS,
    COUNTED,
    Found,
    Keys,
    Params,
    Seen,
    by_kind,
    count,
    has_all,
    has_one,
    meeting,
    seen_of,
    told,
    undecided,
)

MANY = 20_000  # hits, of all kinds
DEEP = 8000  # of the newest rows of a kind that are looked through
MEETING = "FROM search_searchdocument d WHERE d.grams @@ %s::tsquery"
OF_KIND = (
    "FROM search_searchdocument d WHERE d.kind = %s AND d.is_public ORDER BY d.key DESC LIMIT %s"
)


def survey(match: Match) -> dict[Kind, Seen]:
    keys, is_all = proposed(match)
    if is_all:
        return seen_of(match, keys)
    seen = {
        kind: looked_through(match, kind, keys.get(kind, ())) or looked_up(match, kind)
        for kind in Kind
    }
    return {kind: one for kind, one in seen.items() if one.rows}


def newest_of(kinds: Collection[Kind], match: Match) -> dict[Kind, list[Found]]:
    keys, is_all = proposed(match)
    if is_all:
        return {kind: meeting(match, keys[kind], CANDIDATES) for kind in kinds if kind in keys}
    return {kind: newest(of_kind(match, kind), CANDIDATES) for kind in kinds}


def newest(
    match: Match, limit: int, *, skipped: int = 0, without: Sequence[int] = ()
) -> list[Found]:
    more, params = undecided(match, without)
    return told(
        f"SELECT {COLUMNS} {MEETING} {more} ORDER BY d.key DESC LIMIT %s OFFSET %s",
        [tsquery(match.asked), *params, limit, skipped],
    )


def proposed(match: Match) -> tuple[Keys, bool]:
    """And whether that is all; if it is not, they are some, and not the newest."""
    if estimated(match) > MANY:
        return {}, False
    with bitmaps_only():
        rows = told(f"SELECT d.key {MEETING} LIMIT %s", [tsquery(match.asked), MANY + 1])
    return by_kind(sorted((key for (key,) in rows), reverse=True)), len(rows) <= MANY


def estimated(match: Match) -> int:
    """How many the planner expects: of a word of several grams far too few, never too many."""
    ((plan,),) = told(f"EXPLAIN (FORMAT JSON) SELECT 1 {MEETING}", [tsquery(match.asked)])
    return int(plan[0]["Plan"]["Plan Rows"])


def looked_through(match: Match, kind: Kind, some: Sequence[int]) -> Seen | None:
    """The newest rows of a kind; None where they don't tell enough."""
    if not match.is_of_words:
        return None
    is_counted = len(some) > COUNTED and not match.present
    wanted = CANDIDATES if is_counted else COUNTED + 1
    more, params = condition(match)
    rows = told(
        f"SELECT d.key FROM (SELECT d.key, d.folded, d.around {OF_KIND}) d WHERE TRUE {more}"
        " ORDER BY d.key DESC LIMIT %s",
        [int(kind), DEEP, *params, wanted],
    )
    if len(rows) < wanted and count(f"SELECT 1 {OF_KIND}", [int(kind), DEEP]) == DEEP:
        return None
    keys = [key for (key,) in rows]
    newest_rows = meeting(match, keys[:CANDIDATES], CANDIDATES)
    return Seen(newest_rows, len(some) if is_counted else len(keys))


def condition(match: Match) -> tuple[str, Params]:
    """All that is asked, of the texts alone."""
    sql, params = has_all(match.words, is_alone=match.is_alone)
    if not match.is_alone:
        own, more = has_one(match.words)
        sql, params = sql + own, params + more
    return sql, params


def looked_up(match: Match, kind: Kind) -> Seen:
    match = of_kind(match, kind)
    rows = newest(match, CANDIDATES)
    if len(rows) < CANDIDATES:
        return Seen(rows, len(rows))
    more, params = undecided(match)
    with bitmaps_only():
        some = f"SELECT 1 {MEETING} {more} LIMIT %s"
        return Seen(rows, count(some, [tsquery(match.asked), *params, COUNTED + 1]))


def of_kind(match: Match, kind: Kind) -> Match:
    return match.and_also(fact(f"kind:{int(kind)}"))


@contextmanager
def bitmaps_only() -> Iterator[None]:
    """PostgreSQL thinks it cheap to look into row after row; each tsvector has to be unpacked.

    So it would be with a bitmap that has no room for every row.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off;"
            " SET LOCAL work_mem = '64MB'"
        )
        yield
        cursor.execute(
            "SET LOCAL enable_seqscan TO DEFAULT; SET LOCAL enable_indexscan TO DEFAULT;"
            " SET LOCAL work_mem TO DEFAULT"
        )
