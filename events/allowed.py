"""Which files an attachment of each kind may be, and how large."""

from events.models.attachment import Attachment
from techparty_site.lib import packages, sniff

Kind = Attachment.Kind

MEGABYTE = 2**20
TYPES = {
    "pdf": sniff.PDF,
    "pptx": packages.PPTX,
    "ppt": sniff.PPT,
    "odp": packages.ODP,
    "key": packages.KEY,
    "docx": packages.DOCX,
    "doc": sniff.DOC,
    "txt": sniff.TEXT,
    "md": sniff.TEXT,
    "srt": sniff.TEXT,
    "vtt": sniff.VTT,
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "gif": "image/gif",
    "heic": sniff.HEIC,
    "heif": sniff.HEIC,
    "mp3": sniff.MP3,
    "m4a": sniff.M4A,
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "mp4": sniff.MP4,
    "webm": "video/webm",
    "zip": packages.ZIP,
}
SLIDES = ("pdf", "pptx", "ppt", "odp", "key")
TRANSCRIPTS = ("docx", "doc", "txt", "md", "srt", "vtt")
HEIC_EXTENSIONS = ("heic", "heif")
PICTURES = ("jpg", "jpeg", "png", "webp", "gif", *HEIC_EXTENSIONS)
AUDIO = ("mp3", "m4a", "ogg", "wav")
VIDEO = ("mp4", "webm")
EXTENSIONS: dict[str, tuple[str, ...]] = {
    Kind.SLIDES: SLIDES,
    Kind.TRANSCRIPT: TRANSCRIPTS,
    Kind.AUDIO: AUDIO,
    Kind.VIDEO: VIDEO,
    Kind.CODE: ("zip", "txt", "md"),
    Kind.PHOTO: PICTURES,
    Kind.ALBUM: ("zip",),
    Kind.ARCHIVE: ("zip",),
    # A picture's original is private; of a photo there are sizes to show instead.
    Kind.OTHER: tuple(extension for extension in TYPES if extension not in PICTURES),
}
LIMITS: dict[str, int] = {
    Kind.TRANSCRIPT: 50 * MEGABYTE,
    Kind.PHOTO: 40 * MEGABYTE,
    Kind.AUDIO: 500 * MEGABYTE,
    Kind.VIDEO: 500 * MEGABYTE,
}
COMMON_LIMIT = 200 * MEGABYTE
REQUEST_LIMIT = 1100 * MEGABYTE  # two recordings and what goes with them
FILES_AT_ONCE = 100


def limit_of(kind: str) -> int:
    """In bytes."""
    return LIMITS.get(kind, COMMON_LIMIT)


def limit_of_extension(extension: str) -> int:
    """In bytes, of the kind that takes most of it; 0 where none takes any."""
    takers = (kind for kind, extensions in EXTENSIONS.items() if extension in extensions)
    return max(map(limit_of, takers), default=0)


def extensions_of(kind: str) -> tuple[str, ...]:
    return EXTENSIONS.get(kind, ())


def types_of(kind: str) -> set[str]:
    return {TYPES[extension] for extension in extensions_of(kind)}
