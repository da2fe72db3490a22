"""Rows that meet a match, the newest first, and how many: written out for each database.

SQLite tells the keys of all hits at once, and a key says of what kind and day a place is: so one
look into its index sorts and counts them. PostgreSQL is asked for a few, kind by kind; there may
be millions.
"""

from collections.abc import Collection, Sequence
from types import ModuleType

from django.db import connection

from search.matching import Match
from search.models import Kind
from search.reading import postgresql, sqlite
from search.reading.rows import CANDIDATES, COUNTED, Found, Seen

__all__ = ["CANDIDATES", "COUNTED", "Found", "Seen", "newest", "newest_of", "survey"]


def database() -> ModuleType:
    return sqlite if connection.vendor == "sqlite" else postgresql


def survey(match: Match) -> dict[Kind, Seen]:
    """Of every kind that has any: all hits, or where there are many in all the newest."""
    found: dict[Kind, Seen] = database().survey(match)
    return found


def newest_of(kinds: Collection[Kind], match: Match) -> dict[Kind, list[Found]]:
    """A few of each kind."""
    found: dict[Kind, list[Found]] = database().newest_of(kinds, match)
    return found


def newest(
    match: Match, limit: int, *, skipped: int = 0, without: Sequence[int] = ()
) -> list[Found]:
    """So many rows; `without` are keys that are told already."""
    found: list[Found] = database().newest(match, limit, skipped=skipped, without=without)
    return found
