"""What somebody may have looked for whose address leads nowhere."""

import re
import unicodedata
from typing import Any
from urllib.parse import unquote

from events.models import Event, Talk
from posts.models import Post
from speakers.models import Speaker
from techparty_site.lib.languages import without_prefix
from techparty_site.lib.text import slugify

MOST = 6
TELLING = re.compile(r"[a-z0-9-]{3}|[^\x00-\x7f]{2}")  # less than that is in every address
MONTH = re.compile(r"/(20\d\d)[/-](\d{1,2})(?=[/-])", re.ASCII)
ENDING = re.compile(r"(?:/index)?\.(?:html?|php)$|/+$", re.IGNORECASE)


def near(path: str) -> list[Any]:
    """Published posts, events, talks and speakers: first those of about that name, then what was
    written of that month, if the address has one as old ones had. Five queries at most."""
    path = unicodedata.normalize("NFC", unquote(without_prefix(path)))[:400]
    found = [*of_name(name_of(path)), *of_month(path)]
    return list(dict.fromkeys(found))[:MOST]


def name_of(path: str) -> str:
    """The last part, as it would stand in an address of today."""
    last = ENDING.sub("", path).rpartition("/")[2]
    return slugify(re.sub(r"^\d{4}-\d{1,2}-\d{1,2}-", "", last))[:80]


def of_name(name: str) -> list[Any]:
    if not TELLING.search(name) or name.isdecimal():
        return []
    models: tuple[Any, ...] = (Post, Event, Talk, Speaker)
    return [
        row
        for model in models
        for row in model.objects.published().filter(slug__icontains=name).order_by("-pk")[:2]
    ]


def of_month(path: str) -> list[Post]:
    match = MONTH.search(path)
    if not match or not 1 <= int(match[2]) <= 12:
        return []
    year, month = int(match[1]), int(match[2])
    posts = Post.objects.published().with_day()
    in_month = {"happened_at__year": year, "happened_at__month": month}
    return list(posts.filter(**in_month).newest_first()[:MOST])
