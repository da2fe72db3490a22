"""Which of two hits a person would rather have: a title before a tag, a tag before a line."""

import re
from collections.abc import Sequence

from search.asking import Query
from search.grams import RUN, is_wide
from techparty_site.lib.folding import WIDE

EXACT = 1000  # the whole title, the name of a speaker or a tag
# By line: heading, lead, text. A Latin word that is one, or that only begins or holds the term.
WHOLE, BEGUN, INSIDE = (60, 30, 12), (50, 24, 9), (40, 20, 6)
TOGETHER = (50, 20, 16)  # all words in one piece, as they were typed
NEAR = ((12, 12), (40, 8), (120, 4))  # within so many signs of each other
ENDS = rf"\s.{WIDE}"  # what a word ends before


class Looked:
    """A term as texts are looked through for it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.begun = self.whole = None
        if not any(map(is_wide, RUN.findall(text))):
            # Chinese signs end a Latin word as a blank does.
            self.begun = re.compile(f"(?<![^{ENDS}]){re.escape(text)}")
            self.whole = re.compile(f"{self.begun.pattern}(?![^{ENDS}])")

    def worth(self, line: str, place: int) -> int:
        if self.text not in line:
            return 0
        if self.whole is None or self.whole.search(line):
            return WHOLE[place]
        return BEGUN[place] if self.begun and self.begun.search(line) else INSIDE[place]


class Ranking:
    def __init__(self, query: Query) -> None:
        self.phrase = query.phrase
        self.terms = [Looked(term.folded) for term in query.terms]

    def score(self, folded: str, weight: int = 0) -> int:
        """More is better; `folded` is of a SearchDocument."""
        lines = folded.split("\n", 2)
        score = weight
        if self.phrase and self.phrase in lines[0].split("\t"):
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
