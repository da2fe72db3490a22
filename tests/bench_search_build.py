"""Filling the index for the bench: the site's own way, and as fast as the database takes it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import batched
from pathlib import Path
from threading import Barrier
from unittest import mock

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from events.models import City
from search import indexing, writing
from search.models import SearchDocument
from tests.bench_search_places import CITIES, EACH, Event, places
from tests.factories import make_city

TABLE = SearchDocument._meta.db_table


def cities() -> list[tuple[int, str]]:
    for number, name in enumerate(CITIES):
        make_city(slug=f"bench-{number}", name=name)
    return list(City.objects.filter(slug__startswith="bench-").values_list("pk", "name"))


def fill(first: int, last: int) -> tuple[float, float]:
    """As `search.indexing` writes what its sources tell.

    Seconds, without inventing it, and those that processors worked.
    """
    passed, worked, there = 0.0, 0.0, cities()
    for numbers in batched(range(first // EACH, last // EACH), indexing.TOGETHER):
        invented = [place for number in numbers for place in Event(number, there).places()]
        started, used = time.perf_counter(), processor()
        with (
            mock.patch.object(indexing, "places", lambda *_given, rows=invented: rows),
            transaction.atomic(),
        ):
            assert indexing.write("event", numbers) == len(invented)
        passed += time.perf_counter() - started
        worked += (processor() - used) / 1000
    return passed, worked


def processor() -> float:
    """Milliseconds that this process has had, and the one of PostgreSQL that serves it."""
    served = 0.0
    if connection.vendor == "postgresql" and connection.connection:
        pid = connection.connection.info.backend_pid
        served = int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e6
    return time.process_time() * 1000 + served


def fill_fast(first: int, last: int, together: Barrier, number: int) -> None:
    """The part of one of several processes."""
    numbers = range(first // EACH + number, last // EACH, together.parties)
    for some in batched(places(numbers, cities()), 1000):
        writing.insert([place.document() for place in some])


@contextmanager
def patiently() -> Iterator[CursorWrapper]:
    """A cursor of PostgreSQL that may work for minutes, as a migration's does."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SET maintenance_work_mem = '2GB'")
        yield cursor
    connection.close()


def drop_indexes() -> list[str]:
    """What makes them anew."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s"
            " AND indexname NOT LIKE '%%_pkey'",
            [TABLE],
        )
        found = list(cursor.fetchall())
        for name, _statement in found:
            cursor.execute(f'DROP INDEX "{name}"')
    return [statement for _name, statement in found]


def make_indexes(statements: list[str]) -> None:
    with patiently() as cursor:
        for statement in statements:
            cursor.execute(statement)


def settle() -> None:
    """What autovacuum does soon after; on SQLite nobody does anything."""
    if connection.vendor == "postgresql":
        with patiently() as cursor:
            cursor.execute(f"VACUUM ANALYZE {TABLE}")


def sample(size: int, documents: int) -> Iterator[tuple[list[str], list[str]]]:
    """The folded texts of some events out of so many documents, and the words they coined."""
    there, events = cities(), size // EACH
    for number in range(0, events, max(1, events * EACH // documents)):
        event = Event(number, there)
        coined = [word for talk in event.talks for word in talk.subject.coined]
        yield [place.document().folded for place in event.places()], coined
