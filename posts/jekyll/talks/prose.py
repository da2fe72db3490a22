"""Talks told in sentences: 接下来由张三老师给大家带来《题目》."""

import re
from itertools import zip_longest

from posts.jekyll.name_words import HONORIFICS
from posts.jekyll.names import KnownPeople, name_at_end, name_at_start, name_likeness
from posts.jekyll.talks.model import Context, Entry, Reading
from posts.jekyll.talks.speakers import Speaker, Speakers, read_speakers
from posts.jekyll.talks.titles import (
    Quote,
    is_book,
    is_no_talk,
    likeness,
    may_be_title,
    quotes_in,
    tidy,
)
from posts.jekyll.talks.words import ADVERB, GIVES, SUBJECT, TO_US

_SENTENCE_END = re.compile(r"[。！!？?；;\n]")
_BRACKETS = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_FILLER = rf"(?:{ADVERB}|{TO_US}|{GIVES}|的|了|着|一个|一场|一些|关于|有关|主要|精彩|两个|小|{SUBJECT}|讲座|内容|题为|题目是|名为|叫做?|是|为|以|[：:，,\s“]|\d+分钟)"
_FILLERS_END = re.compile(rf"{_FILLER}+$", re.I)
_GIVES_END = re.compile(rf"{GIVES}|{SUBJECT}", re.I)
_FIRM_VERB = re.compile(r"带来|分享|主讲|讲解|讲述|演讲|开讲|介绍")
_SELF = re.compile(r"(?:^|[，,、\s是由])(?:我|本人|笔者|小弟|我自己|我本人)$")
HONORIFIC_OR_NOT = rf"(?:{'|'.join(HONORIFICS)})?"
_FROM = re.compile(
    rf"来自\s*([^，。（(《]{{2,24}}?)\s*的\s*([\u3400-\u9fff]{{2,4}}|[A-Za-z][A-Za-z0-9_.]+)(?={HONORIFIC_OR_NOT}[（(，,])"
)
_NICKNAME_ACTS = re.compile(r"([\u3400-\u9fff]总|老[\u3400-\u9fff])(?=也|还|则|就|又|从|给|为|先)")
_UNQUOTED = re.compile(
    rf"(?:的)?{SUBJECT}(?:是|为)?\s*[：:]\s*([^。；;《》“”：:，\n]{{4,40}})(?=[。；;，]|$)", re.I
)
_SUBJECT_AFTER = re.compile(
    rf"^\s*(?:的|这个|这一|为)?\s*(?:小|分享|演讲)?(?:{SUBJECT}|分享|演讲|讲座)", re.I
)
_SUBJECT_BEFORE = re.compile(
    rf"(?:{SUBJECT}|分享|演讲|题为|名为|讲座)(?:内容|题目)?(?:是|为|叫)?\s*[：:]?\s*(?:关于)?\s*$",
    re.I,
)
_UNTITLED = re.compile(
    rf"(?:{GIVES})(?:了|的)?(?:一个|一场)?(?:关于|有关|与)[^。；]{{1,30}}?的?[^。，；]{{0,6}}(?:{SUBJECT}|分享|演讲|讲座)",
    re.I,
)


def read_prose(context: Context) -> Reading:
    found: list[Entry] = []
    for index, seen in enumerate(context.seen):
        if seen.line.style not in ("blank", "code", "table", "rule", "heading"):
            found += _in_line(context, index, seen.text)
    entries = _keep_alike(_merge(found))
    for entry, later in zip_longest(entries, entries[1:]):
        entry.end = later.place if later else (len(context.lines), 0)
    return Reading("prose", entries)


def _keep_alike(entries: list[Entry]) -> list[Entry]:
    """Where talks have speakers, a quoted title without one is a remark."""
    named = [entry for entry in entries if entry.speakers]
    return named if len(named) * 2 >= len(entries) and named else entries


def _in_line(context: Context, index: int, text: str) -> list[Entry]:
    found: list[Entry] = []
    quotes = quotes_in(text)
    previous: tuple[Quote, Entry] | None = None
    for quote in quotes:
        entry = _from_quote(context, index, text, quote)
        if previous and re.fullmatch(r"[\s、和与及以，,]*", text[previous[0].end : quote.start]):
            entry = Entry(
                (index, quote.start),
                (0, 0),
                tidy(quote.title),
                previous[1].speakers,
                previous[1].points,
                "prose",
            )
        if entry and entry.points >= 1.5 and may_be_title(entry.title or ""):
            found.append(entry)
            previous = quote, entry
        else:
            previous = None
    return found or _unquoted(context, index, text) or _untitled(context, index, text)


def _unquoted(context: Context, index: int, text: str) -> list[Entry]:
    """首先是张三（微博）的主题：某某的新玩法。"""
    found = []
    for match in _UNQUOTED.finditer(text):
        clause = _SENTENCE_END.split(text[: match.start()])[-1][-60:]
        speakers = giver_before(clause, context.people, context.author)
        if not speakers and (named := name_at_end(clause, context.people)):
            speakers = (Speaker(named.name, "", 0.6),)  # the form itself says who
        if speakers and may_be_title(match[1]):
            place = (index, match.start(1))
            found.append(Entry(place, (0, 0), tidy(match[1]), speakers, 2.2, "prose"))
    return found


