"""Talks told in sentences: 接下来由张三老师给大家带来《题目》."""

import re
from itertools import zip_longest

from posts.jekyll.link_kinds import FILE_WORDS, kind_of
from posts.jekyll.names import name_at_end
from posts.jekyll.talks.givers import (
    SENTENCE_END,
    giver_after,
    giver_before,
    giver_between,
    giver_in,
)
from posts.jekyll.talks.model import Context, Entry, Reading
from posts.jekyll.talks.speakers import Speaker, Speakers
from posts.jekyll.talks.titles import (
    Quote,
    is_book,
    is_no_talk,
    likeness,
    may_be_title,
    quotes_in,
    tidy,
)
from posts.jekyll.talks.words import GIVES, SUBJECT, TO_US, is_topic

MOST = 200  # more talks than any post has; beyond, time goes into nonsense
JOINT = re.compile(r"[\s、和与及以，,]*")  # between titles of one speaker
_FIRM_VERB = re.compile(r"带来|分享|主讲|讲解|讲述|演讲|开讲|介绍")
_ADJECTIVE = re.compile(r"精彩|给力|重磅|小|的|了|一个|一场|两个|三个|几个|这个|自己|最后|首个")
_UNQUOTED = re.compile(
    rf"(?:的)?{SUBJECT}(?:是|为)?\s*[：:]\s*([^。；;《》“”：:，\n]{{4,40}})(?=[。；;，]|$)", re.I
)
_SUBJECT_AFTER = re.compile(
    rf"^\s*(?:的|这个|这一|为)?\s*(?:小|分享|演讲)?(?:{SUBJECT}|分享|演讲|讲座|讲演)|^\s*[为做]题",
    re.I,
)
_SUBJECT_BEFORE = re.compile(
    rf"(?:{SUBJECT}|分享|演讲|题为|名为|讲座)(?:内容|题目)?(?:是|为|叫)?\s*[：:~]?\s*(?:关于)?\s*$",
    re.I,
)
_UNTITLED = re.compile(
    rf"(?:{GIVES})(?:了|的)?\s*(?:一个|一场)?\s*(关于|有关)?([^。；，《》“”]{{1,24}}?)\s*的?[^。，；的]{{0,4}}"
    rf"(?:{SUBJECT}|讲座)",
    re.I,
)
_ABOUT = re.compile(
    rf"(?:{GIVES})(?:了|的)?\s*(?:一个|一场)?\s*(关于|有关)([^。；，《》“”]{{1,24}}?)\s*的[^。，；的]{{0,4}}"
    r"(?:分享|演讲|报告|介绍)",
    re.I,
)


def read_prose(context: Context) -> Reading:
    found: list[Entry] = []
    for index, seen in enumerate(context.seen):
        if seen.line.style not in ("blank", "code", "table", "rule", "heading"):
            found += _in_line(context, index, seen.text)
    entries = _keep_alike(_merge(found[:MOST]))
    for entry, later in zip_longest(entries, entries[1:]):
        entry.end = later.place if later else (len(context.lines), 0)
    return Reading("prose", entries)


def _keep_alike(entries: list[Entry]) -> list[Entry]:
    """Where talks have speakers, a quoted title without one is a remark."""
    titled = {s.name for entry in entries if entry.title for s in entry.speakers}
    entries = [e for e in entries if e.title or not titled & {s.name for s in e.speakers}]
    named = [entry for entry in entries if entry.speakers]
    return named if len(named) * 2 >= len(entries) and named else entries


def _in_line(context: Context, index: int, text: str) -> list[Entry]:
    found: list[Entry] = []
    previous: tuple[Quote, Entry] | None = None
    for quote in quotes_in(text):
        gap = text[previous[0].end : quote.start] if previous else None
        if previous and gap is not None and JOINT.fullmatch(gap):
            entry: Entry | None = _next_of(previous[1], (index, quote.start), quote)
        else:
            entry = _from_quote(context, index, text, quote, gap)
        if entry and entry.points >= 1.5 and may_be_title(entry.title or ""):
            found.append(entry)
            previous = quote, entry
        else:
            previous = None
    return (
        found
        or _unquoted(context, index, text)
        or _untitled(context, index, text)
        or _untold(context, index)
    )


def _next_of(entry: Entry, place: tuple[int, int], quote: Quote) -> Entry:
    return Entry(place, (0, 0), tidy(quote.title), entry.speakers, entry.points, "prose")


def _unquoted(context: Context, index: int, text: str) -> list[Entry]:
    """首先是张三（微博）的主题：某某的新玩法。"""
    found = []
    for match in _UNQUOTED.finditer(text):
        clause = SENTENCE_END.split(text[: match.start()])[-1][-60:]
        speakers = giver_before(clause, context.people, context.author)
        if not speakers and (named := name_at_end(clause, context.people)):
            speakers = (Speaker(named.name, "", 0.6),)  # the form itself says who
        speakers = speakers or giver_in(text[: match.start()][-120:], context.people)
        if speakers and may_be_title(match[1]):
            place = (index, match.start(1))
            found.append(Entry(place, (0, 0), tidy(match[1]), speakers, 2.2, "prose"))
    return found


