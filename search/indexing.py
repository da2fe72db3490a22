"""The index follows the content: what triggers marked is written anew before anybody searches.

A change and its mark are one transaction. After every commit, after every task and before every
search the marks are worked off, so that a search never meets an older state than the pages do.
"""

import time
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import batched

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from events.models import Event
from posts.models import Post
from search.models import SearchDocument, SearchMark
from search.places import Place
from search.resolving import Units, units_of
from search.sources import places
from search.writing import insert
from techparty_site.lib.publishing import Status

MARKS = 5000  # worked off in one transaction
TOGETHER = 20  # units whose content is loaded at once
LOCK = 7_305_551  # PostgreSQL's advisory lock: one writer at a time
PATIENCE = 10  # seconds that a search waits for marks to be worked off


class Behind(Exception):
    """So much changed at once that the index is not there yet: try again in a minute."""


def due(now: datetime | None = None) -> "QuerySet[SearchMark]":
    now = now or timezone.now()
    return SearchMark.objects.filter(Q(due_at=None) | Q(due_at__lte=now))


def catch_up(seconds: float | None = None) -> None:
    """Work off all marks. Raises Behind when that takes longer than so many seconds."""
    end = time.monotonic() + seconds if seconds is not None else None
    while due().exists():
        if end is not None and time.monotonic() > end:
            raise Behind
        with transaction.atomic():
            work_off()


def work_off() -> None:
    lock()
    marks = dict(due().order_by("pk").values_list("pk", "subject")[:MARKS])
    units = units_of(marks.values())
    for kind, keys in units.items():
        for some in batched(sorted(keys), TOGETHER):
            write(kind, some)
    SearchMark.objects.filter(pk__in=marks).delete()
    wait_for_coming(units)


def lock() -> None:
    """SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def write(kind: str, keys: Iterable[int], *, anew: bool = False) -> int:
    """Make the rows of some units what their content is now; how many were written."""
    keys = list(keys)
    units = [f"{kind}:{key}" for key in keys]
    rows = SearchDocument.objects.filter(unit__in=units)
    kept = {} if anew else dict(rows.values_list("key", "digest"))
    wanted = {row.key: row for row in documents(places(kind, keys))}
    changed = [row for key, row in wanted.items() if kept.get(key) != row.digest]
    # What a moved file brings along may still stand there as its old owner's.
    gone = Q(pk__in=[*outdated(kept, wanted), *(row.key for row in changed)])
    gone |= Q(unit__in=units) if anew else Q()
    SearchDocument.objects.filter(gone)._raw_delete(rows.db)
    insert(changed)
    return len(changed)


def outdated(kept: dict[int, str], wanted: dict[int, SearchDocument]) -> list[int]:
    return [
        key for key, digest in kept.items() if key not in wanted or wanted[key].digest != digest
    ]


def documents(found: Iterable[Place]) -> Iterator[SearchDocument]:
    return (place.document() for place in found)


def wait_for_coming(units: Units) -> None:
    """What is published at a time of its own is marked for that moment."""
    now = timezone.now()
    for kind, model in (("event", Event), ("post", Post)):
        rows = model.objects.filter(
            pk__in=units.get(kind, ()), status=Status.PUBLISHED, published_at__gt=now
        )
        for key, moment in rows.values_list("pk", "published_at"):
            SearchMark.objects.get_or_create(subject=f"{kind}:{key}", due_at=moment)
