"""What a file is, told by its content: the name only decides between kinds of text."""

from pathlib import Path

import filetype

from techparty_site.lib.encodings import find_encoding

HEAD = 8192  # bytes
PDF = "application/pdf"
ZIP = "application/zip"
OLE = "application/x-ole-storage"
PPT = "application/vnd.ms-powerpoint"
LOCKED = "application/x-ole-encrypted"  # .docx and .pptx with a password become OLE
DOC = "application/msword"
TEXT = "text/plain"
VTT = "text/vtt"
MP4 = "video/mp4"
M4A = "audio/mp4"
MP3 = "audio/mpeg"
HEIC = "image/heic"
UNKNOWN = ""

TEXT_EXTENSIONS = {"txt": TEXT, "md": TEXT, "srt": TEXT, "vtt": VTT}
SAME = {
    "audio/m4a": M4A,
    "audio/x-m4a": M4A,
    "video/x-m4v": MP4,
    "audio/x-wav": "audio/wav",
    "image/heif": HEIC,
}
OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")


def sniff(path: Path, extension: str) -> str:
    """The content type, empty when unknown. Every zip is one: see `packages` for what it holds.

    Text carries its encoding: `text/plain; charset=gb18030`.
    """
    if extension in TEXT_EXTENSIONS:
        encoding = find_encoding(path)
        return f"{TEXT_EXTENSIONS[extension]}; charset={encoding}" if encoding else UNKNOWN
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"%PDF-"):
        return PDF
    if head.startswith(OLE_SIGNATURE):
        return sniff_ole(path)
    if head.startswith(ZIP_SIGNATURES):
        return ZIP
    return sniff_media(head, extension)


def sniff_media(head: bytes, extension: str) -> str:
    found = filetype.guess_mime(head) or UNKNOWN
    if not found and len(head) > 3 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2:
        return MP3  # any frame of layer III, not only the commonest
    found = SAME.get(found, found)
    if found in (MP4, M4A):  # one container for both: recorders often write the film's mark
        return M4A if extension == "m4a" else MP4
    if found == "video/ogg" and extension == "ogg":
        return "audio/ogg"
    return str(found)


def sniff_ole(path: Path) -> str:
    """Word and PowerPoint up to 2003 name their main stream in UTF-16."""
    found = OLE
    previous = b""
    with path.open("rb") as file:
        while chunk := file.read(2**20):
            window = previous + chunk
            if "WordDocument".encode("utf-16-le") in window:
                return DOC
            if "EncryptedPackage".encode("utf-16-le") in window:
                return LOCKED
            if "PowerPoint Document".encode("utf-16-le") in window:
                found = PPT
            previous = chunk[-64:]
    return found
