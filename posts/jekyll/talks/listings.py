"""Talks in timetables, tables, and bare lists of decks."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from posts.jekyll.link_kinds import FILE_WORDS, is_file_label, is_vague, kind_of
from posts.jekyll.names import KnownPeople, name_likeness
from posts.jekyll.talks.fields import readings_of
from posts.jekyll.talks.model import Context, Entry, Reading
from posts.jekyll.talks.speakers import Speakers, read_speakers
from posts.jekyll.talks.titles import is_no_talk, may_be_title, tidy
from posts.jekyll.talks.words import SPEAKER_LABEL, TITLE_LABEL

_CLOCK = r"\d{1,2}\s*[:：点]\s*\d{0,2}\s*(?:am|pm)?"
_TIME = re.compile(
    rf"^\W*(?:上午|下午|晚上)?\s*{_CLOCK}\s*(?:[-–—~～至到]+\s*(?:{_CLOCK})?)?\s*[|：:\s]*", re.I
)
_CELL = re.compile(r"<t[dh]\b[^>]*>(.*?)(?=<t[dh]\b|</t[dh]>|</tr>|$)", re.I | re.S)


def read_timetable(context: Context) -> Reading:
    """`14:00-14:40 speaker` with the title beside it or on the lines below."""
    entries: list[Entry] = []
    starts = [i for i, seen in enumerate(context.seen) if _time_of(seen.text)]
    for position, index in enumerate(starts):
        stop = min([context.next_heading(index), *starts[position + 1 : position + 2]])
        parts = [_TIME.sub("", context.seen[index].text, count=1).strip()]
        for later in range(index + 1, min(stop, index + 5)):
            seen = context.seen[later]
            if seen.line.style == "blank" or seen.line.indent < context.lines[index].indent:
                break
            parts.append(re.sub(r"^\s*[-*+·]\s*", "", seen.text).strip())
        entry = _from_parts([part for part in parts if part], context.people)
        if entry:
            entry.place, entry.end = (index, 0), (stop, 0)
            entries.append(entry)
    return Reading("timetable", entries)


def _time_of(text: str) -> bool:
    match = _TIME.match(text)
    if match is None or re.match(r"\W*\d+:\d\d:\d\d", text):
        return False  # a duration is no time of day
    return bool(re.search(r"[-–—~～至到]|\d\s*[:：]\s*\d", match[0]))


def _from_parts(parts: list[str], people: KnownPeople) -> Entry | None:
    if not parts or is_no_talk(parts[0]):
        return None
    if len(parts) == 1:
        best = next((r for r in readings_of(parts[0], people) if r.speakers or r.quoted), None)
        if best is None:
            return None
        return Entry((0, 0), (0, 0), best.title, best.speakers, 1.5 + best.quoted, "timetable")
    parts = [TITLE_LABEL.sub("", SPEAKER_LABEL.sub("", part)) for part in parts]
    scored = [(_speaker_score(part, people), part) for part in parts[:3]]
    sure, who = max(scored, key=lambda pair: pair[0])
    titles = [part for part in parts if part != who and may_be_title(tidy(part))]
    if sure < 0.5 or not titles:
        return None
    speakers = read_speakers(who, people, floor=0.5)
    return Entry((0, 0), (0, 0), tidy(titles[0]), speakers, 1.7 + sure, "timetable")


def _speaker_score(text: str, people: KnownPeople) -> float:
    speakers = read_speakers(text, people, floor=0.5)
    if not speakers or len(text) > 50:
        return 0.0
    return max(name_likeness(text, people), speakers[0].sure * 0.8)


def read_table(context: Context) -> Reading:
    """Rows of a table with a title and a name among the cells."""
    entries: list[Entry] = []
    for index, cells in _rows(context):
        cells = [cell for cell in cells if cell and not _TIME.fullmatch(f"{cell} ")]
        if any(is_no_talk(cell) for cell in cells):
            continue
        entry = _from_parts(cells, context.people) if len(cells) > 1 else None
        if entry:
            entry.place, entry.end, entry.pattern = (index, 0), (index + 1, 0), "table"
            entries.append(entry)
    return Reading("table", entries)


def _rows(context: Context) -> Iterator[tuple[int, list[str]]]:
    cells: list[str] = []
    start = 0
    for index, seen in enumerate(context.seen):
        if seen.line.style != "table":
            if cells:
                yield start, cells
            cells = []
            continue
        if seen.text.startswith("|"):
            yield index, [cell.strip() for cell in seen.text.strip("| ").split("|")]
            continue
        if re.search(r"<tr\b", seen.line.raw, re.I) or not cells:
            if cells:
                yield start, cells
            cells, start = [], index
        cells += [re.sub(r"<[^<>]*>", " ", cell).strip() for cell in _CELL.findall(seen.text)]
    if cells:
        yield start, cells


def read_links(context: Context) -> Reading:
    """Nothing but decks: each link's text is a title, perhaps with its speaker."""
    entries: list[Entry] = []
    for index, seen in enumerate(context.seen):
        for mark in seen.marks:
            if mark.link.picture or not (seen.alone or len(seen.marks) == 1):
                continue
            kind = kind_of(mark.link, context.heading_above(index))
            label = re.sub(r"\.(?:pdf|pptx?|key|zip|docx?)$", "", mark.link.label, flags=re.I)
            if kind not in FILE_WORDS or is_file_label(label) or is_vague(label) or "://" in label:
                continue
            readings = readings_of(label, context.people)
            best = next((r for r in readings if r.speakers), None) or next(iter(readings), None)
            if best is None or best.title is None:
                continue
            speakers = best.speakers or _in_file_name(mark.link.url, best.title, context.people)
            points = 1.5 + 0.3 * bool(speakers)
            entries.append(
                Entry((index, mark.column), (index + 1, 0), best.title, speakers, points, "links")
            )
    return Reading("links", entries)


def _in_file_name(url: str, title: str, people: KnownPeople) -> Speakers:
    """title-张三.pdf names the speaker that the link's text leaves out."""
    name = unquote(url).rsplit("/", 1)[-1].rsplit(".", 1)[0]
    for reading in readings_of(name, people):
        if reading.speakers and reading.speakers[0].sure >= 0.8:
            return reading.speakers
    return ()
