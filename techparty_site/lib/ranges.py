"""One part of a file, as a Range header asks for it: players seek with it."""

import re
from typing import IO

SINGLE = re.compile(r"bytes=\s*(\d{0,18})-(\d{0,18})\s*", re.ASCII | re.IGNORECASE)


class Unsatisfiable(Exception):
    """The part lies outside the file: answer 416."""


def parse(header: str, size: int) -> range | None:
    """The positions asked for; None for what may be ignored: other units, several parts, nonsense.

    Raises Unsatisfiable.
    """
    match = SINGLE.fullmatch(header.strip())
    if not match or not (match[1] or match[2]):
        return None
    if not match[1]:
        wanted = range(max(0, size - int(match[2])), size)
    else:
        first, last = int(match[1]), int(match[2]) if match[2] else size - 1
        if match[2] and last < first:
            return None
        wanted = range(first, min(last + 1, size))
    if not wanted:
        raise Unsatisfiable
    return wanted


class Part:
    """A file that ends early. Without `fileno`, so that no server sends the whole file instead."""

    def __init__(self, file: IO[bytes], positions: range) -> None:
        self.file = file
        self.left = len(positions)
        file.seek(positions.start)

    def read(self, size: int = -1) -> bytes:
        wanted = self.left if size < 0 else min(size, self.left)
        data = self.file.read(wanted)
        self.left -= len(data)
        return data

    def close(self) -> None:
        self.file.close()
