"""What is on the picture of a shared link: the page's own words, its city's stamp, a picture."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from events.models import City, Community
from techparty_site.lib import lettering

DESIGN = 1  # one more with every change of how the pictures are drawn
DIGEST_LENGTH = 12
INK = "ink"


@dataclass(frozen=True)
class Words:
    """What a kind of page has to say. `picture` is a key of the default storage."""

    title: str
    lines: tuple[str, ...] = ()  # who, then where and when
    note: str = ""  # beside a slide: which page it is
    stamp: str = ""
    colour: str = INK
    is_round: bool = False  # a person's initial, not a city's stamp
    is_place: bool = False  # the stamp is what it is all about
    picture: str = ""
    is_page: bool = False  # the picture is a page of slides: nothing of it may be cut off


@dataclass(frozen=True)
class Card:
    """`kind` and `key` say of which page, and stand in the picture's address."""

    kind: str
    key: str
    words: Words
    community: str
    has_mark: bool  # the drawn one

    @property
    def digest(self) -> str:
        told = json.dumps([DESIGN, font_name(), asdict(self)], sort_keys=True)
        return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:DIGEST_LENGTH]

    def path(self, *, square: bool = False) -> str:
        ending = "-square" if square else ""
        return reverse("share", args=[self.kind, self.key, self.digest, ending])


@dataclass(frozen=True)
class Kind:
    """`find` gives what visitors may see by its key, or None; `tell` gives its words.

    `find` raises ValueError of what can't be a key.
    """

    name: str
    find: Callable[[str], Any]
    tell: Callable[[Any], Words]
    key: Callable[[Any], str] = lambda thing: str(thing.pk)


KINDS: dict[str, Kind] = {}
BY_MODEL: dict[type[Any], Kind] = {}


def register(model: type[Any], kind: Kind) -> None:
    KINDS[kind.name] = BY_MODEL[model] = kind


def card_of(thing: Any, community: Community) -> Card:
    """In the site's own language, whatever the language of the page that links to it."""
    kind = BY_MODEL[thing.__class__]  # a lazy object's too
    with translation.override(settings.LANGUAGE_CODE):
        words = kind.tell(thing)
    return Card(kind.name, kind.key(thing), words, community.name, community.mark_id is None)


def find(kind: str, key: str) -> Card | None:
    """None for what there is not, and for what nobody may see yet."""
    community = Community.current()
    try:
        thing = KINDS[kind].find(key)
    except (KeyError, ValueError):
        return None
    return card_of(thing, community) if thing else None


def font_name() -> str:
    """Pictures are drawn anew once the machine has a font, or a better one."""
    found = lettering.find()
    return found.bold[0].path.rpartition("/")[2] if found else ""


def stamped(city: City | None) -> dict[str, Any]:
    return {"stamp": city.stamp, "colour": city.color} if city else {}
