"""Zip files and the office documents that are zip files: looked into, never unpacked.

Call these through `limited.run`: a directory of a million entries is a few megabytes of zip.
"""

import os
import re
import zipfile
from typing import Any, TypedDict

from techparty_site.lib.unreadable import Reason, Unreadable

ENTRY_LIMIT = 20_000
UNPACKED_LIMIT = 500 * 2**20  # bytes; more only where it was hardly packed
RATIO_LIMIT = 20
OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX = OFFICE + "wordprocessingml.document"
PPTX = OFFICE + "presentationml.presentation"
ODP = "application/vnd.oasis.opendocument.presentation"
KEY = "application/vnd.apple.keynote"
ZIP = "application/zip"
XML_LIMIT = 50 * 2**20  # bytes, unpacked, all of it: it is read into memory
# What an office program of an older kind is to see in place of the element beside it.
MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SLIDE = re.compile(r"ppt/slides/slide\d+\.xml")
KEYNOTE = re.compile(r"Index/(?:Template|Master)?Slide|index\.apxl|Index\.zip$")


class Package(TypedDict):
    content_type: str
    page_count: int | None


def look_into(path: str) -> Package:
    try:
        with zipfile.ZipFile(path) as package:
            refuse_bombs(package, os.path.getsize(path))
            return describe(package)
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise Unreadable(Reason.BROKEN, str(error)) from None


def refuse_bombs(package: zipfile.ZipFile, packed: int) -> None:
    entries = package.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > ENTRY_LIMIT or unpacked > max(UNPACKED_LIMIT, RATIO_LIMIT * packed):
        raise Unreadable(Reason.TOO_LARGE, f"{len(entries)} entries, {unpacked} bytes unpacked")


def refuse_mountains(package: zipfile.ZipFile, packed: int) -> None:
    """For who reads all the XML of an office document, and nothing else of it."""
    refuse_bombs(package, packed)
    size = sum(entry.file_size for entry in package.infolist() if is_xml(entry))
    if size > XML_LIMIT:
        raise Unreadable(Reason.TOO_LARGE, f"{size} bytes of XML")


def is_xml(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.endswith((".xml", ".rels"))


def without_doubles(tree: Any) -> Any:
    """Of what stands there in two ways the newer one."""
    for double in list(tree.iter(MC_FALLBACK)):
        double.getparent().remove(double)
    return tree


def describe(package: zipfile.ZipFile) -> Package:
    names = set(package.namelist())
    if "word/document.xml" in names:
        return {"content_type": DOCX, "page_count": None}
    if "ppt/presentation.xml" in names:
        slides = sum(1 for name in names if SLIDE.fullmatch(name))
        return {"content_type": PPTX, "page_count": slides or None}
    if "mimetype" in names and package.open("mimetype").read(100).strip() == ODP.encode():
        return {"content_type": ODP, "page_count": None}
    if any(KEYNOTE.match(name) for name in names):
        return {"content_type": KEY, "page_count": None}
    return {"content_type": ZIP, "page_count": None}
