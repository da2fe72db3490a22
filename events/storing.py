"""Files put into the storage so that none stays there without its row."""

import weakref
from typing import Any

from django.core.files import File
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models.fields.files import FieldFile


def keep(field: FieldFile, content: "File[Any]") -> str:
    """Store `content` under a new key for `field`; the name to save in the row.

    Call it inside the transaction that saves the row: the file goes when that is rolled back.
    """
    storage, key = field.storage, field.field.generate_filename(field.instance, "")
    content.seek(0)
    try:
        name = storage.save(key, content, max_length=field.field.max_length)
    except BaseException:  # the disk is full, perhaps: no truncated file stays
        storage.delete(key)
        raise
    transaction.on_commit(_Guard(storage, name))
    return name


def drop(files: list[FieldFile]) -> None:
    """Delete files once no row names them any more, that is after the commit."""
    for file in files:
        transaction.on_commit(_Deletion(file.storage, str(file.name)), robust=True)


class _Guard:
    """Django calls it after the commit, and lets go of it after a rollback: then the file goes."""

    def __init__(self, storage: Storage, name: str) -> None:
        self.rollback = weakref.finalize(self, storage.delete, name)

    def __call__(self) -> None:
        self.rollback.detach()


class _Deletion:
    def __init__(self, storage: Storage, name: str) -> None:
        self.storage, self.name = storage, name

    def __call__(self) -> None:
        self.storage.delete(self.name)
