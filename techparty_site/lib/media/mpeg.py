"""MP3: a chain of frames, with or without a table of contents in the first."""

from collections.abc import Iterator
from typing import IO, NamedTuple

from techparty_site.lib.media.places import LOOK, size_of

BITRATES = {  # kbit/s of layer III by MPEG version
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
SAMPLE_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


class Frame(NamedTuple):
    size: int  # bytes
    seconds: float


def mp3(file: IO[bytes]) -> float | None:
    """From the frame count that variable bit rates carry, else from the first seconds' rate."""
    end, start = size_of(file), 0
    file.seek(0)
    head = file.read(10)
    if head.startswith(b"ID3"):
        start = 10 + sum((byte & 0x7F) << (7 * place) for place, byte in enumerate(head[:5:-1]))
    file.seek(start)
    window = file.read(LOOK)
    for position in range(len(window) - 4):
        if window[position] != 0xFF or not (first := frame_at(window, position)):
            continue
        if count := frame_count(window[position : position + 200]):
            return count * first.seconds
        frames = list(chain(window, position))
        if len(frames) > 1 or position + first.size >= len(window):
            seconds = sum(frame.seconds for frame in frames)
            return (end - start - position) * seconds / sum(frame.size for frame in frames)
    return None


def chain(window: bytes, position: int) -> Iterator[Frame]:
    """Frames that follow each other; two in a row are no accident."""
    while found := frame_at(window, position):
        yield found
        position += found.size


def frame_at(window: bytes, position: int) -> Frame | None:
    header = window[position : position + 4]
    if len(header) < 4 or header[0] != 0xFF or header[1] < 0xE0:
        return None
    version, layer = (header[1] >> 3) & 3, (header[1] >> 1) & 3
    bitrate, rate, padding = header[2] >> 4, (header[2] >> 2) & 3, (header[2] >> 1) & 1
    if version == 1 or layer != 1 or bitrate in (0, 15) or rate == 3:
        return None
    bits = BITRATES[1 if version == 3 else 2][bitrate] * 1000
    samples = 1152 if version == 3 else 576
    per_second = SAMPLE_RATES[version][rate]
    return Frame(samples * bits // 8 // per_second + padding, samples / per_second)


def frame_count(frame: bytes) -> int | None:
    for mark, offset in ((b"Xing", 8), (b"Info", 8), (b"VBRI", 14)):
        at = frame.find(mark)
        if at > 0 and (mark == b"VBRI" or frame[at + 7] & 1):
            return int.from_bytes(frame[at + offset : at + offset + 4])
    return None
