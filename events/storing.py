"""Files put into the storage so that none stays there without its row, and taken out late.

A file that no row names any more stays thirty days, so that a row brought back is whole.
"""

import logging
import time
import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.core.files import File
from django.core.files.storage import Storage, default_storage
from django.db import OperationalError, connection, models, transaction
from django.db.models.fields.files import FieldFile
from django.db.models.signals import post_delete

from events.models import Attachment, DiscardedFile, Rendition, SlidePage

KEPT_FOR = timedelta(days=30)
STORING = 0x7EC4  # the number of our lock among PostgreSQL's advisory ones
BATCH = 500  # names in one query
PATIENCE = 120  # seconds

logger = logging.getLogger(__name__)


def keep(field: FieldFile, content: "File[Any]") -> str:
    """Store `content` under a new key for `field`; the name to save in the row.

    Call it inside the transaction that saves the row: the file goes when that is rolled back.
    What the row named until now is discarded.
    """
    announce()
    let_go(field)
    storage, key = field.storage, field.field.generate_filename(field.instance, "")
    content.seek(0)
    try:
        name = storage.save(key, content, max_length=field.field.max_length)
    except BaseException:  # the disk is full, perhaps: no truncated file stays
        storage.delete(key)
        raise
    transaction.on_commit(_Guard(storage, name))
    return name


def drop(files: Iterable[FieldFile | str]) -> None:
    """No row names them any more: they leave the storage thirty days after the commit."""
    DiscardedFile.objects.bulk_create(
        [DiscardedFile(key=str(file)) for file in files if file],
        update_conflicts=True,  # discarded before, and named again meanwhile: counted anew
        unique_fields=["key"],
        update_fields=["discarded_at"],
    )


def let_go(field: FieldFile) -> None:
    """Discard what the row names in the database, before something else stands there."""
    row = field.instance
    if row.pk is None:
        return
    with transaction.atomic():
        saved = type(row)._base_manager.select_for_update().filter(pk=row.pk)
        old = saved.only(field.field.attname).first()
        if old is not None:
            drop([getattr(old, field.field.attname)])


def drop_rows(rows: "models.QuerySet[Any]") -> None:
    """Delete rows on which no others hang, and drop their files: three queries for any number.

    Past the signals, which would ask twice for every row: a deck has hundreds of pages.
    """
    names = rows.values_list(*(field.attname for field in fields_of(rows.model)))
    drop(name for row in names for name in row)
    rows.order_by()._raw_delete(rows.db)


def discard_files(instance: models.Model, **kwargs: Any) -> None:
    """After a delete, cascades and whole querysets included."""
    drop([getattr(instance, field.attname) for field in fields_of(type(instance))])


for model in (Attachment, SlidePage, Rendition):
    post_delete.connect(discard_files, sender=model, dispatch_uid=f"discard {model.__name__}")


def fields_of(model: type[models.Model]) -> list[models.FileField]:
    return [field for field in model._meta.get_fields() if isinstance(field, models.FileField)]


def holders() -> Iterator[tuple[type[models.Model], models.FileField]]:
    """Every column of the site that names a file."""
    for model in apps.get_models():
        for field in fields_of(model):
            yield model, field


def named(keys: Iterable[str]) -> set[str]:
    """Those of `keys` that a row names."""
    wanted = set(keys)
    found = set[str]()
    for model, field in holders():
        rows = model._base_manager.order_by().values_list(field.attname, flat=True)
        if (
            len(wanted) <= BATCH
        ):  # no index stands on these columns: more names, one pass all the same
            rows = rows.filter(**{f"{field.attname}__in": wanted})
        found.update(wanted.intersection(rows.iterator(chunk_size=10_000)))
    return found


def sweep(now: datetime) -> int:
    """Delete what was discarded thirty days ago, unless a row names it again; how many files.

    What can't be deleted is logged, and tried again the next time.
    """
    overdue = DiscardedFile.objects.filter(discarded_at__lte=now - KEPT_FOR).order_by("pk")
    swept, last = 0, 0
    while overdue.filter(pk__gt=last).exists():
        with alone():  # only then it is sure which
            rows = list(overdue.filter(pk__gt=last)[:BATCH])
            keys = {row.key for row in rows}
            unnamed = keys - named(keys)
            gone = remove(unnamed)
            kept = unnamed.difference(gone)
            overdue.filter(pk__in=[row.pk for row in rows if row.key not in kept]).delete()
        swept, last = swept + len(gone), rows[-1].pk if rows else last
    return swept


def remove(keys: Iterable[str]) -> list[str]:
    """Those that went. Under `alone` nobody is about to name one of them."""
    gone = []
    for key in sorted(keys):
        try:
            default_storage.delete(key)
        except Exception:  # of whatever class: each storage has its own
            logger.exception("The file %s could not be deleted", key)
        else:
            gone.append(key)
    return gone


def announce() -> None:
    """Until the end of its transaction a new file has no row that others see: hold `alone` off."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("keep() belongs into the row's transaction.")
    if connection.vendor == "postgresql":  # elsewhere a transaction that writes is alone anyway
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [STORING])


@contextmanager
def alone() -> Iterator[None]:
    """A transaction during which nobody stores a file. Raises OperationalError."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            _wait_for_uploads()
        yield


def _wait_for_uploads() -> None:
    """Without standing in PostgreSQL's queue: there every new upload would wait behind us."""
    for _try in range(PATIENCE * 10):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [STORING])
            if cursor.fetchone()[0]:
                return
        time.sleep(0.1)
    raise OperationalError(f"files were being stored all the time for {PATIENCE} seconds")


class _Guard:
    """Django calls it after the commit, and lets go of it after a rollback: then the file goes."""

    def __init__(self, storage: Storage, name: str) -> None:
        self.rollback = weakref.finalize(self, storage.delete, name)

    def __call__(self) -> None:
        self.rollback.detach()
