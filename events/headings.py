"""Where in the transcript of a whole event each talk begins: found for certain, or not at all.

A part under the wrong talk is worse than no part: one heading too many, or out of order, and
the transcript stays whole.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

from events.models import Talk
from techparty_site.lib.text import fold, slugify

LONGEST = 80  # characters of a line that may be a heading without being marked as one
SUBSTANCE = 100  # characters under a heading; the lines of a programme have none
LIKE = 0.85
FEWEST = 2
COUNT = r"([一二三四五六七八九十]{1,3}|\d{1,3})"
TOPIC = r"(?:主题|话题|议题|讲题|演讲|分享|topic|talk|session)"
ORDINAL = re.compile(
    rf"\W{{0,3}}(?:第\s*{COUNT}\s*(?:[个场位]?(?:{TOPIC}|讲师|嘉宾)|讲|场)[\W_]*"
    rf"|{TOPIC}\s*{COUNT}(?:[\W_]+|$))",
    re.IGNORECASE,
)
ITEM = re.compile(rf"\W{{0,3}}{COUNT}\s*[)）、.．:：]\s*")
ROLES = re.compile(r"(?:主讲|演讲|分享)(?:人|者|嘉宾)?|讲师|嘉宾|讲者|speaker|老师|先生|女士")
SENTENCE = tuple("。！？!?；;，,…")
DIGITS = {digit: number for number, digit in enumerate("一二三四五六七八九十", start=1)}


class Line(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def is_heading(self) -> bool: ...


@dataclass(frozen=True)
class Sought:
    place: int  # among the talks, from 0
    title: str  # folded
    names: list[str]  # of its speakers, folded


@dataclass(frozen=True)
class Candidate:
    index: int
    place: int
    is_marked: bool


def parts(lines: Sequence[Line], talks: Sequence[Talk]) -> list[range | None]:
    """Which lines belong to each talk; None where it can't be said, for all where nothing can."""
    nothing: list[range | None] = [None] * len(talks)
    if len(talks) < FEWEST:
        return nothing
    sought = [sought_of(place, talk) for place, talk in enumerate(talks)]
    begins = certain(lines, candidates(lines, sought)) or certain(
        lines, counted(lines, len(talks)), fewest=len(talks)
    )
    if not begins:
        return nothing
    return [span(lines, begins, place) for place in range(len(talks))]


def sought_of(place: int, talk: Talk) -> Sought:
    names = (folded(credit.speaker.name) for credit in talk.credits.all())
    return Sought(place, folded(talk.title), [name for name in names if len(name) > 1])


def folded(text: str) -> str:
    return slugify(text, max_length=200).replace("-", "")


def candidates(lines: Sequence[Line], sought: list[Sought]) -> Iterator[Candidate]:
    for index, line in enumerate(lines):
        if is_short(line) and (place := named(line, sought)) is not None:
            yield Candidate(index, place, line.is_heading)


def counted(lines: Sequence[Line], count: int) -> Iterator[Candidate]:
    """`第二讲：…`, whatever it was called then."""
    for index, line in enumerate(lines):
        if is_short(line):
            number, _rest = number_of(line.text)
            if 0 < number <= count:
                yield Candidate(index, number - 1, line.is_heading)


def is_short(line: Line) -> bool:
    return line.is_heading or (len(line.text) <= LONGEST and not line.text.endswith(SENTENCE))


def named(line: Line, sought: list[Sought]) -> int | None:
    """The one talk whose title or speaker it tells."""
    number, rest = number_of(line.text)
    sure = line.is_heading or number > 0
    if not sure and not shares_characters(rest, sought):
        return None
    words = folded(rest)
    if not words:
        return number - 1 if 0 < number <= len(sought) else None
    same = [one.place for one in sought if one.title and bare(words, one) == one.title]
    like = same or [one.place for one in sought if tells(words, one, sure=sure)]
    return like[0] if len(like) == 1 else None


def shares_characters(text: str, sought: list[Sought]) -> bool:
    """Cheaply: most lines of a long transcript are told apart from any title by this alone."""
    characters = set(fold(text))
    return any(
        one.title and len(set(one.title) - characters) <= len(one.title) / 2 for one in sought
    )


def tells(words: str, one: Sought, *, sure: bool) -> bool:
    rest = bare(words, one)
    if one.title and alike(rest, one.title) >= LIKE:
        return True
    if not sure:
        return False
    return not rest or (len(one.title) >= 4 and one.title in words)


def bare(words: str, one: Sought) -> str:
    """Without its speakers and what they are called."""
    if words == one.title:
        return words
    for name in one.names:
        words = words.replace(name, "")
    return ROLES.sub("", words)


def alike(one: str, other: str) -> float:
    """1 for the same, 0 for nothing in common."""
    if not one or max(len(one), len(other)) > 2 * min(len(one), len(other)):
        return 0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def number_of(text: str) -> tuple[int, str]:
    """`第二讲：装箱` is 2 and 装箱; 0 where no talk is counted, though `2. 装箱` is 装箱 too."""
    if match := ORDINAL.match(text):
        return value_of(match[1] or match[2]), text[match.end() :]
    match = ITEM.match(text)
    return 0, text[match.end() :] if match else text


def value_of(count: str) -> int:
    if count.isdecimal():
        return int(count)
    tens, ten, ones = count.rpartition("十")
    if not ten:
        return DIGITS[count] if len(count) == 1 else 0
    return DIGITS.get(tens, 1) * 10 + DIGITS.get(ones, 0)


def certain(
    lines: Sequence[Line], found: Iterable[Candidate], *, fewest: int = FEWEST
) -> dict[int, int]:
    """Where each talk begins, by its place; empty unless all is as it would be in a good one."""
    begins: dict[int, int] = {}
    chosen = without_programmes(found)
    for place in sorted({one.place for one in chosen}):
        mine = [one for one in chosen if one.place == place]
        mine = [one for one in mine if one.is_marked] or mine
        if len(mine) > 1:
            return {}
        begins[place] = mine[0].index
    order = list(begins.values())
    ends = [*order[1:], len(lines)]
    if len(begins) < fewest or order != sorted(order):
        return {}
    full = all(
        has_substance(lines[start + 1 : end]) for start, end in zip(order, ends, strict=True)
    )
    return begins if full else {}


def without_programmes(found: Iterable[Candidate]) -> list[Candidate]:
    """Lines right under each other: of several talks a programme, of one the parts of a heading."""
    runs: list[list[Candidate]] = []
    for one in found:
        last = runs[-1][-1] if runs else None
        if last and (last.index, last.is_marked) == (one.index - 1, one.is_marked):
            runs[-1].append(one)
        else:
            runs.append([one])
    return [run[0] for run in runs if len({one.place for one in run}) == 1]


def has_substance(lines: Sequence[Line]) -> bool:
    left = SUBSTANCE
    for line in lines:
        left -= len(line.text)
        if left <= 0:
            return True
    return False


def span(lines: Sequence[Line], begins: dict[int, int], place: int) -> range | None:
    """Of a talk without a heading the part in which it must be: it shares its neighbour's."""
    start = max((index for other, index in begins.items() if other <= place), default=0)
    end = min((index for index in begins.values() if index > start), default=len(lines))
    if place not in begins and min(begins) > place:
        end = min(begins.values())
    return range(start, end) if has_substance(lines[start:end]) else None
