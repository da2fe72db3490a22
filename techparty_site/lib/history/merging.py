"""Two people changed one text: what only one of them touched is taken, the rest is for a person."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

type Lines = Sequence[str]
type Region = tuple[int, int, int, int]  # of the base, where mine and theirs begin, how many lines

MINE, THEIRS, BOTH = "mine", "theirs", "both"


@dataclass(frozen=True)
class Chunk:
    """Lines that are settled, or a clash of two versions of the same lines."""

    lines: tuple[str, ...] = ()
    mine: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    is_clash: bool = False

    def chosen(self, choice: str) -> Lines:
        """Both: theirs first, since it stood there first."""
        if not self.is_clash:
            return self.lines
        kept = {MINE: self.mine, THEIRS: self.theirs}
        return kept.get(choice, (*self.theirs, *self.mine))


def merge(base: str, mine: str, theirs: str) -> list[Chunk]:
    texts = [text.split("\n") for text in (base, mine, theirs)]
    return list(chunks(*texts))


def joined(found: Sequence[Chunk], choices: Mapping[int, str]) -> str:
    """The text, with a choice for each clash by its place among the chunks."""
    parts = (one.chosen(choices.get(place, BOTH)) for place, one in enumerate(found))
    return "\n".join(line for lines in parts for line in lines)


def chunks(base: Lines, mine: Lines, theirs: Lines) -> Iterator[Chunk]:
    at = own = other = 0
    for start, first, second, length in (*regions(base, mine, theirs), the_end(base, mine, theirs)):
        yield from settled(base[at:start], mine[own:first], theirs[other:second])
        if length:
            yield Chunk(tuple(base[start : start + length]))
        at, own, other = start + length, first + length, second + length


def the_end(base: Lines, mine: Lines, theirs: Lines) -> Region:
    return len(base), len(mine), len(theirs), 0


def settled(base: Lines, mine: Lines, theirs: Lines) -> Iterator[Chunk]:
    old, own, other = tuple(base), tuple(mine), tuple(theirs)
    if own in (other, old):
        found = Chunk(other)
    elif other == old:
        found = Chunk(own)
    else:
        found = Chunk(mine=own, theirs=other, is_clash=True)
    if found.is_clash or found.lines:
        yield found


def regions(base: Lines, mine: Lines, theirs: Lines) -> Iterator[Region]:
    """Lines of the base that stand in both, in order: where two lists of equal blocks overlap."""
    first, second = (
        SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
        for other in (mine, theirs)
    )
    one = other = 0
    while one < len(first) and other < len(second):
        own, their = first[one], second[other]
        start = max(own.a, their.a)
        end = min(own.a + own.size, their.a + their.size)
        if start < end:
            yield start, own.b + start - own.a, their.b + start - their.a, end - start
        if own.a + own.size < their.a + their.size:
            one += 1
        else:
            other += 1
