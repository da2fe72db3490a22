"""Words drawn into pictures: a font of this machine that has Chinese, and lines that fit.

Without such a font nothing is written: a picture without words is better than one of boxes.
"""

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from PIL import ImageFont, features

from techparty_site.lib.breaking import wrap
from techparty_site.lib.languages import runs_backwards

PLACES = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "~/Library/Fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)
# The best first: a regular one and its bold, which may be missing.
NAMES = (
    ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"),
    ("NotoSansCJKsc-Regular.otf", "NotoSansCJKsc-Bold.otf"),
    ("NotoSansSC-Regular.otf", "NotoSansSC-Bold.otf"),
    ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"),
    ("SourceHanSans-Regular.ttc", "SourceHanSans-Bold.ttc"),
    ("SourceHanSansSC-Regular.otf", "SourceHanSansSC-Bold.otf"),
    ("SourceHanSansCN-Regular.otf", "SourceHanSansCN-Bold.otf"),
    ("PingFang.ttc", "PingFang.ttc"),
    ("Hiragino Sans GB.ttc", "Hiragino Sans GB.ttc"),
    ("msyh.ttc", "msyhbd.ttc"),
    ("wqy-microhei.ttc", ""),
    ("wqy-zenhei.ttc", ""),
    ("DroidSansFallbackFull.ttf", ""),
)
# For what the Chinese one lacks: other scripts, each in a font that is often there.
OTHERS = ("NotoSansArabic-Regular.ttf", "NotoSansHebrew-Regular.ttf", "DejaVuSans.ttf")
TESTED = "汉字的"
BLANKS = re.compile(r"[^\S\u3000]+")  # the wide blank of Chinese is meant
MISSING = "\U0010fffd"  # which no font has: what is drawn in its place is a box
LOST_SIGN = "〓"  # what printers put where they have no type
MOST_LOST = 0.2  # of the letters of a text; with more lost nobody could read it
FACES_IN_ONE = 24
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
SELECTORS = range(0xFE00, 0xFE10)

type Sizes = Sequence[tuple[int, int]]  # px, and how many lines of it there is room for


@dataclass(frozen=True)
class Face:
    path: str
    index: int = 0  # of several in one file


@dataclass(frozen=True)
class Lettering:
    """The faces that words are drawn in; the first one has Chinese."""

    regular: tuple[Face, ...]
    bold: tuple[Face, ...]

    def choose(self, text: str, *, bold: bool = False) -> tuple[Face, str]:
        """The face that has most of the text, and the text as it can be drawn, perhaps empty."""
        faces, text = self.bold if bold else self.regular, legible(text)
        face = min(faces, key=lambda each: len(lost(each, text)))
        return face, drawable(face, text)

    def fit(
        self, text: str, width: int, sizes: Sizes, *, bold: bool = False
    ) -> tuple[int, list[str], ImageFont.FreeTypeFont]:
        """The first of the sizes that holds all.

        The last one cuts the text off. No lines where nothing can be drawn.
        """
        face, text = self.choose(text, bold=bold)
        for size, most in sizes:
            font = opened(face, size)
            lines, cut = wrap(text, width, font.getlength, most)
            if not cut:
                break
        return size, lines, font


def find() -> Lettering | None:
    """By the setting SHARE_FONT (a file, or "off"), else what lies in the usual places."""
    return _find(settings.SHARE_FONT)


@cache
def _find(wanted: str) -> Lettering | None:
    if wanted == "off":
        return None
    files = {} if wanted else installed()
    pairs = [(wanted, "")] if wanted else [(files.get(a, ""), files.get(b, "")) for a, b in NAMES]
    others = tuple(Face(found) for name in OTHERS if (found := files.get(name, "")))
    for path, bold_path in pairs:
        if path and (regular := face_in(path, "Regular")):
            bold = (face_in(bold_path, "Bold") if bold_path else None) or regular
            return Lettering((regular, *others), (bold, *others))
    return None


def installed() -> dict[str, str]:
    """Paths of this machine's fonts by their names."""
    wanted = {name for pair in NAMES for name in pair} | set(OTHERS)
    found: dict[str, str] = {}
    for place in PLACES:
        for folder, _folders, names in os.walk(Path(place).expanduser()):
            for name in wanted.intersection(names):
                found.setdefault(name, str(Path(folder, name)))
    return found


def face_in(path: str, style: str) -> Face | None:
    """Of several the one for simplified Chinese in this style, else any that has Chinese."""
    able = [(face, name) for face, name in faces_of(path) if not lost(face, TESTED)]
    ranked = sorted(able, key=lambda found: (" SC" not in found[1], style not in found[1]))
    return ranked[0][0] if ranked else None


def faces_of(path: str) -> Iterator[tuple[Face, str]]:
    for index in range(FACES_IN_ONE):
        try:
            names = ImageFont.truetype(path, 16, index=index).getname()
        except OSError:
            return
        yield Face(path, index), " ".join(filter(None, names))


@lru_cache(maxsize=12)
def opened(face: Face, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(face.path, size, index=face.index)


@lru_cache(maxsize=8192)
def has_sign(face: Face, sign: str) -> bool:
    font = opened(face, 16)
    return bool(font.getmask(sign).getbbox()) and bytes(font.getmask(sign)) != box_of(face)


@lru_cache(maxsize=32)
def box_of(face: Face) -> bytes:
    return bytes(opened(face, 16).getmask(MISSING))


def lost(face: Face, text: str) -> list[str]:
    return [sign for sign in text if not sign.isspace() and not has_sign(face, sign)]


def legible(text: str) -> str:
    """One line without what has no shape: control characters, marks of direction, selectors."""
    shown = unicodedata.normalize("NFC", BLANKS.sub(" ", text))
    return "".join(
        sign
        for sign in shown
        if unicodedata.category(sign) not in HIDDEN and ord(sign) not in SELECTORS
    ).strip()


def drawable(face: Face, text: str) -> str:
    """Pictures and signs that the face lacks are left out, letters are marked as lost."""
    letters = [sign for sign in text if sign.isalnum()]
    gone = [sign for sign in lost(face, text) if sign.isalnum()]
    if len(gone) > len(letters) * MOST_LOST or (
        runs_backwards(text) and not features.check("fribidi")
    ):
        return ""
    kept = (sign if sign.isspace() or has_sign(face, sign) else instead_of(sign) for sign in text)
    return BLANKS.sub(" ", "".join(kept)).strip()


def instead_of(sign: str) -> str:
    return LOST_SIGN if sign.isalnum() else ""
