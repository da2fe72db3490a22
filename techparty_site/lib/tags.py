"""How people write lists of tags, and how the admin writes them back."""

import re
from collections.abc import Iterable
from typing import Protocol

SEPARATORS = re.compile(r"[,，、;；\n]+")


class Named(Protocol):
    name: str


def split(text: str) -> list[str]:
    """Names out of `Docker，微服务; 云 计算`: unique, in order, blanks inside a name kept."""
    names = (" ".join(piece.split()) for piece in SEPARATORS.split(text or ""))
    return list(dict.fromkeys(name for name in names if name))


def join(tags: Iterable[Named]) -> str:
    return ", ".join(sorted(tag.name for tag in tags))
