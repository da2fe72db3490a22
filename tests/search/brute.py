"""What a text says, folded a second time, in the plainest way: the index is held against it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from opencc import OpenCC

from search.models import key_of
from search.places import LONGEST, Place
from search.sources import places
from search.sources.everything import EVERYTHING

HAN = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
SIMPLE = OpenCC("t2s")


@cache
def plain(sign: str) -> str:
    """One sign: letters and digits as such, + # . kept for now, | between words."""
    if unicodedata.category(sign) in {"Cf", "Mn"}:
        return ""
    if sign.isspace():
        return " "
    found = unicodedata.normalize("NFKC", sign).casefold()
    if ord(sign) < 0x3000:
        found = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFD", found))
    found = "".join(one if one.isalnum() or one in "+#. " else "|" for one in found)
    return str(SIMPLE.convert(found))


def simple(text: str) -> str:
    found = "".join(map(plain, unicodedata.normalize("NFC", text)))
    found = re.sub(r"(?<![a-z0-9+])\+|(?<![a-z0-9])#|\.(?![a-z0-9])", "|", found)
    found = re.sub(rf"(?<=[{HAN}]) +(?![ |])|(?<![ |]) +(?=[{HAN}])", "", found)
    return re.sub("[ |]+", " ", found).strip()


def words_of(place: Place) -> str:
    heading = place.title if place.heading is None else place.heading
    parts = [heading, *place.names, place.lead, place.text[:LONGEST]]
    return "\n".join(map(simple, parts))


def everything(public: bool = True) -> Iterator[Place]:
    for kind, keys in EVERYTHING.items():
        yield from (place for place in places(kind, list(keys())) if place.is_public == public)


def key_of_place(place: Place) -> int:
    return key_of(place.day, place.kind, place.object_id, place.number)


def meant(query: str, texts: Iterable[tuple[int, str]]) -> set[int]:
    """The keys of all texts with the query in them."""
    wanted = simple(query)
    return {key for key, text in texts if wanted in text}
