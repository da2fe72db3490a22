"""Rows put into the index, many at once: past the ORM, which takes longer than the database."""

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any

from django.db import connection

from search.models import SearchDocument

FIELDS = SearchDocument._meta.concrete_fields
COLUMNS = ", ".join(field.attname for field in FIELDS)
INSERT = f"INSERT INTO search_searchdocument ({COLUMNS}) VALUES ({', '.join(['%s'] * len(FIELDS))})"
told = attrgetter(*(field.attname for field in FIELDS))
COPY = f"COPY search_searchdocument ({COLUMNS}) FROM STDIN"


def insert(rows: Sequence[SearchDocument]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(COPY) as copy:
                for values in values_of(rows):
                    copy.write_row(values)
        else:
            cursor.executemany(INSERT, list(values_of(rows)))


def values_of(rows: Sequence[SearchDocument]) -> Iterator[list[Any]]:
    """Only a date and the grams are anything but numbers and texts."""
    made = {FIELDS.index(field): field for field in FIELDS if field.name in {"date", "grams"}}
    for row in rows:
        values = list(told(row))
        for place, field in made.items():
            values[place] = field.get_db_prep_save(values[place], connection)
        yield values
