"""MP4 and M4A: boxes in boxes. What was written while recording tells its length in parts."""

import struct
from collections.abc import Iterator
from typing import IO

from techparty_site.lib.media.places import FAR_LOOK, LOOK, MOST_BOXES, size_of, tail_of

UNKNOWN = {2**32 - 1, 2**64 - 1}

type Box = tuple[bytes, int, int]  # name, where its content starts and ends
type Places = dict[bytes, tuple[int, int]]


def mp4(file: IO[bytes]) -> float | None:
    top = firsts(boxes(file, 0, size_of(file)))
    if b"moov" not in top:
        return None
    inside = firsts(boxes(file, *top[b"moov"]))
    scale, length = timed(file, inside[b"mvhd"][0]) if b"mvhd" in inside else (0, 0)
    if scale and length and length not in UNKNOWN:
        return length / scale
    announced = fragments_announced(file, inside)
    if scale and announced:
        return announced / scale
    if b"sidx" in top:
        return indexed(file, *top[b"sidx"])
    return last_fragment(file, inside)


def boxes(file: IO[bytes], position: int, stop: int) -> Iterator[Box]:
    for _box in range(MOST_BOXES):
        if position + 8 > stop:
            return
        file.seek(position)
        size, name = struct.unpack(">I4s", file.read(8))
        header = 8
        if size == 1:
            size, header = struct.unpack(">Q", file.read(8))[0], 16
        end = position + size if size else stop
        if end < position + header or end > stop:
            return
        yield name, position + header, end
        position = end


def firsts(found: Iterator[Box]) -> Places:
    places: Places = {}
    for name, start, stop in found:
        places.setdefault(name, (start, stop))
    return places


def timed(file: IO[bytes], position: int) -> tuple[int, int]:
    """Ticks a second and length in ticks, as the heads of a film and of a track tell them."""
    file.seek(position)
    version = file.read(4)[0]
    layout = ">16xIQ" if version == 1 else ">8xII"
    scale, length = struct.unpack(layout, file.read(struct.calcsize(layout)))
    return scale, length


def fragments_announced(file: IO[bytes], film: Places) -> int:
    for name, start, _stop in boxes(file, *film.get(b"mvex", (0, 0))):
        if name == b"mehd":
            file.seek(start)
            layout = ">4xQ" if file.read(1) == b"\x01" else ">4xI"
            file.seek(start)
            length = int(struct.unpack(layout, file.read(struct.calcsize(layout)))[0])
            return 0 if length in UNKNOWN else length
    return 0


def indexed(file: IO[bytes], start: int, stop: int) -> float:
    """The sum of all parts in the index."""
    file.seek(start)
    body = file.read(min(stop - start, LOOK))
    scale, at = struct.unpack_from(">8xI", body)[0], 32 if body[0] else 24
    count = struct.unpack_from(">H", body, at - 2)[0]
    return float(
        sum(struct.unpack_from(">4xI", body, at + 12 * part)[0] for part in range(count)) / scale
    )


def last_fragment(file: IO[bytes], film: Places) -> float | None:
    """When the last part starts, which is a few seconds before the end."""
    tail = tail_of(file, FAR_LOOK)
    part = tail.rfind(b"moof")
    time = tail.find(b"tfdt", part)
    if min(part, time) < 0 or b"trak" not in film:
        return None
    layout = ">8xQ" if tail[time + 4] == 1 else ">8xI"
    return float(struct.unpack_from(layout, tail, time)[0] / track_scale(file, film[b"trak"]))


def track_scale(file: IO[bytes], track: tuple[int, int]) -> int:
    for name, start, stop in boxes(file, *track):
        if name == b"mdia":
            for inner, begin, _end in boxes(file, start, stop):
                if inner == b"mdhd":
                    return timed(file, begin)[0]
    return 0
