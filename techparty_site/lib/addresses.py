"""Old addresses in one form each: the importer stores it, the middleware looks it up."""

import hashlib
import re
import unicodedata
from urllib.parse import unquote

MAX_KEY = 200  # what django.contrib.redirects stores of a path
MAX_LENGTH = 4000  # a longer address was never one of ours; do not work on it
WORDPRESS_ID = re.compile(r"(?:^|&)p=0*(\d{1,9})(?:&|$)")
UNSEEN = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
QUERY_SIGN = re.compile(r"%(3f|23)", re.IGNORECASE)
ENCODED_PERCENT = re.compile(r"%(?:25)+(?=[0-9a-f]{2})", re.IGNORECASE)
SLASHES = re.compile(r"[/\\]+")
ENDING = re.compile(r"(?:/index\.html?(?=[/\s]*$)|[/\s])+$", re.IGNORECASE)
ROUNDS = 20  # more than 4000 characters can be nested


def normalise(path: str) -> str:
    """The canonical form of a path, raw or percent-encoded; normalising again changes nothing.

    Decoded Unicode in NFC, single slashes, neither `index.html` nor a slash at the end.
    A query is dropped, but for WordPress's `/?p=ID`, which is an address of its own.
    """
    before, _question, query = path[:MAX_LENGTH].partition("#")[0].partition("?")
    text = unicodedata.normalize("NFC", _decode(before)).strip()
    canonical = _trim(SLASHES.sub("/", "/" + text)) or "/"
    kept = WORDPRESS_ID.search(query)
    return f"/?p={kept[1]}" if kept and canonical in ("/", "/index.php") else canonical


def _trim(path: str) -> str:
    while (shorter := ENDING.sub("", path)) != path:
        path = shorter
    return path


def _decode(text: str) -> str:
    """Decoded until nothing changes; `?` and `#` stay encoded, so that they start no query."""
    for _round in range(ROUNDS):
        parts = QUERY_SIGN.split(ENCODED_PERCENT.sub("%", UNSEEN.sub("", text)))
        parts[::2] = [_decode_once(part) for part in parts[::2]]
        parts[1::2] = [f"%{code.upper()}" for code in parts[1::2]]
        decoded = "".join(parts)
        if decoded == text:
            break
        text = decoded
    return text


def _decode_once(text: str) -> str:
    return unquote(text, errors="replace").replace("?", "%3F").replace("#", "%23")


def redirect_key(path: str) -> str:
    """`normalise(path)`, where too long for the redirect table cut and made unique by a hash."""
    canonical = normalise(path)
    if len(canonical) <= MAX_KEY:
        return canonical
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    return f"{canonical[: MAX_KEY - len(digest) - 1]}~{digest}"
