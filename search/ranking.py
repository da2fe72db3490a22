"""Which of two hits a person would rather have: a title before a tag, a tag before a line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from search.asking import Query
from search.grams import RUN, is_wide
from techparty_site.lib.folding import IS_WIDE

EXACT = 1000  # the whole title, the name of a speaker or a tag
# By line: heading, lead, text. A Latin word that is one, or that only begins or holds the term.
WHOLE, BEGUN, INSIDE = (60, 30, 12), (50, 24, 9), (40, 20, 6)
TOGETHER = (50, 20, 16)  # all words in one piece, as they were typed
NEAR = ((12, 12), (40, 8), (120, 4))  # within so many signs of each other


@dataclass(frozen=True)
class Looked:
    """A term as texts are looked through for it."""

    text: str
    is_narrow: bool

    def worth(self, line: str, place: int) -> int:
        if self.text not in line:
            return 0
        if not self.is_narrow:
            return WHOLE[place]
        if re.search(rf"(?<![^\W_]){re.escape(self.text)}(?![^\W_])", self.apart(line)):
            return WHOLE[place]
        if re.search(rf"(?<![^\W_]){re.escape(self.text)}", self.apart(line)):
            return BEGUN[place]
        return INSIDE[place]

    def apart(self, line: str) -> str:
        """Chinese signs end a Latin word as a blank does."""
        return IS_WIDE.sub(" ", line)


class Ranking:
    def __init__(self, query: Query) -> None:
        self.phrase = query.phrase
        self.terms = [
            Looked(term.folded, not any(map(is_wide, RUN.findall(term.folded))))
            for term in query.terms
        ]

    def score(self, folded: str, weight: int = 0) -> int:
        """More is better; `folded` is of a SearchDocument."""
        lines = folded.split("\n", 2)
        score = weight
        if self.phrase in lines[0].split("\t"):
            score += EXACT
        for term in self.terms:
            score += max((term.worth(line, place) for place, line in enumerate(lines)), default=0)
        if len(self.terms) > 1:
            score += max(self._together(line, place) for place, line in enumerate(lines))
        return score

    def _together(self, line: str, place: int) -> int:
        if self.phrase in line:
            return TOGETHER[place]
        window = shortest(line, [term.text for term in self.terms])
        return next((worth for signs, worth in NEAR if window <= signs), 0)


def shortest(line: str, terms: Sequence[str]) -> int:
    """The signs between the beginnings of all terms where they are closest; many if one lacks."""
    found: list[tuple[int, int]] = []
    for number, term in enumerate(terms):
        places = [match.start() for match in re.finditer(re.escape(term), line)][:200]
        if not places:
            return len(line) + 1000
        found += [(place, number) for place in places]
    found.sort()
    last: dict[int, int] = {}
    best = len(line) + 1000
    for place, number in found:
        last[number] = place
        if len(last) == len(terms):
            best = min(best, place - min(last.values()))
    return best
