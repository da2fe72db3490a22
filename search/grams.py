"""What a text is found by: every one and two of its wide signs, every one to three letters.

A set of short strings is all that the databases keep: SQLite's FTS5 and PostgreSQL's tsvector
alike, and no tokenizer of theirs. Whatever stands in a text is found by the grams it is made
of; where grams do not decide by themselves, the folded text does. (The short ones are a quarter
of all, but to join the hundred grams that begin with two letters took a second among 100,000
places.)
"""

import re
from functools import lru_cache
from operator import add

from search.expressions import Gram
from techparty_site.lib.folding import IS_WIDE, WIDE

WIDE_RUN, NARROW_RUN = re.compile(f"[{WIDE}]+"), re.compile(f"[^{WIDE} \n]+")
RUN = re.compile(f"{WIDE_RUN.pattern}|{NARROW_RUN.pattern}")
WORD = "="  # before a whole word
AROUND = "~"  # before what stands around a place, not in it
HEADING = "^"  # before what stands in its heading
SOUND = "%"  # before how signs of a heading sound
FACT = "!"  # before what is known of a place: !city:2
LONGEST_WORD = 40  # letters; longer ones are addresses and codes
WIDE_SIGNS, NARROW = 2, 3  # signs of a gram
MOST = 12  # grams that a term is looked up by


def is_wide(run: str) -> bool:
    return bool(IS_WIDE.match(run))


def parts(run: str, length: int) -> list[str]:
    """`abcd` in threes is `abc`, `bcd`; what is shorter is its own only part."""
    return [run[start : start + length] for start in range(max(1, len(run) - length + 1))]


def grams(folded: str) -> set[str]:
    found: set[str] = set()
    for run in WIDE_RUN.findall(folded):
        found.update(run, map(add, run, run[1:]))
    for run in NARROW_RUN.findall(folded):
        found |= grams_of_word(run)
    return found


@lru_cache(maxsize=50_000)
def grams_of_word(run: str) -> frozenset[str]:
    """Kept, since Latin words come back again and again."""
    found = {WORD + word for word in words(run)}
    return frozenset(found.union(*(parts(run, length) for length in range(1, NARROW + 1))))


def words(run: str) -> set[str]:
    """`node.js` is one, and so are its halves."""
    found = {run, *run.split(".")} - {""}
    return {word for word in found if len(word) <= LONGEST_WORD}


def needed(folded: str) -> list[Gram]:
    """What every text with this in it has among its grams."""
    found: dict[Gram, None] = {}
    for run in RUN.findall(folded):
        length = WIDE_SIGNS if is_wide(run) else NARROW
        found.update((Gram(part), None) for part in parts(run, length))
    every = list(found)
    step = max(1, -(-len(every) // MOST))
    return every[::step]


def decides(folded: str) -> bool:
    """Whether its one gram stands in no other text."""
    runs = RUN.findall(folded)
    return runs == [folded] and len(folded) <= (WIDE_SIGNS if is_wide(folded) else NARROW)