def _from_quote(context: Context, index: int, text: str, quote: Quote) -> Entry | None:
    before, after = text[: quote.start], text[quote.end :]
    if is_book(text, quote):
        return None
    clause = _SENTENCE_END.split(before)[-1][-90:]
    speakers = giver_before(clause, context.people, context.author)
    named = bool(_SUBJECT_AFTER.match(after) or _SUBJECT_BEFORE.search(before))
    points = 1.0 * quote.strong + 0.7 * named + 1.6 * bool(speakers)
    if not speakers:
        speakers = giver_after(after, context.people)
        points += 1.0 * bool(speakers) * (quote.strong or named)
    if not speakers and (named or quote.strong):
        speakers = giver_in(before[-160:], context.people)
        points += 0.6 * bool(speakers)
    if not quote.strong and not (named or _FIRM_VERB.search(clause[-5:])):
        return None
    return Entry((index, quote.start), (0, 0), tidy(quote.title), speakers, points, "prose")


def giver_before(clause: str, people: KnownPeople, author: str = "") -> Speakers:
    """Who gives what follows: 首先由 张三(微博) 同学给我们带来 leads to 张三."""
    flat = re.sub(r"\s+", " ", _BRACKETS.sub("", clause)).strip()
    fillers = _FILLERS_END.search(flat)
    head = flat[: fillers.start()] if fillers else flat
    if _SELF.search(head):
        return (Speaker(author, "", 0.6),) if author else ()
    gives = bool(fillers and _GIVES_END.search(fillers[0]))
    if not gives and len(flat) > 30:
        return ()
    if re.search(r"[和与、&，,]", head[-16:]):
        several = read_speakers(
            re.split(r"[由是，,：:](?=[^和与、&]*[和与、&])", head)[-1], people, floor=0.7
        )
        if len(several) > 1 and all(name_likeness(s.name, people) >= 0.6 for s in several):
            return several
    if gives and (plain := re.search(r"(?:是|由)\s*([^\s是由的]{2,6})$", head)):
        if name_likeness(plain[1], people) >= 0.35:
            return read_speakers(_with_bracket(clause, plain[1]), people, floor=0.3)[:1]
    found = name_at_end(_with_bracket(clause, head), people)
    if found is None or found.sure < (0.55 if gives else 0.6):
        return ()
    return read_speakers(_with_bracket(clause, found.name), people, floor=0.3)[:1]


def _with_bracket(clause: str, name: str) -> str:
    """The name and the bracket right behind it: Jesse(张三)."""
    match = re.search(rf"{re.escape(name)}\s*({_BRACKETS.pattern})", clause)
    return f"{name}{match[1]}" if match else name


def giver_after(after: str, people: KnownPeople) -> Speakers:
    """《题目》 张三同学为我们…, 《题目》by 张三, 《题目》（张三）, 《题目》 来自某司的张三为我们介绍."""
    text = after.lstrip(" -—~:：,，")
    if match := re.match(rf"(?:来自|由)([^，。]{{2,40}}?)(?:{TO_US}|{GIVES}|，|。|$)", text):
        found = name_at_end(match[1], people)
        if found and found.sure >= 0.55:
            return (Speaker(found.name, found.before.removesuffix("的"), found.sure),)
    if match := re.match(
        r"(?:by|讲师|主讲|分享者|演讲者)\s*[：:]?\s*([^，。；]{2,30})", text, re.I
    ):
        return read_speakers(match[1], people, floor=0.5)
    if match := re.match(r"[（(]([^()（）]{2,30})[)）]", text):
        return read_speakers(match[1], people, floor=0.7)
    if match := re.match(r"(?:就?是|由)?[^，。,@]{0,8}@([A-Za-z][A-Za-z0-9_]+)", text):
        return read_speakers(match[1], people, floor=0.3)
    name = name_at_start(text, people)
    if name and (found := read_speakers(_with_bracket(text, name), people, floor=0.6)):
        return found
    return _in_first_clauses(text, people)


def _in_first_clauses(text: str, people: KnownPeople) -> Speakers:
    """做运营的张三同学(@zhangsan), 本次分享了…: someone with a page, or someone who gives."""
    if match := re.match(
        rf"([^。；;]{{0,30}}?{HONORIFIC_OR_NOT})\s*[（(]\s*@[^()（）]+[)）]", text
    ):
        if re.search(r"我|自个", match[1][-4:]):
            return read_speakers(
                text[match.end(1) :].split(")")[0].strip("( （@"), people, floor=0.3
            )
        found = name_at_end(match[1], people)
        if found and found.sure >= 0.3:
            return (Speaker(found.name, found.before.removesuffix("的"), 0.8),)
    if match := re.match(rf"([^，。,；;]{{2,16}}?)(?:{TO_US}|{GIVES})", text):
        found = name_at_end(match[1], people)
        if found and found.sure >= 0.75:
            return (Speaker(found.name, found.before.removesuffix("的"), found.sure),)
    return ()


def giver_in(text: str, people: KnownPeople) -> Speakers:
    """The nearest one in the text who gives something, looking backwards."""
    for match in reversed(list(re.finditer(rf"(?:{TO_US}\s*)?{GIVES}", text))):
        clause = _SENTENCE_END.split(text[: match.end()])[-1]
        if speakers := giver_before(clause, people):
            return speakers
    if found := list(_FROM.finditer(text)):
        return (Speaker(found[-1][2], found[-1][1], 0.7),)
    if found := list(_NICKNAME_ACTS.finditer(text)):
        return (Speaker(found[-1][1], "", 0.6),)
    return ()


def _untitled(context: Context, index: int, text: str) -> list[Entry]:
    """韩先生分享的关于某某的主题: a talk whose title nobody wrote down."""
    found = []
    for match in _UNTITLED.finditer(text):
        clause = _SENTENCE_END.split(text[: match.end()])[-1]
        verb = clause.rfind(match[0])
        gives = re.match(GIVES, match[0])
        head = clause[: verb + (gives.end() if gives else 0)]
        speakers = giver_before(head, context.people, context.author)
        if speakers and not is_no_talk(match[0]):
            found.append(Entry((index, match.start()), (0, 0), None, speakers, 1.6, "prose"))
    return found


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
