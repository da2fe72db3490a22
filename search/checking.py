"""The index held against the content, unit by unit, and made anew."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.db import DatabaseError, connection, transaction

from search.indexing import TOGETHER, documents, lock, write
from search.models import SearchDocument
from search.sources import places
from search.sources.everything import EVERYTHING
from search.writing import FIELDS

type Batch = tuple[str, tuple[int, ...]]  # a kind of unit and some keys


@dataclass
class Difference:
    missing: int = 0  # places that are not in the index
    outdated: int = 0
    left: int = 0  # rows of places that are no more

    @property
    def total(self) -> int:
        return self.missing + self.outdated + self.left

    def __iadd__(self, other: "Difference") -> "Difference":
        self.missing += other.missing
        self.outdated += other.outdated
        self.left += other.left
        return self


def batches() -> list[Batch]:
    """Of the content, and of what only the index still has."""
    found: dict[str, set[int]] = defaultdict(set)
    for kind, rows in EVERYTHING.items():
        found[kind].update(rows())
    for unit in SearchDocument.objects.order_by().values_list("unit", flat=True).distinct():
        kind, _colon, key = unit.partition(":")
        found[kind].add(int(key))
    return [
        (kind, some) for kind, keys in found.items() for some in batched(sorted(keys), TOGETHER)
    ]


def rebuild(batch: Batch) -> int:
    """Write the rows of some units anew, at once: a search meets the old ones or the new."""
    with transaction.atomic():
        lock()
        return write(*batch, anew=True)


def compare(batch: Batch) -> Difference:
    kind, keys = batch
    rows = SearchDocument.objects.filter(unit__in=[f"{kind}:{key}" for key in keys])
    kept = {row.key: told(row) for row in rows}
    wanted = {row.key: told(row) for row in documents(places(kind, keys))}
    both = kept.keys() & wanted.keys()
    return Difference(
        missing=len(wanted.keys() - kept.keys()),
        outdated=sum(kept[key] != wanted[key] for key in both),
        left=len(kept.keys() - wanted.keys()),
    )


def told(row: SearchDocument) -> dict[str, Any]:
    """All columns: a digest alone would not tell that somebody changed the row itself."""
    return {field.attname: getattr(row, field.attname) for field in FIELDS} | {
        "grams": set(row.grams)
    }


def is_sound() -> bool:
    """Whether SQLite's own index has what the rows say; PostgreSQL keeps it by itself."""
    if connection.vendor != "sqlite":
        return True
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO search_grams (search_grams, rank) VALUES ('integrity-check', 1)"
            )
    except DatabaseError:
        return False
    return True


def repair() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_grams (search_grams) VALUES ('rebuild')")
