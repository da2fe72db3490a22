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
DEEP = 5000  # of the newest rows of a kind that are looked through
WITHIN = {Kind.PAGE, Kind.PARAGRAPH, Kind.FILE}  # places inside, whose title is their talk's
MEETING = "FROM search_searchdocument d WHERE d.grams @@ %s::tsquery"
OF_KIND = (
    "FROM search_searchdocument d WHERE d.kind = %s AND d.is_public ORDER BY d.key DESC LIMIT %s"
)


def survey(match: Match) -> dict[Kind, Seen]:
    keys, is_all = proposed(match)
    if is_all:
        return seen_of(match, keys)
    seen = {kind: seen_of_kind(match, kind, len(keys.get(kind, ()))) for kind in Kind}
    return {kind: one for kind, one in seen.items() if one.rows}


def newest_of(kinds: Collection[Kind], match: Match) -> dict[Kind, list[Found]]:
    keys, is_all = proposed(match)
    if is_all:
        return {kind: meeting(match, keys[kind], CANDIDATES) for kind in kinds if kind in keys}
    with bitmaps_only():  # their newest pages and paragraphs are known; titles may be old
        named = [kind for kind in kinds if kind not in WITHIN]
        return {kind: newest(of_kind(match, kind), CANDIDATES) for kind in named}


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


def seen_of_kind(match: Match, kind: Kind, known: int) -> Seen:
    """Of a kind of which so many are known to be proposed, where there are many in all."""
    is_counted = known > COUNTED and not match.present
    wanted = CANDIDATES if is_counted else COUNTED + 1
    keys, is_end = walked(match, kind, wanted) if match.is_of_words else ([], False)
    if is_end or len(keys) == wanted:
        rows = meeting(match, keys[:CANDIDATES], CANDIDATES)
        return Seen(rows, known if is_counted and not is_end else len(keys))
    if len(keys) >= CANDIDATES:
        rows = meeting(match, keys[:CANDIDATES], CANDIDATES)
    else:
        with bitmaps_only():
            rows = newest(of_kind(match, kind), CANDIDATES)
    return Seen(rows, len(rows) if len(rows) < CANDIDATES else counted(of_kind(match, kind)))


def walked(match: Match, kind: Kind, wanted: int) -> tuple[list[int], bool]:
    """The keys of so many hits among the newest rows of a kind, and whether those were all."""
    more, params = condition(match)
    rows = told(
        f"SELECT d.key FROM (SELECT d.key, d.folded, d.around {OF_KIND}) d WHERE TRUE {more}"
        " ORDER BY d.key DESC LIMIT %s",
        [int(kind), DEEP, *params, wanted],
    )
    is_end = len(rows) < wanted and count(f"SELECT 1 {OF_KIND}", [int(kind), DEEP]) < DEEP
    return [key for (key,) in rows], is_end


def condition(match: Match) -> tuple[str, Params]:
    """All that is asked, of the texts alone."""
    sql, params = has_all(match.words, is_alone=match.is_alone)
    if not match.is_alone:
        own, more = has_one(match.words)
        sql, params = sql + own, params + more
    return sql, params


def counted(match: Match) -> int:
    more, params = undecided(match)
    some = f"SELECT 1 {MEETING} {more} LIMIT %s"
    with bitmaps_only():
        return count(some, [tsquery(match.asked), *params, COUNTED + 1])


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
