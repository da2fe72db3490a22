"""Talks that each begin with a line of one form: headings, bold lines, numbers, items, labels."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from posts.jekyll.link_kinds import FILE_WORDS, kind_of
from posts.jekyll.names import NOBODY, name_at_start, name_likeness
from posts.jekyll.talks.block_facts import find_speakers, find_title, speaker_line
from posts.jekyll.talks.fields import Reading as Split
from posts.jekyll.talks.fields import choose_order, readings_of
from posts.jekyll.talks.model import Context, Entry, Reading
from posts.jekyll.talks.prose import JOINT
from posts.jekyll.talks.seen import Seen, without_empty_brackets
from posts.jekyll.talks.speakers import read_speakers
from posts.jekyll.talks.titles import is_no_talk, likeness, quotes_in
from posts.jekyll.talks.words import (
    CLOSING,
    FILE_LABEL,
    OTHER_LABEL,
    PREFIX,
    SPEAKER_LABEL,
    TITLE_LABEL,
    is_generic,
)

Form = tuple[str, int]
_LONG = 150
_CLOCK = re.compile(r"^[~\s]*\d{1,2}[:：]\d{2}(?:\s*[-–~]\s*\d{1,2}[:：]\d{2})?\s+")
# Parts of a recap that list thanks and links, not talks.
_ASIDE = re.compile(
    r"^\s*(?:最后)?(?:感谢|鸣谢|致谢|参考|后记|免责|附录?|关于|相关|链接|花絮|联系|报名|赞助|合作|组委)"
)
_PROFILE = re.compile(
    r"//(?:www\.)?(?:twitter\.com|weibo\.com|t\.qq\.com|github\.com|t\.sina\.com\.cn)/[\w/]+$"
)


def read_blocks(context: Context) -> Iterator[Reading]:
    for form, sections in _forms(context).items():
        readings = [_read_form(context, form, indexes) for indexes in sections.values()]
        fair = [reading for reading in readings if reading.coherence >= 0.5]
        kept = fair or readings
        entries = [entry for reading in kept for entry in reading.entries]
        if entries:
            weight = sum(len(r.entries) * r.coherence for r in kept) / len(entries)
            yield Reading(form[0], entries, weight)


def _forms(context: Context) -> dict[Form, dict[int, list[int]]]:
    """The lines that could each open a talk, by what they look like and the section they are in."""
    forms: dict[Form, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    section = 0
    for index, seen in enumerate(context.seen):
        if seen.line.style == "heading":
            section = index if not _ASIDE.match(seen.text) else -1
        if section < 0 and seen.line.style != "heading":
            continue
        for form in _forms_of(seen):
            forms[form][0 if form[0] == "heading" else section].append(index)
    return forms


def _forms_of(seen: Seen) -> Iterator[Form]:
    line, text = seen.line, without_empty_brackets(seen.text)
    if not text or line.style in ("blank", "code", "rule", "table"):
        return
    if line.style == "heading":
        yield "heading", line.level
        return
    if line.bold:
        yield "bold", 0
    if line.style in ("numbered", "item"):
        yield line.style, line.indent
    if TITLE_LABEL.match(text):
        yield "label", 0
    elif PREFIX.match(text):
        yield "ordinal", 0
    if line.style in ("text", "bold") and (
        _opens_with_quote(text) or _opens_with_handle(seen) or _is_pair(text)
    ):
        yield "line", 0


def _opens_with_quote(text: str) -> bool:
    strong = [quote for quote in quotes_in(text) if quote.strong]
    if not strong or "。" in text[: strong[0].start]:
        return False
    return strong[0].start <= 1 or (strong[0].start <= 45 and len(text) < 120)


def _is_pair(text: str) -> bool:
    """题目-张三 alone on a line."""
    if len(text) > 50 or re.search(r"[。，？！,]", text) or not re.search(r"[-—–:：]", text):
        return False
    readings = readings_of(text, NOBODY)
    return any(r.speakers and r.title and r.speakers[0].sure >= 0.85 for r in readings)


def _opens_with_handle(seen: Seen) -> bool:
    """张三 [@zhangsan](http://weibo.com/…) 题目: a name with its page opens the line."""
    if not seen.marks or seen.marks[0].column > 24 or len(seen.text) > 90 or "。" in seen.text:
        return False
    name = name_at_start(seen.text)
    return bool(
        name and _PROFILE.search(seen.marks[0].link.url) and len(name) >= seen.marks[0].column - 3
    )


def _read_form(context: Context, form: Form, indexes: list[int]) -> Reading:
    texts = {index: _opener_text(context, index) for index in indexes}
    splits = {
        index: readings_of(text, context.people) if text else [] for index, text in texts.items()
    }
    splits = _without_lone_words(splits)
    favour = choose_order([found for found in splits.values() if found])
    found = [
        (
            index,
            _entry(
                context, form, index, _end_of(context, form, index, indexes), splits[index], favour
            ),
        )
        for index in indexes
    ]
    sure = sum(1 for _, entry in found if entry and entry.points >= 1.5)
    bar = 1.0 if sure * 2 > sum(1 for text in texts.values() if text) else 1.5
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


def _opener_text(context: Context, index: int) -> str:
    text = without_empty_brackets(context.seen[index].text)
    text = TITLE_LABEL.sub("", _CLOCK.sub("", text))
    if OTHER_LABEL.match(text) or FILE_LABEL.match(text) or is_no_talk(text) or is_generic(text):
        return ""
    if len(text) <= _LONG:
        return text.rstrip("。")
    quotes = quotes_in(text[:60])
    if quotes and quotes[0].strong and quotes[0].start <= 40:
        return re.split(r"[。！!]", text)[0][:_LONG]
    return ""


def _end_of(context: Context, form: Form, index: int, indexes: list[int]) -> int:
    """Where the block that begins at `index` stops: at its next brother, heading or closing words."""
    level = form[1] if form[0] == "heading" else 6
    end = context.next_heading(index, level)
    end = min([end, *(other for other in indexes if other > index)])
    for later in range(index + 1, end):
        text = context.seen[later].text.strip()
        if context.lines[later].style != "heading" and CLOSING.match(text):
            return later
    return end


def _entry(
    context: Context,
    form: Form,
    index: int,
    end: int,
    splits: list[Split],
    favour: dict[str, float],
) -> Entry | None:
    named = _named_block(context, form, index, end)
    if named or not splits:
        return named
    split = _best_split(context, index, end, splits, favour)
    title, speakers = split.title, split.speakers
    points = (
        0.5 * (form[0] in ("heading", "bold", "label")) + 1.0 * split.quoted + 0.5 * split.prefixed
    )
    points += 1.0 * (form[0] == "label")
    if speakers:
        points += 0.6 + sum(s.sure for s in speakers) / len(speakers)
    else:
        speakers, sure = find_speakers(context, index, end, title)
        points += sure
    if _has_files(context, index, end):
        points += 1.2
    if title and not speakers and context.people.name_of(title):
        return None  # a heading that is somebody's name and no more
    return Entry((index, 0), (end, 0), title, speakers, points, form[0])


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
