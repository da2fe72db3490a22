"""Which of the days a text names is the day of the meetup."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from posts.jekyll import vocabulary as words
from posts.jekyll.mentions import Mention, file_dates, find_mentions, title_month
from posts.jekyll.moments import make_date
from posts.jekyll.plain import PlainLine
from posts.jekyll.proposal import Note, SourcePost
from posts.jekyll.source import find_line

# How long before and after its post a meetup may be, in days.
LOOKS_BACK = (-150, 1)
LOOKS_AHEAD = (-45, 150)
BACKWARD = frozenset({"recap", "photos", "article", "other"})
SENTENCE = re.compile(r"[。！？!?；;\n]")
OPENING_LINES = 8
LEAST_WEIGHT = 1.0
NEAR = 200  # characters around a day that may speak of it
MOST_NOTES = 5


@dataclass(frozen=True)
class DayClaim:
    day: date
    weight: float
    line: int | None
    text: str
    mention: Mention


class DayReader:
    def __init__(self, source: SourcePost, kind: str) -> None:
        self.posted = source.date.date() if source.date else None
        self.backward = kind in BACKWARD
        self.hint = title_month(source.title)

    def resolve(self, mention: Mention) -> date | None:
        """The day meant; the year, where unsaid, by the date of the post."""
        if mention.relative:
            return self._relative(mention)
        month = mention.month or self._unsaid_month(mention)
        if month is None or mention.day is None:
            return None
        if mention.year is not None:
            return make_date(mention.year, month, mention.day)
        return self._nearest(month, mention.day)

    def _unsaid_month(self, mention: Mention) -> int | None:
        if self.hint:
            return self.hint[1]
        return self.posted.month if self.posted else None

    def _nearest(self, month: int, day: int) -> date | None:
        """What is plausible is less than half a year away: the nearest year is the one meant."""
        posted = self.posted
        if posted is None:
            return make_date(self.hint[0], month, day) if self.hint and self.hint[0] else None
        years = [posted.year + step for step in (-1, 0, 1)]
        days = [found for year in years if (found := make_date(year, month, day))]
        return min(days, key=lambda one: abs((one - posted).days), default=None)

    def _relative(self, mention: Mention) -> date | None:
        if self.posted is None:
            return None
        steps = {"昨天": -1, "昨日": -1, "前天": -2, "今天": 0, "今日": 0, "明天": 1}
        if mention.relative in steps:
            return self.posted + timedelta(days=steps[mention.relative])
        if mention.weekday is None:
            return None
        monday = self.posted - timedelta(days=self.posted.weekday())
        week = {"上": -1, "下": 1}.get(mention.relative, 0)
        return monday + timedelta(days=mention.weekday, weeks=week)

    def plausible(self, day: date) -> bool:
        if self.posted is None:
            return True
        first, last = LOOKS_BACK if self.backward else LOOKS_AHEAD
        return first <= (day - self.posted).days <= last

    def fit(self, mention: Mention, day: date) -> float:
        """Points for how precisely a day is named and whether title and post agree with it."""
        points = -3.0 if mention.day is not None and mention.month is None else 0.0
        if mention.relative or mention.compact:
            points -= 1.5
        if self.hint and day.month != self.hint[1]:
            points -= 5 if mention.relative else 1
        if self.posted and (day > self.posted if self.backward else day < self.posted):
            points -= 1 if self.backward else 3
        return points


def find_day(
    source: SourcePost, kind: str, lines: list[PlainLine]
) -> tuple[DayClaim | None, list[Note]]:
    """The best supported day with the line that says it best, and what contradicts it."""
    reader = DayReader(source, kind)
    if words.SEVERAL_MONTHS.search(source.title):
        return None, [Note(_("the post tells of several meetups; no single day is taken"))]
    claims = [
        claim
        for claim in _claims(source, lines, reader)
        if claim.weight >= LEAST_WEIGHT and reader.plausible(claim.day)
    ]
    if not claims:
        return None, []
    support = _support(claims)
    day = max(support, key=lambda one: (support[one], -abs((one - (reader.posted or one)).days)))
    agreeing = [claim for claim in claims if claim.day == day]
    chosen = max(agreeing, key=lambda claim: claim.weight)
    wrong_weekdays = [note for claim in agreeing for note in _wrong_weekday(claim)]
    return chosen, [*_rivals(claims, chosen), *wrong_weekdays]


def _support(claims: list[DayClaim]) -> dict[date, float]:
    """The loudest claim for each day, and a little for each other line that agrees."""
    loudest: dict[date, float] = defaultdict(float)
    lines: dict[date, set[int | None]] = defaultdict(set)
    for claim in claims:
        loudest[claim.day] = max(loudest[claim.day], claim.weight)
        lines[claim.day].add(claim.line)
    return {day: weight + min(len(lines[day]) - 1, 8) * 0.3 for day, weight in loudest.items()}


def _wrong_weekday(claim: DayClaim) -> list[Note]:
    said = claim.mention.weekday
    if said is None or claim.mention.relative or claim.day.weekday() == said:
        return []
    message = _("“%(text)s”: that day is another weekday")
    words_said = claim.text[claim.mention.start : claim.mention.end].strip()
    return [Note(message % {"text": words_said}, claim.line)]


def _rivals(claims: list[DayClaim], chosen: DayClaim) -> list[Note]:
    message = _("another day is named too: %(other)s; %(chosen)s counts")
    days = {claim.day: claim for claim in claims if claim.weight >= 8 and claim.day != chosen.day}
    return [
        Note(message % {"other": day.isoformat(), "chosen": chosen.day.isoformat()}, claim.line)
        for day, claim in list(days.items())[:MOST_NOTES]
    ]


def _claims(source: SourcePost, lines: list[PlainLine], reader: DayReader) -> list[DayClaim]:
    claims = _of_text(source.title, find_line(source, "title"), 8, reader, title=True)
    claims += _of_text(source.excerpt, find_line(source, "excerpt"), 4, reader)
    claims += _of_text(source.slug.replace("_", " "), None, 1.5, reader)
    seen = 0
    after_label = False
    for line in lines:
        if not line.text and not line.raw.strip():
            continue
        seen += bool(line.text)
        base = 9.0 if after_label else 3.0 + (seen <= OPENING_LINES)
        after_label = bool(words.WHEN_HEADING.search(line.text))
        claims += _of_text(line.text, line.number, base, reader)
        for mention in file_dates(line.raw):
            if day := reader.resolve(mention):
                claims.append(DayClaim(day, 1.5, line.number, line.raw, mention))
    return claims


def _of_text(
    text: str, line: int | None, base: float, reader: DayReader, *, title: bool = False
) -> list[DayClaim]:
    claims = []
    for mention in find_mentions(text, title=title):
        day = reader.resolve(mention)
        if day is not None:
            weight = base + _loudness(text, mention, reader, day)
            claims.append(DayClaim(day, weight, line, text, mention))
    return claims


def _loudness(text: str, mention: Mention, reader: DayReader, day: date) -> float:
    """How much the words around a day, and its place in time, speak for it."""
    before = SENTENCE.split(text[max(0, mention.start - NEAR) : mention.start])[-1]
    after = SENTENCE.split(text[mention.end : mention.end + NEAR])[0]
    weight = sum(
        points
        for points, said in (
            (6, words.WHEN_LABEL.search(before)),
            (3, words.TAKES_PLACE.search(f"{before[-20:]} {after[:60]}")),
            (4, words.MOVED_TO.search(before[-8:])),
            (3, words.CONFIRMED.search(before)),
            (-3, words.TENTATIVE.search(before)),
            (-7, words.MOVED_FROM.search(before[-12:])),
            (-7, words.DEADLINE_BEFORE.search(before[-14:])),
            (-7, words.DEADLINE_AFTER.search(after[:12])),
            (-6, words.RANGE_END.search(before)),
            (-4, words.TODAY_IS.search(before)),
        )
        if said
    )
    return weight + reader.fit(mention, day)