def _from_quote(
    context: Context, index: int, text: str, quote: Quote, gap: str | None
) -> Entry | None:
    before, after = text[: quote.start], text[quote.end :]
    if is_book(text, quote):
        return None
    clause = SENTENCE_END.split(before)[-1][-90:]
    named = bool(_SUBJECT_AFTER.match(after) or _SUBJECT_BEFORE.search(before))
    named = named or _file_follows(context, index, quote)
    if not quote.strong and not (named or _FIRM_VERB.search(clause[-5:])):
        return None
    speakers = giver_between(gap, context.people) if gap is not None else ()
    speakers = speakers or giver_before(clause, context.people, context.author)
    points = 1.0 * quote.strong + 0.7 * named + 1.6 * bool(speakers)
    if not speakers:
        speakers = giver_after(after, context.people)
        points += 1.0 * bool(speakers) * (quote.strong or named)
    if not speakers:
        speakers = giver_in(before[-160:], context.people)
        points += 0.6 * bool(speakers)
    return Entry((index, quote.start), (0, 0), tidy(quote.title), speakers, points, "prose")


def _file_follows(context: Context, index: int, quote: Quote) -> bool:
    """“题目”，讲得好([slides](…)): what a deck follows in one sentence is a talk's title."""
    seen = context.seen[index]
    for mark in seen.marks:
        between = seen.text[quote.end : mark.column] if mark.column >= quote.end else "。"
        if kind_of(mark.link) in FILE_WORDS and not re.search(r"[。！!？?；;“《「]", between):
            return True
    return False


def _untitled(context: Context, index: int, text: str) -> list[Entry]:
    """张先生分享的关于某某的主题: a talk whose title nobody wrote down."""
    found = []
    for match in _UNTITLED.finditer(text) if _UNTITLED.search(text) else _ABOUT.finditer(text):
        if not is_topic(_ADJECTIVE.sub("", match[2])) or is_no_talk(match[0]):
            continue
        clause = SENTENCE_END.split(text[: match.end()])[-1]
        verb = re.match(rf"{GIVES}", match[0])
        head = clause[: clause.rfind(match[0]) + (verb.end() if verb else 0)]
        if not match[1] and not re.search(rf"{TO_US}?\s*{GIVES}$", head):
            continue
        speakers = giver_before(head, context.people, context.author)
        if speakers and speakers[0].sure >= (0.55 if match[1] else 0.65):
            found.append(Entry((index, match.start()), (0, 0), None, speakers, 1.6, "prose"))
    return found


def _untold(context: Context, index: int) -> list[Entry]:
    """张三同学分享了某方面的经验（[PPT](…)）: someone gives, and a file of it follows."""
    seen = context.seen[index]
    found: list[Entry] = []
    for mark in seen.marks:
        before = seen.text[: mark.column]
        if kind_of(mark.link, before[-8:]) not in ("slides", "audio", "transcript"):
            continue
        for sentence in reversed(re.split(r"[。！!？?；;](?=.)", before)[-3:]):
            speakers = _plain_giver(context, sentence)
            if speakers and not is_no_talk(sentence):
                place = (index, seen.text.find(sentence))
                if place not in [entry.place for entry in found]:
                    found.append(Entry(place, (0, 0), None, speakers, 1.6, "prose"))
                break
    return found


def _plain_giver(context: Context, sentence: str) -> Speakers:
    match = re.search(rf"{TO_US}?\s*(?:带来|分享|主讲|讲解|讲述|介绍|演讲|讲)", sentence)
    if not match:
        return ()
    speakers = giver_before(sentence[: match.end()], context.people, context.author)
    return speakers if speakers and speakers[0].sure >= 0.7 else ()


def _merge(found: list[Entry]) -> list[Entry]:
    """One entry for each talk; a later mention on its own is where its story stands."""
    merged: list[Entry] = []
    for entry in found:
        same = next((m for m in merged if _same(m, entry)), None)
        if same is None:
            merged.append(entry)
            continue
        same.points = max(same.points, entry.points) + 0.3
        same.mentions.append(entry.place)
        if not same.speakers:
            same.speakers = entry.speakers
    lines = [entry.place[0] for entry in merged]
    for entry in merged:
        if lines.count(entry.place[0]) > 1 and entry.mentions:
            alone = [place for place in entry.mentions if lines.count(place[0]) == 0]
            if alone:
                entry.mentions.append(entry.place)
                entry.place = alone[0]
    return sorted(merged, key=lambda entry: entry.place)


def _same(one: Entry, other: Entry) -> bool:
    if one.title is None or other.title is None:
        return one.title is other.title and one.speakers == other.speakers
    alike = likeness(one.title, other.title)
    shared = {s.name for s in one.speakers} & {s.name for s in other.speakers}
    return alike >= (0.6 if shared else 0.85)
