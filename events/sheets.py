"""A transcript too long for one document is cut into sheets; the first has the bare address."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Protocol

MARKUP = 40  # characters that a paragraph costs beside its own
SHEET = 40_000  # characters: most transcripts of an evening are on one


class Line(Protocol):
    @property
    def number(self) -> int: ...
    @property
    def text(self) -> str: ...


def within(lines: Sequence[Line], characters: int) -> int:
    """How many of the lines fit; at least one."""
    for count, line in enumerate(lines):
        characters -= len(line.text) + MARKUP
        if characters < 0:
            return max(count, 1)
    return len(lines)


def sheets(lines: Sequence[Line]) -> list[range]:
    """The numbers of the paragraphs on each; the lines are counted through."""
    found: list[range] = []
    place = 0
    while place < len(lines):
        # A slice as long as the longest sheet: cutting stays linear.
        count = within(lines[place : place + SHEET // MARKUP], SHEET)
        first = lines[place].number
        found.append(range(first, first + count))
        place += count
    return found


def address(path: str, number: int, cut: Sequence[range]) -> str:
    """Where a paragraph stands, when `path` is cut so."""
    page = bisect_right([sheet.start for sheet in cut], number)
    return f"{path}?page={page}#s{number}" if page > 1 else f"{path}#s{number}"
