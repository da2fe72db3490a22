"""Photos: what they really are, and the sizes that pages show.

Call these through `limited.run`: a small file can be a very large picture.
"""

from base64 import b64encode
from contextlib import closing
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import IO, TypedDict

from PIL import Image, ImageCms, UnidentifiedImageError, features

from techparty_site.lib.pictures import SIDEWAYS, Picture, can_read_heic, open_picture

__all__ = [
    "can_read_heic",
    "can_write_avif",
    "make_avif",
    "make_sizes",
    "measure",
    "open_own",
    "size_path",
    "webp_to_jpeg",
]

WIDTHS = (480, 960, 1600)  # px
TALLEST = 12_000  # px; WebP ends at 16,383
LARGEST = 5_000_000  # pixels of the largest size
WEBP = {"quality": 80, "method": 2}  # method 4 takes twice as long for 3 % fewer bytes
AVIF = {"quality": 60, "speed": 7, "max_threads": 1}
PLACEHOLDER_WIDTH = 16  # px
PLACEHOLDER = {"quality": 30, "method": 6}
PLACEHOLDER_LENGTH = 1000  # characters that a row has room for
BAND = 2_000_000  # pixels of the picture that become rows of a size at once
MARGIN = 4  # rows of a size that the filter looks at around a band
RESIZABLE = {"L", "LA", "RGB", "RGBA", "CMYK"}
PROFILED = {"L": "RGB", "RGB": "RGB", "CMYK": "RGB", "RGBA": "RGBA"}  # and what becomes of them
LANCZOS = Image.Resampling.LANCZOS
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


class Made(TypedDict):
    sizes: list[Size]
    placeholder: str  # a data: address; empty where one would see it through the picture


def size_path(folder: str, width: int, encoder: str = "webp") -> Path:
    return Path(folder, f"{width}.{encoder}")


def can_write_avif() -> bool:
    return features.check("avif") is True


def measure(path: str) -> Size:
    """Width and height as the picture is seen, after decoding all of it.

    What is too large for `make_sizes` is refused here already.
    """
    with closing(open_picture(path)) as picture:
        width, height = upright_size(picture)
        picture.decode(stored(picture, sizes_of(width, height)[-1]))
    return {"width": width, "height": height}


def make_sizes(path: str, folder: str) -> Made:
    """WebP pictures in `folder`, see `size_path`: never larger than the original, no metadata."""
    image, sizes = shrunk(path)
    smallest = encode_all(image, sizes, folder, "webp", WEBP)
    return {"sizes": sizes, "placeholder": placeholder(smallest)}


def make_avif(path: str, folder: str) -> list[Size]:
    """The same sizes as AVIF, which takes several times as long."""
    image, sizes = shrunk(path)
    encode_all(image, sizes, folder, "avif", AVIF)
    return sizes


def encode_all(
    largest: Image.Image, sizes: list[Size], folder: str, encoder: str, options: dict[str, int]
) -> Image.Image:
    """Returns the smallest. The largest takes as long as all others: it has a thread of its own."""
    failures: list[BaseException] = []

    def save(image: Image.Image) -> None:
        try:
            image.save(size_path(folder, image.width, encoder), encoder.upper(), **options)
        except BaseException as error:
            failures.append(error)

    thread = Thread(target=save, args=[largest])
    thread.start()
    image = largest
    for size in reversed(sizes[:-1]):
        image = image.resize((size["width"], size["height"]), LANCZOS)
        save(image)
    thread.join()
    for failure in failures:
        raise failure
    return image


def upright_size(picture: Picture) -> tuple[int, int]:
    width, height = picture.size
    return (height, width) if picture.orientation in SIDEWAYS else (width, height)


def stored(picture: Picture, size: Size) -> tuple[int, int]:
    """A size as the picture lies in its file."""
    width, height = size["width"], size["height"]
    return (height, width) if picture.orientation in SIDEWAYS else (width, height)


def sizes_of(width: int, height: int) -> list[Size]:
    tallest = TALLEST * width // height
    fitting = int((LARGEST * width / height) ** 0.5)
    widest = max(1, min(width, WIDTHS[-1], tallest, fitting))
    widths = [each for each in WIDTHS if each < widest] + [widest]
    return [{"width": each, "height": max(1, round(height * each / width))} for each in widths]


def shrunk(path: str) -> tuple[Image.Image, list[Size]]:
    """The largest size, upright and in sRGB, with nothing of the file but its colours."""
    with closing(open_picture(path)) as picture:
        sizes = sizes_of(*upright_size(picture))
        size = stored(picture, sizes[-1])
        picture.decode(size)
        mode = "RGBA" if picture.through else "RGB"
        image = resized(picture, size, mode)
        profile, turn = picture.profile, picture.orientation
    image = in_srgb(image, profile).convert(mode)
    if turn in TURNS:
        image = image.transpose(TURNS[turn])
    if mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    image.info = {}
    return image, sizes


def resized(picture: Picture, size: tuple[int, int], mode: str) -> Image.Image:
    """Band by band; the filter looks at rows beyond a band, so that no seam is to be seen."""
    (width, height), (across, down) = picture.size, size
    scale, bands = height / down, []
    rows = max(1, int(BAND / width / scale))
    for top in range(0, down, rows):
        bottom = min(down, top + rows)
        first = max(0, int((top - MARGIN) * scale) - MARGIN)
        last = min(height, int((bottom + MARGIN) * scale) + MARGIN)
        band = resizable(picture.band(first, last), mode)
        box = (0, top * scale - first, width, min(bottom * scale, last) - first)
        bands.append(band.resize((across, bottom - top), LANCZOS, box, reducing_gap=2.0))
    image = Image.new(bands[0].mode, size)
    for place, band in enumerate(bands):
        image.paste(band, (0, place * rows))
    return image


def resizable(band: Image.Image, mode: str) -> Image.Image:
    if band.mode.startswith("I;16"):  # Pillow would cut off what is brighter than 255
        high = 0 if band.mode == "I;16B" else 1
        return Image.frombytes("L", band.size, band.tobytes()[high::2])
    return band if band.mode in RESIZABLE else band.convert(mode)


def in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Phones save wide colours with a profile; without it they would look dull."""
    if not profile or image.mode not in PROFILED:
        return image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        mode = PROFILED[image.mode]
        return ImageCms.profileToProfile(image, source, target, outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


def placeholder(image: Image.Image) -> str:
    if image.mode != "RGB":
        return ""
    height = max(1, round(image.height * PLACEHOLDER_WIDTH / image.width))
    output = BytesIO()
    image.resize((PLACEHOLDER_WIDTH, height), LANCZOS).save(output, "WEBP", **PLACEHOLDER)
    address = "data:image/webp;base64," + b64encode(output.getvalue()).decode()
    return address if len(address) <= PLACEHOLDER_LENGTH else ""


def open_own(file: IO[bytes]) -> Image.Image | None:
    """A WebP of our own making, which needs no child; None where the file is damaged."""
    try:
        with Image.open(file, formats=["WEBP"]) as image:
            through = image.convert("RGBA") if image.has_transparency_data else None
            white = Image.new("RGB", image.size, "white")
            white.paste(through or image.convert("RGB"), mask=through)
            return white
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return None


def webp_to_jpeg(file: IO[bytes]) -> bytes:
    """For a small WebP of our own making: it needs no child."""
    output = BytesIO()
    with Image.open(file, formats=["WEBP"]) as image:
        image.convert("RGB").save(output, "JPEG", quality=82)
    return output.getvalue()
