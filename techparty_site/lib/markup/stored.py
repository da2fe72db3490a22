"""What happens to stored HTML on its way into a page: trust, and a place for the talks."""

import re
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from .markers import PLACEHOLDER_RE


@dataclass(frozen=True)
class Html:
    html: SafeString


@dataclass(frozen=True)
class TalkMarker:
    slug: str | None  # None: all talks of the post's events


def trusted(html: str) -> SafeString:
    """Only for what `to_html` returned; the project's one call of mark_safe."""
    return mark_safe(html)  # noqa: S308 (sanitised by to_html)


def segments(html: str) -> list[Html | TalkMarker]:
    found: list[Html | TalkMarker] = []
    for index, piece in enumerate(re.split(PLACEHOLDER_RE, html)):
        if index % 2:
            found.append(TalkMarker(piece or None))
        elif piece.strip():
            found.append(Html(trusted(piece)))
    return found
