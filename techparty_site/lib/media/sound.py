"""WAV and Ogg."""

import struct
from typing import IO

from techparty_site.lib.media.places import LOOK, MOST_BOXES, size_of, tail_of

OPUS_RATE = 48000
OPUS, VORBIS = b"OpusHead", b"\x01vorbis"


def wav(file: IO[bytes]) -> float | None:
    end, position, rate = size_of(file), 12, 0
    for _chunk in range(MOST_BOXES):
        file.seek(position)
        name, size = struct.unpack("<4sI", file.read(8))
        if name == b"fmt ":
            rate = struct.unpack("<8xI", file.read(12))[0]  # bytes per second
        elif name == b"data":
            return float(min(size, end - position - 8) / rate)
        position += 8 + size + size % 2
    return None


def ogg(file: IO[bytes]) -> float | None:
    """The last page of the sound carries the number of samples before its end."""
    file.seek(0)
    head = file.read(LOOK)
    if (at := head.find(OPUS)) > 0:
        rate, skipped = OPUS_RATE, int.from_bytes(head[at + 10 : at + 12], "little")
    elif (at := head.find(VORBIS)) > 0:
        rate, skipped = int.from_bytes(head[at + 12 : at + 16], "little"), 0
    else:
        return None
    stream = head[head.rfind(b"OggS", 0, at) :][14:18]
    tail = tail_of(file)
    last = len(tail)
    while (last := tail.rfind(b"OggS", 0, last)) >= 0:
        samples = int.from_bytes(tail[last + 6 : last + 14], "little", signed=True)
        if tail[last + 14 : last + 18] == stream and samples > 0:
            return (samples - skipped) / rate
    return None
