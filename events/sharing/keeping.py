"""Drawn pictures, kept by all processes of a machine, and each drawn once."""

import logging
import time
from contextlib import suppress

from django.core.cache import cache, caches
from django.core.files.storage import default_storage
from PIL import Image

from events.sharing.cards import Card
from events.sharing.drawing import draw
from techparty_site.lib.images import open_own
from techparty_site.lib.throttle import Busy, Limit

DRAWN_SOON = 20  # seconds; after that it's another's turn
PAUSE = 0.05  # seconds
# Drawing one takes a tenth of a second. Who asks for what is there already is not counted.
DRAWING = Limit("sharing", times=120, seconds=600, at_once=2, at_once_for_all=2)

logger = logging.getLogger(__name__)


def picture_of(card: Card, address: str, *, square: bool) -> bytes:
    """A JPEG. Raises Busy where too many are being drawn, or too many for this address."""
    name = f"{card.kind}-{card.key}-{card.digest}-{'square' if square else 'wide'}"
    if kept := caches["pictures"].get(name):
        return bytes(kept)
    if not cache.add(f"drawing:{name}", "", DRAWN_SOON):
        return awaited(name)
    try:
        return drawn(card, name, address, square=square)
    finally:
        cache.delete(f"drawing:{name}")


def drawn(card: Card, name: str, address: str, *, square: bool) -> bytes:
    place = DRAWING.take(address)
    try:
        content = draw(card, opened(card.words.picture), square=square)
    finally:
        place.free()
    try:
        caches["pictures"].set(name, content)
    except OSError as error:  # a full disk: the visitor gets it all the same
        logger.warning("The picture of a shared link can't be kept: %s", error)
    return content


def awaited(name: str) -> bytes:
    """What another visitor's request is drawing just now."""
    end = time.monotonic() + DRAWN_SOON
    while time.monotonic() < end:
        time.sleep(PAUSE)
        if kept := caches["pictures"].get(name):
            return bytes(kept)
        if cache.get(f"drawing:{name}") is None:
            break
    raise Busy(1)


def opened(key: str) -> Image.Image | None:
    """None also for a file that is gone or damaged."""
    with suppress(OSError):
        if key:
            with default_storage.open(key) as file:
                return open_own(file)
    return None
