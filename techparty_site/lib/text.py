"""Names and words compared and cut into addresses, Chinese included."""

import re
import unicodedata
from collections.abc import Container

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SEPARATORS = re.compile(r"[\W_]+")
# What \W would swallow although it tells one technology from another.
SPOKEN = {"++": "pp", "#": "sharp", "＋＋": "pp", "＃": "sharp"}
MAX_KEY = 200  # of the columns `name_key`
LEADING_DOT = re.compile(r"(?<!\w)[.．](?=[a-z])", re.IGNORECASE)


def printable(text: str) -> str:
    """Without control characters, which XML cannot hold; blanks and line ends stay."""
    return UNPRINTABLE.sub("", text)


def fold(text: str) -> str:
    """Case, width and blanks folded: two spellings that fold alike are one name."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def key_of(name: str) -> str:
    """`fold(name)` as it is stored to be looked up: one folded sign can be eighteen."""
    return fold(name)[:MAX_KEY]


def slugify(text: str, *, max_length: int = 80) -> str:
    """An address in Unicode: `C++ 与 .NET` becomes `cpp-与-dotnet`; empty when nothing is left."""
    for sign, spoken in SPOKEN.items():
        text = re.sub(rf"(?<=\w){re.escape(sign)}", spoken, text)
    text = LEADING_DOT.sub("dot", text)
    text = SEPARATORS.sub("-", unicodedata.normalize("NFKC", text).casefold()).strip("-")
    return text[:max_length].rstrip("-")


def unused(slug: str, taken: Container[str], *, max_length: int = 80) -> str:
    """`slug`, or the first of `slug-2`, `slug-3` … that is not taken."""
    candidate, number = slug[:max_length], 1
    while candidate in taken:
        number += 1
        suffix = f"-{number}"
        candidate = slug[: max_length - len(suffix)] + suffix
    return candidate
