"""How long a recording is, read from its headers: a few kilobytes, never the sound itself.

The web process asks this of files of strangers: every reader looks at a bounded number of
places, whatever the headers say.
"""

import struct
from collections.abc import Callable
from pathlib import Path
from typing import IO

from techparty_site.lib.media.matroska import webm
from techparty_site.lib.media.mpeg import mp3
from techparty_site.lib.media.quicktime import mp4
from techparty_site.lib.media.sound import ogg, wav

LONGEST = 7 * 24 * 3600  # seconds; more is a damaged header

READERS: dict[str, Callable[[IO[bytes]], float | None]] = {
    "audio/wav": wav,
    "audio/mpeg": mp3,
    "audio/ogg": ogg,
    "audio/mp4": mp4,
    "video/mp4": mp4,
    "video/webm": webm,
}


def duration(path: Path, content_type: str) -> int | None:
    """Whole seconds, at least 1; None when the headers don't tell."""
    reader = READERS.get(content_type)
    if reader is None:
        return None
    try:
        with path.open("rb") as file:
            seconds = reader(file)
    except (OSError, struct.error, IndexError, ZeroDivisionError, OverflowError, ValueError):
        return None
    return max(1, round(seconds)) if seconds is not None and 0 < seconds < LONGEST else None
