"""Pictures opened so that decoding them fits into the memory of a limited child.

Whatever a picture's format, it is decoded once and then handed out in bands of some rows:
converting and shrinking cost a band each, not a second and a third whole picture.
"""

import logging
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, Protocol, cast

from PIL import Image, JpegImagePlugin, UnidentifiedImageError

from techparty_site.lib import webp
from techparty_site.lib.unreadable import Reason, Unreadable

try:
    import pillow_heif
except ImportError:  # the extra `heic` is not installed
    pillow_heif = None  # type: ignore[assignment]

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")  # MPO, the pictures of many phones, opens as JPEG
MEMORY = 170 * 2**20  # bytes, for a decoded picture; the rest of 200 MB is for its sizes
PIXEL_LIMIT = 40_000_000  # four bytes each, at the worst
JPEG_PIXEL_LIMIT = 250_000_000  # decoded at an eighth of its size where it has to be
WEBP_PIXEL_LIMIT = 10_000_000  # by Pillow: sixteen bytes each; `webp` takes the larger ones
HEIC_PIXEL_LIMIT = 25_000_000  # seven bytes each
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1")
ORIENTATION = 0x0112  # the EXIF tag
SIDEWAYS = (5, 6, 7, 8)
# What Pillow raises of an EXIF that is cut or changed, and `int` of what is no number then.
DAMAGED = (SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, OSError, struct.error)

logger = logging.getLogger(__name__)


class Picture(Protocol):
    size: tuple[int, int]  # as it is stored; after `decode` perhaps smaller
    orientation: int  # 1 to 8 as in EXIF
    profile: bytes

    @property
    def through(self) -> bool:
        """Whether one may see through some of it."""

    def decode(self, least: tuple[int, int]) -> None:
        """All of it, no smaller than `least`. Raises Unreadable."""

    def band(self, top: int, bottom: int) -> Image.Image:
        """Rows of what was decoded."""

    def close(self) -> None:
        """Give its memory back."""


def open_picture(path: str) -> Picture:
    Image.MAX_IMAGE_PIXELS = None  # every format has a limit of its own here
    if is_heic(Path(path)):
        return HeicPicture(path)
    size = webp.claimed_size(Path(path))
    if size and size[0] * size[1] > WEBP_PIXEL_LIMIT:
        return WebpPicture(path, size)
    return PillowPicture(path)


def can_read_heic() -> bool:
    return pillow_heif is not None


def is_heic(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(12)
    return can_read_heic() and head[4:8] == b"ftyp" and head[8:] in HEIC_BRANDS


class PillowPicture:
    def __init__(self, path: str) -> None:
        try:
            self.image: Image.Image = Image.open(path, formats=FORMATS)
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
            raise Unreadable(Reason.BROKEN, "not a picture of a known format") from None
        self.size = self.image.size
        if self.size[0] * self.size[1] > (JPEG_PIXEL_LIMIT if self._is_jpeg else PIXEL_LIMIT):
            self.close()
            refuse(self.size)
        self.orientation = orientation(self.image.getexif)
        self.profile = self.image.info.get("icc_profile") or b""

    @property
    def _is_jpeg(self) -> bool:
        return isinstance(self.image, JpegImagePlugin.JpegImageFile)

    @property
    def through(self) -> bool:
        return self.image.has_transparency_data

    def decode(self, least: tuple[int, int]) -> None:
        if self._is_jpeg:
            self.image.draft("RGB", least)
            width, height = self.image.size
            if width * height * 4 + coefficients(self.image, self.size) > MEMORY:
                refuse(self.size)
        try:
            self.image.load()
        except (OSError, SyntaxError, ValueError) as error:
            raise Unreadable(Reason.BROKEN, str(error)) from None
        self.size = self.image.size

    def band(self, top: int, bottom: int) -> Image.Image:
        return self.image.crop((0, top, self.size[0], bottom))

    def close(self) -> None:
        self.image.close()


class WebpPicture:
    through = True

    def __init__(self, path: str, claimed: tuple[int, int]) -> None:
        refuse_more(PIXEL_LIMIT, claimed)
        still = webp.read_still(Path(path))
        if still is None or still.cost > MEMORY:
            refuse(claimed)
        self.still, self.size = still, still.size
        self.orientation = orientation(lambda: exif_in(still.exif))
        self.profile = still.profile

    def decode(self, least: tuple[int, int]) -> None:
        self.pixels = webp.decode(self.still)

    def band(self, top: int, bottom: int) -> Image.Image:
        return webp.band(self.pixels, self.size[0], top, bottom)

    def close(self) -> None:
        self.pixels = bytearray()


class HeicPicture:
    orientation = 1  # the format has turns of its own, which its decoder follows

    def __init__(self, path: str) -> None:
        pillow_heif.options.DECODE_THREADS = 1
        try:
            found = pillow_heif.open_heif(path, convert_hdr_to_8bit=True, remove_stride=False)
        except (OSError, SyntaxError, ValueError, RuntimeError, EOFError) as error:
            raise Unreadable(Reason.BROKEN, str(error)) from None
        self.image: Any = found[found.primary_index]
        self.size: tuple[int, int] = self.image.size
        refuse_more(HEIC_PIXEL_LIMIT, self.size)
        self.profile = cast("bytes", self.image.info.get("icc_profile") or b"")
        self.through = self.image.mode in ("RGBA", "LA")

    def decode(self, least: tuple[int, int]) -> None:
        try:
            self.pixels: Any = memoryview(self.image.data)
            self.size = self.image.size
        except (OSError, SyntaxError, ValueError, RuntimeError, EOFError) as error:
            raise Unreadable(Reason.BROKEN, str(error)) from None

    def band(self, top: int, bottom: int) -> Image.Image:
        mode, stride = self.image.mode, self.image.stride
        rows = self.pixels[top * stride : bottom * stride]
        return Image.frombytes(mode, (self.size[0], bottom - top), rows, "raw", mode, stride)

    def close(self) -> None:
        self.image = self.pixels = None


def refuse_more(limit: int, size: tuple[int, int]) -> None:
    if size[0] * size[1] > limit:
        refuse(size)


def refuse(size: tuple[int, int]) -> NoReturn:
    raise Unreadable(Reason.TOO_LARGE, f"{size[0]} × {size[1]} pixels")


def coefficients(image: Any, size: tuple[int, int]) -> int:
    """Bytes that a progressive JPEG holds of all its pixels, however small it is decoded."""
    if not image.info.get("progressive"):
        return 0
    samples = [across * down for _id, across, down, _table in image.layer]
    return int(2 * size[0] * size[1] * sum(samples) / max(samples))


def exif_in(content: bytes) -> Image.Exif:
    exif = Image.Exif()
    exif.load(content)
    return exif


def orientation(read: Callable[[], Image.Exif]) -> int:
    """1, upright, also where the EXIF is damaged."""
    try:
        return int(read().get(ORIENTATION, 1))
    except DAMAGED as error:
        logger.info("The EXIF of a picture is damaged: %r", error)
        return 1
