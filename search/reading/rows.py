"""What is read of a row, what is asked of its texts, and the rows of known keys."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from search.asking import Term
from search.matching import Match
from search.models import Kind, kind_number

EVERY = 1000  # hits of all kinds that are all looked at
CANDIDATES = 100  # of a kind, newest first, that are looked at where there are more
COUNTED = 500  # beyond, a count says only "more than"

type Found = tuple[int, str, int, int | None]  # key, folded text, weight, city
type Params = list[Any]
type Keys = dict[Kind, list[int]]  # the newest first

COLUMNS = "d.key, d.folded, d.weight, d.city_id"
# What comes first in a CROSS JOIN is walked along.
OF_KEYS = {
    "sqlite": "json_each(%s) k CROSS JOIN search_searchdocument d WHERE d.key = k.value",
    "postgresql": "search_searchdocument d WHERE d.key = ANY(%s)",
}


@dataclass(frozen=True)
class Seen:
    """Of a kind: the newest hits, and how many there are; beyond COUNTED nobody has to know."""

    rows: list[Found]
    count: int

    @property
    def is_all(self) -> bool:
        return self.count <= len(self.rows)


def seen_of(match: Match, keys: Keys) -> dict[Kind, Seen]:
    """Out of all rows that the index proposes."""
    # Where texts are to be looked at for the count, they can as well be brought.
    is_few = sum(map(len, keys.values())) <= (2 * EVERY if match.present else EVERY)
    seen = {kind: seen_of_kind(match, some, is_few=is_few) for kind, some in keys.items()}
    return {kind: one for kind, one in seen.items() if one.rows}


def seen_of_kind(match: Match, keys: Sequence[int], *, is_few: bool) -> Seen:
    if is_few or len(keys) <= CANDIDATES:
        rows = meeting(match, keys, len(keys))
        return Seen(rows, len(rows))
    return Seen(meeting(match, keys, CANDIDATES), count_of(match, keys))


def by_kind(keys: Iterable[int]) -> Keys:
    found = defaultdict[int, list[int]](list)
    for key in keys:
        found[kind_number(key)].append(key)
    return {Kind(number): some for number, some in found.items()}


def meeting(match: Match, keys: Sequence[int], limit: int) -> list[Found]:
    """So many of the proposed rows that meet the match; most of them do."""
    found: list[Found] = []
    start, size = 0, limit
    more, params = undecided(match)
    sql = f"SELECT {COLUMNS} FROM {OF_KEYS[connection.vendor]} {more}"
    while start < len(keys) and len(found) < limit:
        found += told(sql, [given(keys[start : start + size]), *params])
        start, size = start + size, size * 2
    return sorted(found, reverse=True)[:limit]


def count_of(match: Match, keys: Sequence[int]) -> int:
    """How many of the proposed rows meet the match; not to the end, where that is dear."""
    more, params = undecided(match)
    if not more:
        return len(keys)
    found, size = 0, 2 * COUNTED
    some = f"SELECT 1 FROM {OF_KEYS[connection.vendor]} {more} LIMIT %s"
    for start in range(0, len(keys), size):
        if found <= COUNTED:
            part = given(keys[start : start + size])
            found += count(some, [part, *params, COUNTED + 1 - found])
    return found


def count(some: str, params: Params) -> int:
    return int(told(f"SELECT COUNT(*) FROM ({some}) AS found", params)[0][0])


def given(keys: Sequence[int]) -> str | list[int]:
    return json.dumps(keys) if connection.vendor == "sqlite" else list(keys)


def undecided(match: Match, without: Sequence[int] = ()) -> tuple[str, Params]:
    """Conditions for what grams leave open: `AND …` of a query whose documents are `d`."""
    sql, params = has_all(match.present, is_alone=match.is_alone)
    for term in match.absent:
        sql += " AND d.folded NOT LIKE %s ESCAPE '~'"
        params.append(pattern(term))
    if without:
        sql += f" AND d.key NOT IN ({', '.join(['%s'] * len(without))})"
    return sql, [*params, *without]


def has_all(terms: Iterable[Term], *, is_alone: bool) -> tuple[str, Params]:
    """Each in the text, or around it where there are several."""
    sql = ""
    params: Params = []
    for term in terms:
        columns = ["d.folded"] if is_alone else ["d.folded", "d.around"]
        sql += " AND (" + " OR ".join(f"{one} LIKE %s ESCAPE '~'" for one in columns) + ")"
        params += [pattern(term)] * len(columns)
    return sql, params


def has_one(terms: Iterable[Term]) -> tuple[str, Params]:
    patterns = [pattern(term) for term in terms]
    return " AND (" + " OR ".join(["d.folded LIKE %s ESCAPE '~'"] * len(patterns)) + ")", patterns


def pattern(term: Term) -> str:
    """No folded text has a sign that LIKE takes for one of its own, but nothing rests on it."""
    escaped = term.folded.replace("~", "~~").replace("%", "~%").replace("_", "~_")
    return f"%{escaped}%"


def told(sql: str, params: Params) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())
