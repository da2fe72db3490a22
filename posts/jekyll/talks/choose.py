"""Of all readings of a post, the one that explains it best."""

from itertools import pairwise

from posts.jekyll.talks.blocks import read_blocks
from posts.jekyll.talks.listings import read_links, read_table, read_timetable
from posts.jekyll.talks.model import Context, Entry, Reading
from posts.jekyll.talks.prose import MOST, read_prose
from posts.jekyll.talks.titles import likeness

_LOOSE = ("line", "ordinal", "prose")
_SURE = 2.5
# Where two readings explain as much, the firmer form wins.
_FIRMNESS = {
    "heading": 1.15,
    "bold": 1.1,
    "numbered": 1.1,
    "label": 1.1,
    "ordinal": 1.05,
    "item": 1.0,
    "line": 1.0,
    "table": 1.0,
    "timetable": 0.95,
    "prose": 0.9,
    "links": 0.8,
}


def all_readings(context: Context) -> list[Reading]:
    readings = [*read_blocks(context), read_prose(context), read_timetable(context)]
    readings += [read_table(context), read_links(context)]
    return [_distinct(reading) for reading in readings if 0 < len(reading.entries) <= MOST]


def choose(context: Context) -> Reading:
    readings = all_readings(context)
    if not readings:
        return Reading("none", [])
    firm = [reading for reading in readings if reading.pattern != "links"]
    if any(reading.score >= 3 for reading in firm):
        readings = firm  # the text of a link is a title only where nothing else gives one
    best = max(readings, key=lambda reading: reading.score * _FIRMNESS.get(reading.pattern, 1.0))
    return _joined(best, readings) if best.pattern in _LOOSE else best


def _joined(best: Reading, readings: list[Reading]) -> Reading:
    """Sentences vary within one post: sure finds of the other loose readings are added."""
    entries = list(best.entries)
    for reading in readings:
        if reading is best or reading.pattern not in _LOOSE:
            continue
        for entry in reading.entries:
            taken = any(_same(entry, e) or _clash(entry, e) for e in entries)
            if entry.title and entry.speakers and entry.points >= _SURE and not taken:
                entries.append(entry)
    entries.sort(key=lambda entry: entry.place)
    for entry, later in pairwise(entries):
        entry.end = min(entry.end, later.place)
    return Reading(best.pattern, entries, best.coherence)


def _clash(one: Entry, other: Entry) -> bool:
    """Of one line, or of one speaker: told already, in other words."""
    speakers = {speaker.name for speaker in one.speakers}
    return one.place[0] == other.place[0] or bool(speakers & {s.name for s in other.speakers})


def _distinct(reading: Reading) -> Reading:
    """A title named twice in one reading is one talk."""
    kept: list[Entry] = []
    for entry in reading.entries:
        if not any(_same(entry, other) for other in kept):
            kept.append(entry)
    return Reading(reading.pattern, kept, reading.coherence)


def _same(one: Entry, other: Entry) -> bool:
    return bool(one.title and other.title) and likeness(one.title or "", other.title or "") >= 0.9
