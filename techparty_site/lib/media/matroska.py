"""WebM: elements in elements, their names and sizes numbers of a variable length."""

import struct
from collections.abc import Iterator
from typing import IO

from techparty_site.lib.media.places import FAR_LOOK, MOST_BOXES, size_of, tail_of

EBML, SEGMENT, INFO, CLUSTER = 0x1A45DFA3, 0x18538067, 0x1549A966, 0x1F43B675
SCALE, DURATION, TIME = 0x2AD7B1, 0x4489, 0xE7
MILLISECOND = 1_000_000  # nanoseconds; what an element without a scale of its own counts in

type Element = tuple[int, int, int]  # name, where its content starts and ends


def webm(file: IO[bytes]) -> float | None:
    """From the head, else from the time of the last cluster, a few seconds before the end."""
    top = {name: (start, stop) for name, start, stop in elements(file, 0, size_of(file))}
    if EBML not in top or SEGMENT not in top:
        return None
    scale, length = MILLISECOND, 0.0
    for name, start, stop in elements(file, *top[SEGMENT]):
        if name == CLUSTER:
            break
        if name == INFO:
            scale, length = facts(file, start, stop)
    ticks = length or last_cluster(tail_of(file, FAR_LOOK))
    return ticks * scale / 1e9 if ticks else None


def facts(file: IO[bytes], start: int, stop: int) -> tuple[int, float]:
    scale, length = MILLISECOND, 0.0
    for name, begin, end in elements(file, start, stop):
        file.seek(begin)
        value = file.read(min(end - begin, 8))
        if name == SCALE:
            scale = int.from_bytes(value)
        elif name == DURATION and len(value) in (4, 8):
            length = float(struct.unpack(">f" if len(value) == 4 else ">d", value)[0])
    return scale, length


def last_cluster(tail: bytes) -> int | None:
    at = len(tail)
    while (at := tail.rfind(CLUSTER.to_bytes(4), 0, at)) >= 0:
        place = at + 4
        place += width(tail[place]) if place < len(tail) else 0
        head = tail[place : place + 10]
        if head[:1] == TIME.to_bytes() and len(head) > 1:
            return int.from_bytes(head[2 : 2 + (head[1] & 0x7F)])
    return None


def elements(file: IO[bytes], position: int, stop: int) -> Iterator[Element]:
    for _element in range(MOST_BOXES):
        file.seek(position)
        head = file.read(12)
        if position >= stop or len(head) < 2:
            return
        name_width = width(head[0])
        size_width = width(head[name_width]) if name_width < len(head) else 9
        if name_width > 4 or size_width > 8:
            return
        size = int.from_bytes(head[name_width : name_width + size_width])
        size -= 1 << (7 * size_width)  # the mark of its width
        start = position + name_width + size_width
        unknown = size == (1 << (7 * size_width)) - 1  # still being recorded when it was written
        end = stop if unknown else min(start + size, stop)
        yield int.from_bytes(head[:name_width]), start, end
        position = end


def width(first: int) -> int:
    """Bytes of a number, told by the zeros in front; 9 for none."""
    return 9 - first.bit_length()
