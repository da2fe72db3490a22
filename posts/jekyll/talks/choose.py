"""Of all readings of a post, the one that explains it best."""

from itertools import pairwise

from posts.jekyll.talks.blocks import read_blocks
from posts.jekyll.talks.listings import read_links, read_table, read_timetable
from posts.jekyll.talks.model import Context, Entry, Reading
from posts.jekyll.talks.prose import MOST, read_prose
from posts.jekyll.talks.titles import likeness

_LISTS = ("bold", "numbered", "item", "label", "table")
_LOOSE = ("line", "ordinal", "prose")
_SURE = 2.5  # of an entry that another reading of sentences adds
_ALONE = 1.9  # of the only entry of a post
_LISTED = 1.9  # of an entry that a list in another part of the post adds
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
    joined = _joined(_headed(best, readings), readings)
    return Reading("none", []) if _lonely(joined) else joined


def _lonely(reading: Reading) -> bool:
    """One talk alone must have much that speaks for it."""
    listed = reading.pattern != "prose"
    return listed and len(reading.entries) == 1 and reading.entries[0].points < _ALONE


def _headed(best: Reading, readings: list[Reading]) -> Reading:
    """Where each 主题： stands under a title of its own, the heading is the title."""
    if best.pattern != "label":
        return best
    for reading in readings:
        blocks = reading.entries if reading.pattern == "heading" else []
        held = [sum(block.place < e.place < block.end for e in best.entries) for block in blocks]
        if held.count(1) == len(best.entries) and reading.coherence >= 0.6:
            return reading
    return best


def _joined(best: Reading, readings: list[Reading]) -> Reading:
    """Sentences vary within one post, and a second list may stand in another part of it."""
    entries = list(best.entries)
    for reading in sorted(readings, key=lambda reading: -reading.score):
        if reading is best:
            continue
        if best.pattern in _LOOSE and reading.pattern in _LOOSE:
            entries += _new([e for e in reading.entries if e.points >= _SURE], entries)
        elif reading.pattern in _LISTS and reading.coherence >= 0.6:
            apart = [e for e in reading.entries if e.points >= _LISTED and not _inside(e, best)]
            found = _new(apart, entries)
            entries += found if len(found) > 1 else []
    if len(entries) > len(best.entries):
        entries.sort(key=lambda entry: entry.place)
        for entry, later in pairwise(entries):
            entry.end = min(entry.end, later.place)
    return Reading(best.pattern, _keep_alike(best.pattern, entries), best.coherence)


def _new(candidates: list[Entry], entries: list[Entry]) -> list[Entry]:
    return [
        entry
        for entry in candidates
        if entry.title
        and entry.speakers
        and not any(_same(entry, other) or _clash(entry, other) for other in entries)
    ]


def _inside(entry: Entry, reading: Reading) -> bool:
    return any(other.place <= entry.place < other.end for other in reading.entries)


def _keep_alike(pattern: str, entries: list[Entry]) -> list[Entry]:
    """Where sentences name the speakers, a title without one is a remark."""
    named = [entry for entry in entries if entry.speakers]
    many = pattern in _LOOSE and len(named) * 3 >= len(entries) * 2
    return named if many else entries


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
