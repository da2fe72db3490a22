"""Large WebP pictures by libwebp itself, the one that Pillow brought along.

Pillow decodes each as if it were a film, which takes sixteen bytes a pixel; this takes four,
and eight without loss.
"""

import ctypes
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from PIL import Image, _webp

from techparty_site.lib.unreadable import Reason, Unreadable

HEAD = 30  # bytes, which tell the size
RGBA = 4  # bytes a pixel


class Still(NamedTuple):
    """A picture of one frame, not yet decoded."""

    data: bytes
    size: tuple[int, int]
    lossless: bool
    exif: bytes
    profile: bytes

    @property
    def cost(self) -> int:
        """In bytes, beside the file's own."""
        width, height = self.size
        return width * height * RGBA * (2 if self.lossless else 1) + len(self.data)


def claimed_size(path: Path) -> tuple[int, int] | None:
    """What the head says, before any memory is asked for; None for what is no WebP."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if len(head) < HEAD or head[:4] != b"RIFF" or head[8:12] != b"WEBP":
        return None
    if head[12:16] == b"VP8X":
        return 1 + _number(head[24:27]), 1 + _number(head[27:30])
    if head[12:16] == b"VP8L":
        bits = _number(head[21:25])
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return _number(head[26:28]) & 0x3FFF, _number(head[28:30]) & 0x3FFF


def read_still(path: Path) -> Still | None:
    """None where libwebp can't be reached, or for what has several frames."""
    data, library = path.read_bytes(), _library()
    width, height = ctypes.c_int(), ctypes.c_int()
    parts = dict(_parts(data))
    if library is None or b"ANIM" in parts or b"ANMF" in parts:
        return None
    if not library.WebPGetInfo(data, len(data), ctypes.byref(width), ctypes.byref(height)):
        raise Unreadable(Reason.BROKEN, "no WebP")
    return Still(
        data,
        (width.value, height.value),
        lossless=b"VP8L" in parts,
        exif=parts.get(b"EXIF", b"").removeprefix(b"Exif\0\0"),
        profile=parts.get(b"ICCP", b""),
    )


def decode(still: Still) -> bytearray:
    """Red, green, blue and opacity of every pixel, row by row."""
    width, height = still.size
    pixels = bytearray(width * height * RGBA)
    target = (ctypes.c_uint8 * len(pixels)).from_buffer(pixels)
    library = _library()
    arguments = (still.data, len(still.data), target, len(pixels), width * RGBA)
    if library is None or not library.WebPDecodeRGBAInto(*arguments):
        raise Unreadable(Reason.BROKEN, "WebP can't be decoded")
    return pixels


def band(pixels: bytearray, width: int, top: int, bottom: int) -> Image.Image:
    rows = pixels[top * width * RGBA : bottom * width * RGBA]
    return Image.frombuffer("RGBA", (width, bottom - top), rows, "raw", "RGBA", 0, 1)


def _library() -> ctypes.CDLL | None:
    """Its functions are found behind those of Pillow's own module, except on Windows."""
    try:
        library = ctypes.CDLL(_webp.__file__)
        size, number = ctypes.c_size_t, ctypes.POINTER(ctypes.c_int)
        library.WebPGetInfo.argtypes = [ctypes.c_char_p, size, number, number]
        library.WebPDecodeRGBAInto.argtypes = [
            *(ctypes.c_char_p, size),
            *(ctypes.c_void_p, size, ctypes.c_int),
        ]
        library.WebPDecodeRGBAInto.restype = ctypes.c_void_p
    except (OSError, AttributeError):
        return None
    return library


def _parts(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and content; of the pixels only the name."""
    offset = 12
    while offset + 8 <= len(data):
        name, length = data[offset : offset + 4], _number(data[offset + 4 : offset + 8])
        told = name in (b"EXIF", b"ICCP")
        yield name, data[offset + 8 : offset + 8 + length] if told else b""
        offset += 8 + length + length % 2


def _number(octets: bytes) -> int:
    return int.from_bytes(octets, "little")
