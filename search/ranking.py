"""Which of two hits a person would rather have: a title before a tag, a tag before a line."""

import re
from collections.abc import Iterator, Sequence

from search.asking import Query
from search.grams import RUN, is_wide
from techparty_site.lib.folding import WIDE

EXACT = 1000  # the whole title, the name of a speaker or a tag
# By line: heading, lead, text. A Latin word that is one, or that only begins or holds the term.
WHOLE, BEGUN, INSIDE = (60, 30, 12), (50, 24, 9), (40, 20, 6)
TOGETHER = (50, 20, 16)  # all words in one piece, as they were typed
NEAR = ((12, 12), (40, 8), (120, 4))  # within so many signs of each other
MOST = 200  # times that a term is looked for in a line
BORDER = re.compile(rf"[\s.{WIDE}]")  # what a word ends before: Chinese signs as well as a blank


class Looked:
    """A term as texts are looked through for it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.is_wide = any(map(is_wide, RUN.findall(text)))  # and has no whole words

    def worth(self, line: str, place: int) -> int:
        found = line.find(self.text)
        if found < 0:
            return 0
        if self.is_wide:
            return WHOLE[place]
        best = INSIDE[place]
        while found >= 0:
            if not found or BORDER.match(line, found - 1):
                end = found + len(self.text)
                if end == len(line) or BORDER.match(line, end):
                    return WHOLE[place]
                best = BEGUN[place]
            found = line.find(self.text, found + 1)
        return best


class Ranking:
    def __init__(self, query: Query) -> None:
        self.phrase = query.phrase
        self.terms = [Looked(term.folded) for term in query.terms]
        self.texts = [term.folded for term in query.terms]

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
        if not has_every(line, self.texts):
            return 0
        if self.phrase in line:
            return TOGETHER[place]
        window = shortest(line, self.texts)
        return next((worth for signs, worth in NEAR if window <= signs), 0)


def has_every(line: str, terms: Sequence[str]) -> bool:
    """`all()` of a generator takes four times as long, of 3,000 lines."""
    for term in terms:  # noqa: SIM110
        if term not in line:
            return False
    return True


def shortest(line: str, terms: Sequence[str]) -> int:
    """The signs between the beginnings of all terms where they are closest; many if one lacks."""
    best = len(line) + 1000
    if not has_every(line, terms):
        return best
    found = sorted(
        (place, number) for number, term in enumerate(terms) for place in places(line, term)
    )
    last: dict[int, int] = {}
    for place, number in found:
        last[number] = place
        if len(last) == len(terms):
            best = min(best, place - min(last.values()))
    return best


def places(line: str, term: str) -> Iterator[int]:
    """Where the first of them begin."""
    place = line.find(term)
    for _number in range(MOST):
        if place < 0:
            return
        yield place
        place = line.find(term, place + len(term))
