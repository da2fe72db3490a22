"""How long a recording is, read from its headers: a few kilobytes, never the sound itself."""

import os
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

LOOK = 2**16  # bytes searched for a frame or a page
MOST_BOXES = 1000
LONGEST = 7 * 24 * 3600  # seconds; more is a damaged header
BITRATES = {  # kbit/s of layer III by MPEG version
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
SAMPLE_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def duration(path: Path, content_type: str) -> int | None:
    """Whole seconds, at least 1; None when the headers don't tell."""
    reader = READERS.get(content_type)
    if reader is None:
        return None
    try:
        with path.open("rb") as file:
            seconds = reader(file)
    except (OSError, struct.error, IndexError, ZeroDivisionError, OverflowError):
        return None
    return max(1, round(seconds)) if seconds is not None and 0 < seconds < LONGEST else None


def size_of(file: IO[bytes]) -> int:
    return file.seek(0, os.SEEK_END)


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


def mp3(file: IO[bytes]) -> float | None:
    """From the frame count that variable bit rates carry, else from the first frame's bit rate."""
    end, start = size_of(file), 0
    file.seek(0)
    head = file.read(10)
    if head.startswith(b"ID3"):
        start = 10 + sum((byte & 0x7F) << (7 * place) for place, byte in enumerate(head[:5:-1]))
    file.seek(start)
    window = file.read(LOOK)
    for position in range(len(window) - 4):
        if window[position] == 0xFF and (frame := mp3_frame(window[position : position + 4])):
            bitrate, rate, samples = frame
            if count := mp3_frame_count(window[position : position + 200]):
                return count * samples / rate
            return (end - start - position) * 8 / (bitrate * 1000)
    return None


def mp3_frame(header: bytes) -> tuple[int, int, int] | None:
    """Bit rate in kbit/s, sample rate in Hz, samples per frame."""
    version, layer = (header[1] >> 3) & 3, (header[1] >> 1) & 3
    bitrate, rate = header[2] >> 4, (header[2] >> 2) & 3
    if header[1] < 0xE0 or version == 1 or layer != 1 or bitrate in (0, 15) or rate == 3:
        return None
    bitrates = BITRATES[1 if version == 3 else 2]
    return bitrates[bitrate], SAMPLE_RATES[version][rate], 1152 if version == 3 else 576


def mp3_frame_count(frame: bytes) -> int | None:
    for mark, offset in ((b"Xing", 8), (b"Info", 8), (b"VBRI", 14)):
        at = frame.find(mark)
        if at > 0 and (mark == b"VBRI" or frame[at + 7] & 1):
            return int.from_bytes(frame[at + offset : at + offset + 4])
    return None


def ogg(file: IO[bytes]) -> float | None:
    """The last page carries the number of samples before its end."""
    end = size_of(file)
    file.seek(0)
    head = file.read(LOOK)
    rate = 0
    if b"OpusHead" in head:
        rate = 48000
    elif (at := head.find(b"\x01vorbis")) > 0:
        rate = int.from_bytes(head[at + 12 : at + 16], "little")
    file.seek(max(0, end - LOOK))
    tail = file.read(LOOK)
    last = tail.rfind(b"OggS")
    if last < 0 or not rate:
        return None
    return int.from_bytes(tail[last + 6 : last + 14], "little", signed=True) / rate


def mp4(file: IO[bytes]) -> float | None:
    for name, start, stop in boxes(file, 0, size_of(file)):
        if name == b"moov":
            for inner, begin, _end in boxes(file, start, stop):
                if inner == b"mvhd":
                    return movie_header(file, begin)
    return None


def boxes(file: IO[bytes], position: int, stop: int) -> Iterator[tuple[bytes, int, int]]:
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


def movie_header(file: IO[bytes], position: int) -> float:
    file.seek(position)
    version = file.read(4)[0]
    layout = ">16xIQ" if version == 1 else ">8xII"
    scale, length = struct.unpack(layout, file.read(struct.calcsize(layout)))
    return float(length / scale)


READERS: dict[str, Callable[[IO[bytes]], float | None]] = {
    "audio/wav": wav,
    "audio/mpeg": mp3,
    "audio/ogg": ogg,
    "audio/mp4": mp4,
    "video/mp4": mp4,
}
