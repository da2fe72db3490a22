"""Words that were searched for, found again where they stand: in a text, and on a slide."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from techparty_site.lib.folding import IS_WIDE, composed, folded, folded_with_places

PARAMETER = "mark"
MOST, LONGEST = 8, 60  # terms of an address, and signs of each
LONG = 2000  # characters: of longer texts only the piece with the words is looked at closely
PIECE = 300  # characters of such a piece
AFTER = re.compile(r"[。！？!?；;，,、：:\n]")  # where a clause may end
CLAUSE = 60  # characters

type Span = tuple[int, int]
type Word = Sequence[object]  # text, left, top, width, height, in percent of the page


def wanted(request: HttpRequest) -> list[str]:
    """The terms that an address asks to have marked, folded."""
    given = request.GET.getlist(PARAMETER)[:MOST]
    terms = (folded(composed(term[:LONGEST])) for term in given)
    return [term for term in terms if term]


def asking(address: str, terms: Iterable[str]) -> str:
    """The address with its terms to mark; the fragment stays the last."""
    path, hash_, fragment = address.partition("#")
    pairs = [(PARAMETER, term[:LONGEST]) for term in list(terms)[:MOST]]
    if not pairs:
        return address
    return f"{path}{'&' if '?' in path else '?'}{urlencode(pairs)}{hash_}{fragment}"


def spans(text: str, terms: Iterable[str]) -> list[Span]:
    """Where the folded terms stand in a text: in order, joined where they touch."""
    terms = list(terms)
    if not count(folded(text), terms):  # most texts of a page: places cost ten times as much
        return []
    whole, places = folded_with_places(text)
    found = sorted(
        (places[match.start()], places[match.end() - 1] + 1)
        for term in terms
        for match in re.finditer(re.escape(term), whole)
    )
    joined: list[Span] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def marked(text: str, terms: Iterable[str]) -> SafeString:
    """The text with every term in a <mark>."""
    pieces, end = [], 0
    for start, stop in spans(text, terms):
        pieces.append(format_html("{}<mark>{}</mark>", text[end:start], text[start:stop]))
        end = stop
    return format_html(
        "{}{}", format_html_join("", "{}", ((piece,) for piece in pieces)), text[end:]
    )


def piece_with(text: str, terms: Sequence[str]) -> str:
    """Of a long text the piece that has most of the terms, else its beginning."""
    if len(text) <= LONG:
        return text
    step = PIECE - LONGEST
    pieces = (text[start : start + 2 * PIECE] for start in range(0, len(text), step))
    return max(pieces, key=lambda piece: count(folded(piece), terms))


def count(whole: str, terms: Iterable[str]) -> int:
    return sum(term in whole for term in terms)


def snippet(text: str, terms: Sequence[str], length: int = 100) -> str:
    """About `length` characters in which most of the terms stand, cut at clauses, on one line."""
    piece = piece_with(text, terms)
    found = spans(piece, terms)
    start, end = window(found, length)
    if not found:
        start, end = 0, min(length, len(piece))
    room = max(length - (end - start), 0)
    start = clause_start(piece, start, start - room // 3)
    end = min(len(piece), max(end, start + length))
    cut = " ".join(piece[start:end].split())
    before = "…" if start or not text.startswith(piece[:50]) else ""
    after = "…" if end < len(piece) or not text.endswith(piece[-50:]) else ""
    return f"{before}{cut}{after}"


def window(found: list[Span], length: int) -> Span:
    """From the first to the last of the spans that stand together most."""
    best: tuple[int, Span] = (0, (0, 0))
    for index, (start, _end) in enumerate(found):
        last = [end for _start, end in found[index:] if end - start <= length] or [found[index][1]]
        best = max(best, (len(last), (start, last[-1])), key=lambda one: one[0])
    return best[1]


def clause_start(text: str, place: int, least: int) -> int:
    """Where a clause begins between `least` and `place`, else the least of them."""
    least = max(least, 0)
    ends = [match.end() for match in AFTER.finditer(text, least, place)]
    return ends[0] if least and ends else least


def fragment(text: str, terms: Sequence[str]) -> str:
    """`:~:text=…`: browsers that know it scroll to the clause with the words and mark it.

    A clause, since they look for whole words only, and cut Chinese into words themselves.
    """
    piece = piece_with(text, terms)
    found = spans(piece, terms)
    if not found:
        return ""
    return f":~:text={quote(clause(piece, *found[0]), safe='').replace('-', '%2D')}"


def clause(text: str, start: int, end: int) -> str:
    """What stands around a span up to the next signs; only the span where that is far."""
    least, most = max(start - CLAUSE, 0), min(end + CLAUSE, len(text))
    starts = [match.end() for match in AFTER.finditer(text, least, start)]
    ends = [match.start() for match in AFTER.finditer(text, end, most)]
    first = starts[-1] if starts else start if least else 0
    last = ends[0] if ends else end if most < len(text) else most
    return text[first:last].strip()


@dataclass(frozen=True)
class Box:
    """In percent of a page."""

    left: float
    top: float
    width: float
    height: float

    def scaled(self, width: int, height: int) -> "Box":
        """In the pixels of its picture."""
        across, down = width / 100, height / 100
        return Box(
            round(self.left * across),
            round(self.top * down),
            round(self.width * across),
            round(self.height * down),
        )


def boxes(words: Sequence[Word], terms: Sequence[str]) -> list[Box]:
    """Where the terms stand on a slide; part of a word's box where they are part of the word."""
    text, begins = "", []
    for word in words:
        begins.append(len(text))
        text += f"{word[0]} "
    found = spans(composed(text), terms) if len(composed(text)) == len(text) else []
    return [
        box
        for start, end in found
        for word, begin in zip(words, begins, strict=True)
        if (box := part(word, start - begin, end - begin))
    ]


def part(word: Word, start: int, end: int) -> Box | None:
    text, left, top, width, height = str(word[0]), *(float(str(side)) for side in word[1:5])
    start, end = max(start, 0), min(end, len(text))
    if start >= end:
        return None
    before, inside, whole = map(breadth, (text[:start], text[start:end], text))
    return Box(
        round(left + width * before / whole, 2), top, round(width * inside / whole, 2), height
    )


def breadth(text: str) -> float:
    """About how much room it takes: a Chinese sign twice that of a letter."""
    return sum(2 if IS_WIDE.match(sign) else 1 for sign in text)
