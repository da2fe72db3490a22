"""Photos: what they really are, and the sizes that pages show.

Call these through `limited.run`: a small file can be a very large picture.
"""

from io import BytesIO
from pathlib import Path
from typing import TypedDict

from PIL import Image, ImageCms, UnidentifiedImageError

from techparty_site.lib.unreadable import Reason, Unreadable

try:
    import pillow_heif  # type: ignore[import-not-found]
except ImportError:  # the extra `heic` is not installed
    pillow_heif = None

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")  # MPO, the pictures of many phones, opens as JPEG
WIDTHS = (480, 960, 1600)  # px
TALLEST = 12_000  # px; WebP ends at 16,383
PIXEL_LIMIT = 40_000_000
JPEG_PIXEL_LIMIT = 250_000_000  # decoded at an eighth of its size where it has to be
WEBP = {"quality": 80, "method": 2}  # method 4 takes twice as long for 3 % fewer bytes
THROUGH_ALPHA = {"LA", "PA", "RGBA", "La", "RGBa"}
RESIZABLE = {"L", "LA", "RGB", "RGBA", "CMYK"}
LANCZOS = Image.Resampling.LANCZOS
ORIENTATION = 0x0112  # the EXIF tag
SIDEWAYS = (5, 6, 7, 8)
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class Size(TypedDict):
    width: int
    height: int


def size_path(folder: str, width: int) -> Path:
    return Path(folder, f"{width}.webp")


def can_read_heic() -> bool:
    return pillow_heif is not None


def measure(path: str) -> Size:
    """Width and height as the picture is seen, after decoding all of it."""
    with opened(path) as image:
        width, height = image.size
        image.draft("RGB", (1, 1))
        decode(image)
        turned = orientation(image) in SIDEWAYS
    return {"width": height, "height": width} if turned else {"width": width, "height": height}


def make_sizes(path: str, folder: str) -> list[Size]:
    """WebP pictures in `folder`, see `size_path`: never larger than the original, no metadata."""
    with opened(path) as original:
        turned = orientation(original) in SIDEWAYS
        sizes = sizes_of(*(reversed(original.size) if turned else original.size))
        largest = sizes[-1]["width"], sizes[-1]["height"]
        image = shrink(original, largest[::-1] if turned else largest)
    for size in reversed(sizes):
        image = image.resize((size["width"], size["height"]), LANCZOS)
        image.save(size_path(folder, size["width"]), "WEBP", **WEBP)
    return sizes


def opened(path: str) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = None  # checked below, by what decoding really costs
    formats: tuple[str, ...] = FORMATS
    if pillow_heif is not None:
        pillow_heif.register_heif_opener()
        formats = (*FORMATS, "HEIF")
    try:
        image = Image.open(path, formats=formats)
    except UnidentifiedImageError:
        raise Unreadable(Reason.BROKEN, "not a picture of a known format") from None
    width, height = image.size
    limit = JPEG_PIXEL_LIMIT if image.format in ("JPEG", "MPO") else PIXEL_LIMIT
    if width * height > limit:
        image.close()
        raise Unreadable(Reason.TOO_LARGE, f"{width} × {height} pixels")
    return image


def decode(image: Image.Image) -> None:
    try:
        image.load()
    except (OSError, SyntaxError, ValueError) as error:
        raise Unreadable(Reason.BROKEN, str(error)) from None


def orientation(image: Image.Image) -> int:
    """1 to 8 as in EXIF; 1, upright, also where the EXIF is damaged."""
    try:
        return int(image.getexif().get(ORIENTATION, 1))
    except Exception:
        return 1


def sizes_of(width: int, height: int) -> list[Size]:
    widest = min(width, WIDTHS[-1], max(1, TALLEST * width // height))
    widths = [each for each in WIDTHS if each < widest] + [widest]
    return [{"width": each, "height": max(1, round(height * each / width))} for each in widths]


def shrink(original: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Small first, then upright and in sRGB: a copy with nothing of the file but its colours."""
    original.draft("RGB", size)
    decode(original)
    through = original.mode in THROUGH_ALPHA or "transparency" in original.info
    mode = "RGBA" if through else "RGB"
    image: Image.Image = original if original.mode in RESIZABLE else original.convert(mode)
    image = image.resize(size, LANCZOS, reducing_gap=2.0)
    if (turn := TURNS.get(orientation(original))) is not None:
        image = image.transpose(turn)
    clean = in_srgb(image, original.info.get("icc_profile")).convert(mode)
    clean.info = {}
    return clean


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Phones save wide colours with a profile; without it they would look dull."""
    if not profile or image.mode not in ("RGB", "CMYK"):
        return image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, source, target, outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
