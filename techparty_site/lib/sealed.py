"""A presentation without ways out of it, before LibreOffice opens it.

An address in it (a file of this machine, a page of its network) would be drawn like any picture
of its own. What is not understood here is left out rather than let through.
"""

import re
import zipfile
from typing import Any
from urllib.parse import unquote

from lxml import etree  # type: ignore[import-untyped]

from techparty_site.lib.packages import ODP
from techparty_site.lib.unreadable import Reason, Unreadable

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
MANIFEST, TYPES = "META-INF/manifest.xml", "[Content_Types].xml"
MEDIA_TYPE = f"{{{ODF}manifest:1.0}}media-type"
MAIN_PARTS = ("openxmlformats-officedocument.presentationml.", "ms-powerpoint.")
# Beside pages and pictures: settings name palettes by their addresses, the rest are programs.
LEFT_OUT = re.compile(r"(.*/)?(settings\.xml|(Basic|Scripts|Dialogs|Configurations2)/.*)")
ADDRESSES = {"href", "src", "base", "target"}  # the names of attributes, without namespaces
PROGRAMS = {
    *(f"{{{ODF}table:1.0}}{name}" for name in ("formula", "condition")),
    *(f"{{{ODF}office:1.0}}dde-{name}" for name in ("application", "item", "topic")),
}
INLINE_PICTURE = f"{{{ODF}office:1.0}}binary-data"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
PICTURES = (
    *(b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*"),
    *(b"\x01\x00\x00\x00", b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00"),  # EMF and both of WMF
)
FONTS = (b"\x00\x01\x00\x00", b"OTTO", b"true", b"ttcf")


def refuse_disguises(package: zipfile.ZipFile, extension: str) -> None:
    """LibreOffice goes by these, whatever the file is called. Raises Unreadable."""
    names = package.namelist()
    if len(names) != len(set(names)):
        raise Unreadable(Reason.BROKEN, "two entries of one name")
    check = check_odp if extension == "odp" else check_pptx
    try:
        check(package)
    except (KeyError, etree.XMLSyntaxError) as error:
        raise Unreadable(Reason.BROKEN, str(error)) from None


def check_odp(package: zipfile.ZipFile) -> None:
    kinds = {package.read("mimetype").decode(errors="replace").strip()}
    if MANIFEST in package.namelist():
        rows = parse(package.read(MANIFEST))
        kinds |= {row.get(MEDIA_TYPE) for row in rows if "/" in row.attrib.values()}
    if kinds != {ODP} or TYPES in package.namelist():
        raise Unreadable(Reason.BROKEN, f"no presentation: {kinds}")


def check_pptx(package: zipfile.ZipFile) -> None:
    kinds = [row.get("ContentType", "") for row in parse(package.read(TYPES))]
    main = [kind for kind in kinds if kind.endswith("main+xml")]
    known = all(any(part in kind for part in MAIN_PARTS) for kind in main)
    if not main or not known or {"mimetype", MANIFEST}.intersection(package.namelist()):
        raise Unreadable(Reason.BROKEN, f"no presentation: {main}")


def parse(content: bytes) -> Any:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def is_left_out(name: str) -> bool:
    return bool(LEFT_OUT.fullmatch(name))


def sealed(name: str, content: bytes) -> bytes:
    """What LibreOffice gets to see of an entry; empty where that is nothing."""
    if name == "mimetype" or content.startswith((*PICTURES, *FONTS)) or is_webp(content):
        return content
    try:
        root = parse(content)
    except etree.XMLSyntaxError:
        return b""
    nodes = (etree.Entity, etree.ProcessingInstruction, INLINE_PICTURE)
    etree.strip_elements(root, *nodes, with_tail=False)
    for element in list(root.iter("*")):
        if element.tag == RELATIONSHIP:
            cut_relationship(element)
        else:
            cut_addresses(element)
    whole: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", doctype="")
    return whole


def is_webp(content: bytes) -> bool:
    return content.startswith(b"RIFF") and content[8:12] == b"WEBP"


def cut_relationship(element: Any) -> None:
    """Those inside a package may climb, but not out of it."""
    parent, target = element.getparent(), unquote(element.get("Target", ""))
    inside = element.get("TargetMode", "Internal").strip().lower() == "internal"
    if parent is not None and not (inside and not re.search(r"[:\\]|^\s*//", target)):
        parent.remove(element)


def cut_addresses(element: Any) -> None:
    for name, value in list(element.attrib.items()):
        is_address = name.rpartition("}")[2].lower() in ADDRESSES
        if name in PROGRAMS or (is_address and leads_out(value)):
            del element.attrib[name]


def leads_out(address: str) -> bool:
    path = unquote(address).strip()
    return not path.startswith("#") and bool(re.search(r"^/|[:\\]|\.\.", path))
