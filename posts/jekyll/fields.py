"""Values of the front matter, which three generations of authors wrote each in their own way."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from posts.jekyll.proposal import Note
from techparty_site.lib import tags

INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\x00-\x08\x0b-\x1f\x7f]")
WORDY = 4  # a tag of so many words is several tags without commas


def read_title(data: Mapping[str, Any], slug: str) -> tuple[str, list[Note]]:
    written = data.get("title")
    if written in (None, "") or isinstance(written, dict | list):
        return " ".join(re.split(r"[-_\s]+", slug)).strip(), [
            Note(_("there is no title; the address became one"))
        ]
    visible = " ".join(INVISIBLE.sub("", str(written)).split())
    if INVISIBLE.search(str(written)):
        return visible, [Note(_("invisible characters were taken out of the title"))]
    return visible, []


def read_author(author: Any) -> str:
    if isinstance(author, Mapping):
        author = author.get("name")
    if isinstance(author, list):
        return "、".join(filter(None, map(read_author, author)))
    return str(author or "").strip()


def read_names(data: Mapping[str, Any], one: str, many: str) -> list[str]:
    """As Jekyll: a string under the plural is split on blanks, under the singular it is one."""
    names: list[str] = []
    if isinstance(data.get(one), str | int):
        names.append(str(data[one]))
    value = data.get(many)
    if isinstance(value, list):
        names += [str(name) for name in value if name not in (None, "")]
    elif value not in (None, "") and not isinstance(value, Mapping):
        names += str(value).split()
    return list(dict.fromkeys(name.strip() for name in names if name.strip()))


def read_tags(data: Mapping[str, Any]) -> list[str]:
    """Split on every comma people use; a piece of many words was split on blanks."""
    values = [data.get("tag"), data.get("tags")]
    flat = [item for value in values for item in (value if isinstance(value, list) else [value])]
    pieces = [piece for item in flat if item not in (None, "") for piece in tags.split(str(item))]
    names = [name for piece in pieces for name in _split_wordy(piece)]
    return list(dict.fromkeys(name.strip() for name in names if name.strip()))


def _split_wordy(piece: str) -> list[str]:
    words = piece.split()
    return words if len(words) >= WORDY else [piece]


def read_wordpress_id(value: Any) -> int | None:
    text = str(value).strip() if not isinstance(value, bool) else ""
    return int(text) if re.fullmatch(r"\d{1,9}", text, re.ASCII) else None
