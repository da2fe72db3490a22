"""Rows that name files, and files in the storage: found where they don't match, and mended."""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils import timezone

from events import storing
from events.models import Attachment, DiscardedFile, Rendition, SlidePage
from events.models.attachment import KEY
from events.processing import forget_derived, read_again
from techparty_site.lib import files, storage

logger = logging.getLogger(__name__)

SURPRISING = 20  # so many files that don't match at all are the wrong folder or database
type Watch = Callable[[Iterable[str]], Iterable[str]]  # a progress bar, perhaps


@dataclass(frozen=True)
class Place:
    """A column of a row that names a file."""

    model: type[models.Model]
    column: str
    pk: int
    key: str

    @property
    def rows(self) -> "models.QuerySet[Any]":
        """The row, as long as it names this file."""
        return self.model._base_manager.filter(pk=self.pk, **{self.column: self.key})

    @property
    def is_original(self) -> bool:
        return self.model not in (SlidePage, Rendition)


@dataclass
class Stock:
    """What was found wrong."""

    missing: list[Place] = field(default_factory=list)  # rows without their file
    orphans: list[str] = field(default_factory=list)  # files without a row
    overdue: list[str] = field(default_factory=list)  # discarded, their thirty days are over
    leftovers: list[Path] = field(default_factory=list)  # half-done work of somebody gone
    drafts: list[str] = field(default_factory=list)  # the same inside the storage
    matching: int = 0  # files that a row names

    @property
    def total(self) -> int:
        found = (self.missing, self.orphans, self.overdue, self.leftovers, self.drafts)
        return sum(len(each) for each in found)

    @property
    def is_suspicious(self) -> bool:
        return not self.matching and len(self.missing) + len(self.orphans) >= SURPRISING


def take_stock(watch: Watch = iter) -> Stock:
    """Exact while the site runs: what looks wrong is looked at again with nobody storing files."""
    stock = Stock(leftovers=files.leftovers())
    places = {place.key: place for place in all_places()}  # before the files: a new row has its own
    stored = set()
    for key in watch(storage.keys(default_storage)):
        if files.WORK_NAME.match(key.rpartition("/")[2]):
            stock.drafts += [key] if is_left(key) else []
        else:
            stored.add(key)
    stock.missing = [places[key] for key in sorted(places.keys() - stored) if is_gone(places[key])]
    stock.matching = len(places.keys() & stored)
    stock.orphans = orphans_of(stored - places.keys())
    stock.overdue = overdue(stored, timezone.now())
    return stock


def all_places() -> Iterator[Place]:
    for model, column in storing.holders():
        rows = model._base_manager.exclude(**{column.attname: ""}).order_by()
        for pk, key in rows.values_list("pk", column.attname).iterator(chunk_size=10_000):
            yield Place(model, column.attname, pk, key)


def is_left(key: str) -> bool:
    try:
        changed = default_storage.get_modified_time(key)
    except FileNotFoundError:  # finished meanwhile
        return False
    return files.is_left(key.rpartition("/")[2], changed)


def is_gone(place: Place) -> bool:
    """Whether the row names a file that isn't there; it may have been changed meanwhile."""
    return not default_storage.exists(place.key) and place.rows.exists()


def orphans_of(suspects: Collection[str]) -> list[str]:
    if not suspects:
        return []
    with storing.alone():
        found = sorted(unknown(suspects))
        return [key for key in found if default_storage.exists(key)]


def unknown(keys: Collection[str]) -> set[str]:
    """Those that neither a row names nor the list of discarded files."""
    rows = DiscardedFile.objects.values_list("key", flat=True)
    return set(keys) - storing.named(keys) - set(rows.iterator(chunk_size=10_000))


def overdue(stored: Collection[str], now: datetime) -> list[str]:
    rows = DiscardedFile.objects.filter(discarded_at__lte=now - storing.KEPT_FOR)
    keys = {key for key in rows.values_list("key", flat=True) if key in stored}
    return sorted(keys - storing.named(keys))


def tidy() -> None:
    """What killed processes left, without asking anybody.

    Files that no row names are only discarded: perhaps they are right, and the database is
    yesterday's.
    """
    stock = take_stock()
    clear_half_done(stock)
    ours = [key for key in stock.orphans if KEY.fullmatch(key)]
    if ours and not stock.is_suspicious:
        logger.warning("%d files that no row names leave in %s", len(ours), storing.KEPT_FOR)
        storing.drop(ours)


def clear_half_done(stock: Stock) -> None:
    for path in stock.leftovers:
        files.clear(path)
    storing.remove(stock.drafts)


def mend(stock: Stock) -> list[Place]:
    """Clear away, make pages and sizes anew; the originals that only a person can bring back."""
    clear_half_done(stock)
    for start in range(0, len(stock.orphans), storing.BATCH):
        with storing.alone():
            storing.remove(unknown(stock.orphans[start : start + storing.BATCH]))
    storing.sweep(timezone.now())
    return [place for place in stock.missing if not mended(place)]


def mended(place: Place) -> bool:
    with transaction.atomic():
        row = place.rows.select_for_update().first()
        if row is None:
            return True
        if isinstance(row, Attachment):
            return has_become_a_link(row)
        if place.is_original:
            return False
        forget(place)
        read_again(row.attachment)
    return True


def forget(place: Place) -> None:
    """A page keeps its words while its picture is made anew."""
    if place.model is SlidePage:
        place.rows.update(**{place.column: ""})
    else:
        place.rows.delete()


def has_become_a_link(attachment: Attachment) -> bool:
    """What was rescued from an outside address leads there again; other losses stay visible."""
    logger.error("Attachment %s has lost its file %s", attachment.pk, attachment.file.name)
    rows = Attachment.objects.filter(pk=attachment.pk)
    if not attachment.url:
        rows.update(processing_error=Attachment.Problem.FAILED, updated_at=timezone.now())
        return False
    forget_derived(attachment)
    rows.update(file="", size=None, sha256="", processing_error="", updated_at=timezone.now())
    return True
