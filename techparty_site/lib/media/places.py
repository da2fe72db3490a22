"""Ends of a file, and how much of it is looked at."""

import os
from typing import IO

LOOK = 2**16  # bytes searched for a frame or a page
FAR_LOOK = 2**20  # bytes from the end: where the last part of a recording starts
MOST_BOXES = 1000


def size_of(file: IO[bytes]) -> int:
    return file.seek(0, os.SEEK_END)


def tail_of(file: IO[bytes], length: int = LOOK) -> bytes:
    file.seek(max(0, size_of(file) - length))
    return file.read(length)
