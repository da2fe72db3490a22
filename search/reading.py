"""Rows that meet a match, the newest first, and how many: written out for each database.

SQLite walks its index along the keys only where that comes first in the join; what the ORM
writes would collect and sort all hits before the first of them is told.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction

from search.asking import Term
from search.expressions import fts5, tsquery
from search.matching import Match

type Found = tuple[int, str, int, int | None]  # key, folded text, weight, city
type Params = list[str | int]

COLUMNS = "d.key, d.folded, d.weight, d.city_id"
SQLITE = (
    "FROM search_grams g CROSS JOIN search_searchdocument d"
    " WHERE d.key = g.rowid AND g.search_grams MATCH %s"
)
INDEX = "FROM search_grams WHERE search_grams MATCH %s"  # where no text has to be looked at
POSTGRESQL = "FROM search_searchdocument d WHERE d.grams @@ %s::tsquery"


def newest(
    match: Match, limit: int, *, skipped: int = 0, without: Sequence[int] = ()
) -> list[Found]:
    """So many rows; `without` are keys that are told already."""
    sql, params = condition(match)
    if without:
        sql += f" AND d.key NOT IN ({', '.join(['%s'] * len(without))})"
    order = "g.rowid" if connection.vendor == "sqlite" else "d.key"
    return told(
        f"SELECT {COLUMNS} {sql} ORDER BY {order} DESC LIMIT %s OFFSET %s",
        [*params, *without, limit, skipped],
    )


def count(match: Match, limit: int) -> int:
    """At most `limit`: counting to the end is dear."""
    sql, params = condition(match)
    if connection.vendor == "sqlite" and not (match.present or match.absent):
        sql = INDEX  # the same parameter
    with bitmaps_only():
        found = told(f"SELECT COUNT(*) FROM (SELECT 1 {sql} LIMIT %s) AS found", [*params, limit])
    return int(found[0][0])


@contextmanager
def bitmaps_only() -> Iterator[None]:
    """PostgreSQL thinks it cheap to look into row after row; each tsvector has to be unpacked."""
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")
        yield
        cursor.execute("SET LOCAL enable_seqscan TO DEFAULT")
        cursor.execute("SET LOCAL enable_indexscan TO DEFAULT")


def condition(match: Match) -> tuple[str, Params]:
    if connection.vendor == "sqlite":
        sql, asked = SQLITE, fts5(match.asked)
    else:
        sql, asked = POSTGRESQL, tsquery(match.asked)
    params: Params = [asked]
    for term in match.present:
        columns = ["d.folded"] if match.is_alone else ["d.folded", "d.around"]
        sql += " AND (" + " OR ".join(f"{one} LIKE %s ESCAPE '~'" for one in columns) + ")"
        params += [pattern(term)] * len(columns)
    for term in match.absent:
        sql += " AND d.folded NOT LIKE %s ESCAPE '~'"
        params.append(pattern(term))
    return sql, params


def pattern(term: Term) -> str:
    """No folded text has a sign that LIKE takes for one of its own, but nothing rests on it."""
    escaped = term.folded.replace("~", "~~").replace("%", "~%").replace("_", "~_")
    return f"%{escaped}%"


def told(sql: str, params: Params) -> list[Found]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())
