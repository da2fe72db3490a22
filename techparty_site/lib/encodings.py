"""Text of unknown encoding: UTF-8, or what Chinese Windows wrote; and text made fit to store."""

import codecs
import re
from pathlib import Path

from techparty_site.lib.unreadable import Reason, Unreadable

ENCODINGS = ("utf-8", "gb18030")
BOMS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# Form feeds separate pages in old text files.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
NEW_LINE = re.compile("\r\n?|[\f\u2028\u2029]")


def clean_text(text: str) -> str:
    """One kind of line break, and nothing that a database refuses."""
    return UNPRINTABLE.sub("", NEW_LINE.sub("\n", text))


def find_encoding(path: Path) -> str | None:
    """The encoding in which the whole file is text without control characters."""
    with path.open("rb") as file:
        head = file.read(3)
    marked = [encoding for bom, encoding in BOMS.items() if head.startswith(bom)]
    return next((each for each in marked or ENCODINGS if is_text(path, each)), None)


def is_text(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=encoding, newline="") as file:
            while chunk := file.read(2**16):
                if UNPRINTABLE.search(chunk):
                    return False
    except UnicodeError:
        return False
    return True


def decode(path: Path) -> str:
    encoding = find_encoding(path)
    if encoding is None:
        raise Unreadable(Reason.BROKEN, "not text")
    return path.read_text(encoding=encoding).removeprefix("\ufeff")
