"""The index follows the content: what triggers marked is written anew before anybody searches.

A change and its mark are one transaction. After every commit, after every task and before every
search the marks are worked off, so that a search never meets an older state than the pages do.
"""

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import batched

from django.db import InterfaceError, OperationalError, connection, transaction
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
DELETED = 500  # rows in one statement: databases bound its parameters
LOCK = 7_305_551  # PostgreSQL's advisory lock: one writer at a time
PATIENCE = 10  # seconds that a search waits for marks to be worked off

logger = logging.getLogger("techparty.search")


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
            write_or_leave_out(kind, some)
    SearchMark.objects.filter(pk__in=marks).delete()
    wait_for_coming(units)


def write_or_leave_out(kind: str, keys: Sequence[int]) -> None:
    """One that can't be read is left out and logged: the others don't wait for it.

    What stood of it goes too, since it may have become a draft.
    """
    try:
        with transaction.atomic():
            write(kind, keys)
    except (OperationalError, InterfaceError):  # the database's own trouble, and soon over
        raise
    except Exception:
        if len(keys) > 1:
            for key in keys:
                write_or_leave_out(kind, [key])
        else:
            logger.exception("Nothing of %s:%s is found until it is mended.", kind, keys[0])
            delete(SearchDocument.objects.filter(unit=f"{kind}:{keys[0]}"))


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
    gone = [*outdated(kept, wanted), *(row.key for row in changed)]
    for some in batched(gone, DELETED):
        delete(SearchDocument.objects.filter(pk__in=some))
    if anew:
        delete(rows)
    insert(changed)
    return len(changed)


def delete(rows: "QuerySet[SearchDocument]") -> None:
    """Without asking for them first: nothing refers to them."""
    rows._raw_delete(rows.db)


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
