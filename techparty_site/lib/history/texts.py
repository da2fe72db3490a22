"""Two texts, line by line and inside a line word by word; of Chinese sign by sign."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from techparty_site.lib.folding import WIDE

WORD = re.compile(rf"[{WIDE}]|[^\W{WIDE}]+|\s+|.", re.DOTALL)
AROUND = 1  # lines that stay before and after a change
LONGEST = 2000  # signs of a line that is looked into
ALIKE = 0.3  # less of two lines in common: they are shown whole

type Sign = Literal["same", "gone", "new"]


@dataclass(frozen=True)
class Piece:
    sign: Sign
    text: str


@dataclass(frozen=True)
class Line:
    sign: Sign | Literal["gap"]
    pieces: tuple[Piece, ...] = ()


GAP = Line("gap")


def compare(before: str, after: str) -> list[Line]:
    """The lines that changed with one around them; a gap stands for the others."""
    old, new = before.split("\n"), after.split("\n")
    found: list[Line] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for group in matcher.get_grouped_opcodes(AROUND):
        if found or group[0][1]:
            found.append(GAP)
        for name, *(first, last, start, end) in group:
            if name == "equal":
                found += [whole("same", line) for line in old[first:last]]
            else:
                found += changed(old[first:last], new[start:end])
    return [*found, GAP] if found and group[-1][2] < len(old) else found


def changed(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    """Lines stand beside those they became, as far as there are as many."""
    for before, after in zip(old, new, strict=False):
        yield from beside(before, after)
    yield from (whole("gone", line) for line in old[len(new) :])
    yield from (whole("new", line) for line in new[len(old) :])


def beside(before: str, after: str) -> Iterator[Line]:
    words = WORD.findall(before[:LONGEST]), WORD.findall(after[:LONGEST])
    matcher = SequenceMatcher(None, *words, autojunk=False)
    if max(len(before), len(after)) > LONGEST or matcher.ratio() < ALIKE:
        if before:
            yield whole("gone", before)
        if after:
            yield whole("new", after)
        return
    gone: list[Piece] = []
    new: list[Piece] = []
    for name, first, last, start, end in matcher.get_opcodes():
        was, became = "".join(words[0][first:last]), "".join(words[1][start:end])
        gone.append(Piece("same" if name == "equal" else "gone", was))
        new.append(Piece("same" if name == "equal" else "new", became))
    yield Line("gone", tuple(piece for piece in gone if piece.text))
    yield Line("new", tuple(piece for piece in new if piece.text))


def whole(sign: Sign, text: str) -> Line:
    return Line(sign, (Piece("same", text),))
