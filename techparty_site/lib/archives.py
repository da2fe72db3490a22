"""Kept files as one ZIP that is written while it is sent: never whole in memory or on the disk."""

import logging
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.core.files.storage import Storage
from zipstream import ZipStream

from techparty_site.lib.files import clean_name, reading

logger = logging.getLogger(__name__)

CHUNK = 2**16  # bytes
LONGEST = 200  # bytes of UTF-8; most systems take 255 of them
# What Windows takes in no name, as the wide characters that look the same.
WIDE = str.maketrans('\\/:*?"<>|', "＼／：＊？＂＜＞｜")
DEVICES = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10))}
DEVICES |= {f"lpt{n}" for n in range(1, 10)}


@dataclass(frozen=True)
class Member:
    path: str  # in the archive: names made by `portable`, with slashes between
    storage: Storage
    key: str

    def __iter__(self) -> Iterator[bytes]:
        try:
            with reading(self.storage, self.key) as file:
                while chunk := file.read(CHUNK):
                    yield chunk
        except OSError as error:
            logger.error("A file can't be read to its end: %s (%s)", self.key, error)
            raise


class Archive:
    """Its size is known before. A member whose file is missing is left out, and the log says so."""

    def __init__(self, members: Collection[Member]) -> None:
        self._stream = ZipStream(sized=True)
        taken: set[str] = set()
        for member in members:
            try:
                size = member.storage.size(member.key)
            except OSError as error:
                logger.error("A file is missing from the storage: %s (%s)", member.key, error)
                continue
            self._stream.add(member, unused_path(member.path, taken), size=size)

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self._stream)

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._stream)


def portable(name: str) -> str:
    """One name, no path, as every system can write it to its disk."""
    name = clean_name(name.translate(WIDE)).rstrip(". ").lstrip()
    stem, extension = os.path.splitext(name)
    if len(extension.encode()) > 20:
        stem, extension = name, ""
    name = cut(stem, LONGEST - len(extension.encode())) + extension
    return f"_{name}" if not name or stem.lower() in DEVICES or set(name) == {"."} else name


def cut(text: str, limit: int) -> str:
    """No longer than so many bytes of UTF-8."""
    return text.encode()[:limit].decode(errors="ignore").rstrip()


def unused_path(path: str, taken: set[str]) -> str:
    """`path`, or with a number in it; to some disks large and small letters are the same."""
    stem, extension = os.path.splitext(path)
    found, number = path, 1
    while found.casefold() in taken:
        number += 1
        found = f"{stem} ({number}){extension}"
    taken.add(found.casefold())
    return found
