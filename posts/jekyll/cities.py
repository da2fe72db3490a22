"""In which cities a post plays. Cities come as data; the rules weigh where a name stands."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from posts.jekyll import vocabulary as words
from posts.jekyll.kinds import guess_kind
from posts.jekyll.plain import PlainLine, plain_lines
from posts.jekyll.proposal import CityNames, Note, PostProposal, SourcePost
from posts.jekyll.source import find_line

ENOUGH = 2  # a city named less often in the text is a visitor's
LISTING = 3  # so many tagged cities say nothing
TIMELESS = frozenset({"article", "other"})  # these have no place unless they say so aloud
TITLE, PLACE, HELD, CATEGORY = "title", "place", "held", "category"
TAGS, ADDRESS, TEXT = "tags", "address", "text"


@dataclass(frozen=True)
class Evidence:
    slugs: tuple[str, ...] = ()
    weight: int = 0
    line: int | None = None


NOTHING = Evidence()


class CityFinder:
    """Finds each city by any of its spellings; Latin ones only as words of their own."""

    def __init__(self, cities: Sequence[CityNames]) -> None:
        self.patterns = {city.slug: _pattern({city.slug, *city.names}) for city in cities}

    def in_text(self, text: str) -> tuple[str, ...]:
        found = {slug: pattern.search(text) for slug, pattern in self.patterns.items()}
        places = {slug: match.start() for slug, match in found.items() if match}
        return tuple(sorted(places, key=lambda slug: places[slug]))

    def count(self, text: str) -> Counter[str]:
        found = {slug: len(pattern.findall(text)) for slug, pattern in self.patterns.items()}
        return Counter({slug: number for slug, number in found.items() if number})


def _pattern(names: set[str]) -> re.Pattern[str]:
    spellings = sorted((name for name in names if name.strip()), key=len, reverse=True)
    parts = [
        rf"(?<![a-z]){re.escape(name)}(?![a-z])" if name.isascii() else re.escape(name)
        for name in spellings
    ]
    return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)


def guess_cities(
    source: SourcePost, cities: Sequence[CityNames], kind: str = ""
) -> tuple[list[str], list[Note]]:
    """Slugs in the order of the text, and what spoke against them or too softly."""
    finder = CityFinder(cities)
    lines = plain_lines(source)
    found = {
        TITLE: Evidence(finder.in_text(source.title), 8, find_line(source, "title")),
        CATEGORY: Evidence(
            finder.in_text(" ".join(source.categories)), 3, find_line(source, "categor")
        ),
    }
    if (kind or guess_kind(source, 0)[0]) not in TIMELESS:
        found |= {
            PLACE: _labelled(finder, lines),
            HELD: _held(finder, lines),
            TAGS: _tagged(finder, source, lines),
            ADDRESS: Evidence(
                finder.in_text(source.slug.replace("_", " ")), 1, find_line(source, "slug")
            ),
            TEXT: _counted(finder, lines),
        }
    found = {name: evidence for name, evidence in found.items() if evidence.slugs}
    if not found:
        return [], []
    strongest = max(found, key=lambda name: _weight(name, found))
    chosen = found[strongest].slugs
    return list(chosen), _conflicts(chosen, found)


def _weight(name: str, found: dict[str, Evidence]) -> int:
    """Its own and that of all who agree; a title that lists two cities has both behind it."""
    slugs = set(found[name].slugs)
    lists = name in (TITLE, PLACE)
    return sum(
        other.weight
        for other in found.values()
        if set(other.slugs) == slugs or (lists and set(other.slugs) < slugs)
    )


def _labelled(finder: CityFinder, lines: list[PlainLine]) -> Evidence:
    for line in lines:
        place = words.WHERE_LINE.search(line.text)
        if place and (slugs := finder.in_text(place["place"])):
            return Evidence(slugs, 6, line.number)
    return NOTHING


def _held(finder: CityFinder, lines: list[PlainLine]) -> Evidence:
    for line in lines:
        for sentence in words.HELD_IN.finditer(line.text):
            if slugs := finder.in_text(sentence["place"]):
                return Evidence(slugs, 3, line.number)
    return NOTHING


def _tagged(finder: CityFinder, source: SourcePost, lines: list[PlainLine]) -> Evidence:
    """A list of all cities says nothing; of two, the one the text speaks of more."""
    slugs = finder.in_text(" , ".join(source.tags))
    spoken = set(_counted(finder, lines).slugs) & set(slugs)
    if len(slugs) > 1 and spoken:
        slugs = tuple(spoken)
    return Evidence(slugs, 3, find_line(source, "tag")) if 0 < len(slugs) < LISTING else NOTHING


def _counted(finder: CityFinder, lines: list[PlainLine]) -> Evidence:
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for line in lines:
        found = finder.count(line.text)
        counts += found
        first = {**dict.fromkeys(found, line.number), **first}
    best = counts.most_common(2)
    if not best or best[0][1] < ENOUGH or (len(best) > 1 and best[0][1] == best[1][1]):
        return NOTHING
    return Evidence((best[0][0],), 3, first[best[0][0]])


def _conflicts(chosen: tuple[str, ...], found: dict[str, Evidence]) -> list[Note]:
    message = _("city: “%(others)s” by %(evidence)s, but “%(chosen)s” by better evidence")
    labels = {
        TITLE: _("the title"),
        PLACE: _("the place of the meetup"),
        HELD: _("the sentence that says where"),
        CATEGORY: _("the category"),
        TAGS: _("the tags"),
        ADDRESS: _("the address"),
        TEXT: _("the words of the text"),
    }
    notes = []
    for name, evidence in found.items():
        if not set(chosen) & set(evidence.slugs):
            others = ", ".join(evidence.slugs)
            values = {"others": others, "evidence": labels[name], "chosen": ", ".join(chosen)}
            notes.append(Note(message % values, evidence.line))
    return notes


def borrow_cities(proposals: Sequence[PostProposal]) -> None:
    """A post that names no city takes the one of the other posts of its event's day."""
    by_day: dict[date, set[tuple[str, ...]]] = {}
    for proposal in proposals:
        if proposal.event.date and proposal.cities and proposal.kind not in TIMELESS:
            by_day.setdefault(proposal.event.date, set()).add(tuple(proposal.cities))
    for proposal in proposals:
        day = proposal.event.date
        choices = by_day.get(day, set()) if day and proposal.kind not in TIMELESS else set()
        if not proposal.cities and len(choices) == 1:
            proposal.cities = list(next(iter(choices)))
            message = _("the city is taken from the other posts of that day (%(day)s)")
            proposal.conflicts.append(Note(message % {"day": day}))
