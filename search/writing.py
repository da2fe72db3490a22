"""Rows put into the index, many at once: past the ORM, which takes longer than the database."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import batched, chain
from operator import attrgetter
from typing import Any

from django.db import connection

from search.models import SearchDocument

FIELDS = SearchDocument._meta.concrete_fields
COLUMNS = ", ".join(field.attname for field in FIELDS)
INSERT = f"INSERT INTO search_searchdocument ({COLUMNS}) VALUES "
ROW = f"({', '.join(['%s'] * len(FIELDS))})"
TOGETHER = 500  # rows of one statement: SQLite takes 32,766 parameters
told = attrgetter(*(field.attname for field in FIELDS))
COPY = f"COPY search_searchdocument ({COLUMNS}) FROM STDIN"


def insert(rows: Iterable[SearchDocument]) -> None:
    """FTS5 writes out what it gathered when a smaller key comes, and with every statement."""
    rows = sorted(rows, key=attrgetter("key"))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(COPY) as copy:
                for values in values_of(rows):
                    copy.write_row(values)
        else:
            for some in batched(values_of(rows), TOGETHER):
                cursor.execute(INSERT + ", ".join([ROW] * len(some)), list(chain(*some)))


def values_of(rows: Sequence[SearchDocument]) -> Iterator[list[Any]]:
    """Only a date and the grams are anything but numbers and texts."""
    made = {FIELDS.index(field): field for field in FIELDS if field.name in {"date", "grams"}}
    for row in rows:
        values = list(told(row))
        for place, field in made.items():
            values[place] = field.get_db_prep_save(values[place], connection)
        yield values
