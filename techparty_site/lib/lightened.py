"""A presentation made light and sealed before it is drawn: no film, no picture too large.

LibreOffice holds every picture in full, and leaves some out without a word when its memory ends.
"""

import zipfile
from io import BytesIO
from math import isqrt
from pathlib import PurePosixPath

from PIL import Image

from techparty_site.lib.packages import refuse_bombs
from techparty_site.lib.pdf import IMAGE_WIDTH
from techparty_site.lib.sealed import is_left_out, refuse_disguises, sealed

FAST = 1  # of nine: the copy is read once
FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG"}
FILMS = {
    *(".mp4", ".m4v", ".mov", ".avi", ".wmv", ".mpg", ".mpeg", ".webm"),
    *(".mp3", ".m4a", ".wav", ".wma", ".ogg", ".aiff"),
}
FOLDERS = ("ppt/media", "Pictures", "Media")
PIXEL_LIMIT = 40_000_000  # decoded whole, a JPEG in less
TOGETHER = 260_000_000  # bytes of all its pictures, decoded; measured with LibreOffice 7.4
LARGE = 50_000  # bytes, packed: so many have thousands of pixels
KEPT_SIZE = 50 * 2**20  # bytes; what is no picture and larger is a film


def lighten(path: str, target: str, extension: str) -> None:
    """Raises Unreadable, also where LibreOffice would take it for something else."""
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(target, "w") as copy:
        refuse_bombs(package, sum(entry.compress_size for entry in package.infolist()))
        refuse_disguises(package, extension)
        entries = [entry for entry in package.infolist() if not is_left_out(entry.filename)]
        pictures = sum(bool(entry.file_size > LARGE and picture_format(entry)) for entry in entries)
        side = min(IMAGE_WIDTH, isqrt(TOGETHER // (3 * max(pictures, 1))))
        for entry in entries:
            content = lighter(package, entry, side)
            copy.writestr(entry.filename, content, zipfile.ZIP_DEFLATED, FAST)


def lighter(package: zipfile.ZipFile, entry: zipfile.ZipInfo, side: int) -> bytes:
    if entry.file_size > KEPT_SIZE or PurePosixPath(entry.filename).suffix.lower() in FILMS:
        return b""
    encoder = picture_format(entry)
    content = sealed(entry.filename, package.read(entry))
    return smaller(content, encoder, side) if encoder else content


def picture_format(entry: zipfile.ZipInfo) -> str | None:
    name = PurePosixPath(entry.filename)
    return FORMATS.get(name.suffix.lower()) if str(name.parent) in FOLDERS else None


def smaller(content: bytes, encoder: str, side: int) -> bytes:
    """As it is where it can't be read: that is LibreOffice's business."""
    try:
        with Image.open(BytesIO(content), formats=[encoder]) as image:
            if max(image.size) <= side:
                return content
            image.draft("RGB", (side, side))
            if image.size[0] * image.size[1] > PIXEL_LIMIT:
                return content
            plain: Image.Image = image
            if image.mode in ("P", "PA", "1"):  # such would be made smaller without any smoothness
                plain = image.convert("RGBA" if image.has_transparency_data else "RGB")
            plain.thumbnail((side, side))
            output = BytesIO()
            plain.save(output, encoder)
            return output.getvalue()
    except Exception:
        return content
