"""Talks that each begin with a line of one form: headings, bold lines, numbers, items, labels."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from posts.jekyll.link_kinds import FILE_WORDS, kind_of
from posts.jekyll.names import name_likeness
from posts.jekyll.talks.block_facts import find_speakers, find_title, speaker_line, with_full_names
from posts.jekyll.talks.fields import Split, choose_order, readings_of
from posts.jekyll.talks.forms import Form, find_forms, is_detail, opener_text
from posts.jekyll.talks.model import Context, Entry, Reading
from posts.jekyll.talks.prose import JOINT
from posts.jekyll.talks.seen import without_empty_brackets
from posts.jekyll.talks.speakers import read_speakers
from posts.jekyll.talks.titles import is_no_talk, likeness, quotes_in
from posts.jekyll.talks.words import CLOSING, SPEAKER_LABEL, is_generic

_FORM_POINTS = {"heading": 0.5, "bold": 0.5, "label": 1.5}


def read_blocks(context: Context) -> Iterator[Reading]:
    for form, sections in find_forms(context).items():
        readings = [_read_form(context, form, indexes) for indexes in sections.values()]
        fair = [reading for reading in readings if reading.coherence >= 0.5]
        kept = fair or readings
        entries = [entry for reading in kept for entry in reading.entries]
        if entries and (len(entries) > 2 or any(e.speakers or e.quoted for e in entries)):
            weight = sum(len(r.entries) * r.coherence for r in kept) / len(entries)
            yield Reading(form[0], entries, weight)


def _read_form(context: Context, form: Form, indexes: list[int]) -> Reading:
    texts = {index: opener_text(context, index) for index in indexes}
    splits = {
        index: readings_of(text, context.people) if text else [] for index, text in texts.items()
    }
    splits = _without_lone_words(splits)
    favour = choose_order([found for found in splits.values() if found])
    brothers = [index for index in indexes if not is_detail(context, index)]
    ends = {index: _end_of(context, form, index, brothers) for index in indexes}
    found = [(i, _entry(context, form, range(i, ends[i]), splits[i], favour)) for i in indexes]
    said = sum(1 for text in texts.values() if text)
    sure = sum(1 for _, entry in found if entry and entry.points >= 1.5)
    named = sum(1 for _, entry in found if entry and entry.speakers)
    alike = sure * 2 > said or (named >= 2 and named * 3 >= said * 2)
    bar = 1.0 if alike else 1.5  # among brothers less is asked of each
    entries = [entry for _, entry in found if entry and entry.points >= bar]
    entries = [each for entry in entries for each in (entry, *_joined(context, entry))]
    strange = sum(1 for i, entry in found if texts[i] and (not entry or entry.points < bar))
    total = len(entries) + strange * (0.35 if form[0] == "heading" else 0.6)
    return Reading(form[0], entries, len(entries) / total if entries else 0.0)


def _without_lone_words(splits: dict[int, list[Split]]) -> dict[int, list[Split]]:
    """A mere word is taken for a speaker only where brothers have real names in its place."""
    firm = Counter(
        split.order
        for found in splits.values()
        for split in found
        if split.speakers and max(s.sure for s in split.speakers) >= 0.6
    )
    return {
        index: [
            split
            for split in found
            if not split.speakers
            or split.quoted
            or max(s.sure for s in split.speakers) >= 0.5
            or firm[split.order] * 4 >= len(splits)
        ]
        for index, found in splits.items()
    }


def _joined(context: Context, entry: Entry) -> list[Entry]:
    """《甲》和《乙》 under the heading 甲: the second is a talk of its own."""
    found: list[Entry] = []
    for index in range(entry.place[0] + 1, min(entry.end[0], entry.place[0] + 8)):
        text = context.seen[index].text
        quotes = [quote for quote in quotes_in(text) if quote.strong]
        for quote, other in pairwise(quotes):
            known = likeness(quote.title, entry.title or "") >= 0.9
            if known and JOINT.fullmatch(text[quote.end : other.start]):
                place = (index, other.start)
                found.append(
                    Entry(place, entry.end, other.title, entry.speakers, 2.0, entry.pattern)
                )
    return found


def _end_of(context: Context, form: Form, index: int, indexes: list[int]) -> int:
    """Where the block that begins at `index` stops: a brother, a heading or closing words."""
    level = form[1] if form[0] == "heading" else 6
    end = context.next_heading(index, level)
    brothers = [other for other in indexes if index < other < end]
    if brothers:
        return brothers[0]
    for later in range(index + 1, end):
        text = context.seen[later].text.strip()
        closes = context.lines[later].style != "heading" and CLOSING.match(text)
        if closes and not _has_files(context, later, end):
            return later
    return end


def _entry(
    context: Context, form: Form, block: range, splits: list[Split], favour: dict[str, float]
) -> Entry | None:
    index, end = block.start, block.stop
    named = _named_block(context, form, index, end)
    if named or not splits:
        return named
    split = _best_split(context, index, end, splits, favour)
    title, speakers = split.title, split.speakers
    points = _FORM_POINTS.get(form[0], 0.0) + 1.0 * split.quoted + 0.5 * split.prefixed
    if speakers:
        points += 0.6 + sum(s.sure for s in speakers) / len(speakers)
    else:
        speakers, sure = find_speakers(context, index, end, title)
        points += sure
    if _has_files(context, index, end):
        points += 1.2
    if title and not speakers and context.people.name_of(title):
        return None  # a heading that is somebody's name and no more
    if not speakers and not split.quoted and _names_event(context, title):
        return None
    speakers = with_full_names(context, index, end, speakers)
    return Entry((index, 0), (end, 0), title, speakers, points, form[0], split.quoted)


def _names_event(context: Context, title: str | None) -> bool:
    """A heading that repeats the post's own title is about the whole meetup."""
    return likeness(title or "", context.document.source.title) >= 0.6


def _best_split(
    context: Context, index: int, end: int, splits: list[Split], favour: dict[str, float]
) -> Split:
    """The reading that suits the line and its brothers; a speaker's own line below overrules."""
    if splits[0].speakers and splits[0].order != "title by speaker":
        below = speaker_line(context, index, end)
        weak = max(s.sure for s in splits[0].speakers) < 0.85
        known = {s.name for s in below} & {s.name for s in splits[0].speakers}
        if below and weak and not known:
            splits = [s for s in splits if not s.speakers] or splits
    return max(splits, key=lambda s: (s.sure + favour.get(s.order, 0.0) * 1.5, s.sure))


def _named_block(context: Context, form: Form, index: int, end: int) -> Entry | None:
    """A heading that names only the speaker; the title stands in a line below."""
    text = SPEAKER_LABEL.sub("", without_empty_brackets(context.seen[index].text))
    if not text or len(text) > 24 or is_no_talk(text) or is_generic(text):
        return None
    if name_likeness(text, context.people) < 0.35 or form[0] == "label":
        return None
    title = find_title(context, index, end)
    speakers = read_speakers(text, context.people, floor=0.3)
    if title is None or not speakers:
        return None
    return Entry((index, 0), (end, 0), title, speakers, 2.5, form[0])


def _has_files(context: Context, index: int, end: int) -> bool:
    for later in range(index, min(end, index + 60)):
        seen = context.seen[later]
        for mark in seen.marks:
            before = seen.text[max(0, mark.column - 14) : mark.column]
            if kind_of(mark.link, before) in FILE_WORDS:
                return True
    return False
