"""Taking `title - speaker`, `speaker：title`, `speaker 《title》` and their like apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from posts.jekyll.name_words import ROLES
from posts.jekyll.names import KnownPeople, name_at_start, name_likeness
from posts.jekyll.talks.givers import giver_after, giver_before, giver_in
from posts.jekyll.talks.speakers import Speaker, Speakers, read_speakers
from posts.jekyll.talks.titles import Quote, is_book, may_be_title, quotes_in, tidy
from posts.jekyll.talks.words import GIVES, PREFIX, SPEAKER_LABEL

_BY = re.compile(r"^(.+?)[\s,，]+(?:by|讲师[：:]|主讲[：:]?|分享者[：:])\s*[：:]?\s*(.+)$", re.I)
_SEPARATOR = re.compile(
    r"\s+[-–—|/~·@]+\s*|\s*[—–]{1,3}\s*|\s*\|\s*|(?<=[^\sA-Za-z0-9])-(?=\S)|-\s+|-(?=[^\sA-Za-z0-9])|\s{2,}"
)
_COLON = re.compile(r"\s*[：:]\s*(?!//)")
_POST_BEHIND_DASH = re.compile(rf"[—–-][^—–-]*(?:{'|'.join(map(re.escape, ROLES))})$", re.I)
_ENCLOSED = re.compile(r"(?<=[(（\[【《“])[^()（）\[\]【】《》“”]*(?=[)）\]】》”])")
_BRACKET_TAIL = re.compile(r"^(.+?)\s*[(（【\[]([^()（）【】\[\]]{2,40})[)）】\]]\s*$")
_TAIL = re.compile(
    r"(?:[,，\s]*(?:给|为|跟)?(?:我们|大家)?(?:带来|分享|主讲|讲解|介绍|讲述)?(?:了|的)?(?:一个)?(?:小(?=主题|议题|话题|分享))?"
    r"(?:主题|议题|话题|分享|演讲)?(?:是|为)?[：:~\s]*)$"
)


@dataclass(frozen=True)
class Split:
    """One way to read a line as a talk; `order` names the way, so that a list keeps to one."""

    title: str | None
    speakers: Speakers
    order: str
    sure: float
    quoted: bool = False
    prefixed: bool = False  # 主题一： stood before it


def readings_of(text: str, people: KnownPeople) -> list[Split]:
    """All plausible ways to read a line, the surest first; never empty for a plausible title."""
    prefix = PREFIX.match(text)
    core = text[prefix.end() :].strip() if prefix else text.strip()
    paged = re.match(r"(\S{2,20}?)\s+@[\w.-]+\s+", core)
    if paged and name_likeness(paged[1], people) >= 0.35:
        core = f"{paged[1]}  {core[paged.end() :]}"  # without the page behind the name
    found = [*_by_word(core, people), *_by_quote(core, people), *_by_colon(core, people)]
    found += [*_by_separator(core, people), *_by_bracket(core, people)]
    found += [*_by_blank(core, people), *_by_comma(core, people)]
    plain = tidy(core)
    if may_be_title(plain):
        found.append(Split(plain, (), "title", 0.3))
    found = [reading for reading in found if reading.title is None or may_be_title(reading.title)]
    if prefix:
        found = [_prefixed(reading) for reading in found]
    return sorted(found, key=lambda reading: -reading.sure)


def _prefixed(reading: Split) -> Split:
    return Split(
        reading.title, reading.speakers, reading.order, reading.sure, reading.quoted, prefixed=True
    )


def _reading(
    title: str, who: str, order: str, people: KnownPeople, *, floor: float, quoted: bool = False
) -> list[Split]:
    speakers = read_speakers(who, people, floor=floor)
    title = tidy(title)
    if not speakers or not title:
        return []
    sure = 0.4 + sum(speaker.sure for speaker in speakers) / len(speakers) / 2
    return [Split(title, speakers, order, sure + 0.2 * quoted, quoted)]


def _by_word(core: str, people: KnownPeople) -> list[Split]:
    match = _BY.match(core)
    if not match:
        return []
    found = _reading(match[1], match[2], "title by speaker", people, floor=0.3)
    return [Split(r.title, r.speakers, r.order, r.sure + 0.5, r.quoted) for r in found]


def _by_quote(core: str, people: KnownPeople) -> list[Split]:
    quotes = [quote for quote in quotes_in(core) if quote.strong or _closes(core, quote)]
    quotes = [quote for quote in quotes if not is_book(core, quote)]
    if not quotes:
        return []
    quote = max(quotes, key=lambda q: len(q.title)) if quotes[0].start else quotes[0]
    before, after = core[: quote.start].strip(), core[quote.end :].strip()
    glued = after and re.match(r"[\w\u3400-\u9fff]", core[quote.end :])
    if glued and not before and not _speaks_after(after, people):
        return []  # 《a》b: the mark is part of the title
    found = _before_quote(quote, before, people)
    if not found:
        found = _after_quote(quote, after, people)
    return found or [Split(tidy(quote.title), (), "《title》", 0.6, quoted=True)]


def _before_quote(quote: Quote, before: str, people: KnownPeople) -> list[Split]:
    order = "speaker 《title》"
    if re.search(rf"[，,。；是由的在了]|{GIVES}", before):
        speakers = giver_before(before, people) or giver_in(before, people)
        if speakers:
            sure = 0.6 + speakers[0].sure / 2
            return [Split(tidy(quote.title), speakers, order, sure, quoted=True)]
    if not before or len(before) > 40 or re.search(r"[，。；]", before):
        return []
    return _reading(quote.title, _TAIL.sub("", before), order, people, floor=0.3, quoted=True)


def _closes(core: str, quote: Quote) -> bool:
    """张三 分享 "题目": other marks count where they close the line behind a verb."""
    before = core[: quote.start].rstrip(" ~：:")
    return not core[quote.end :].strip() and bool(
        re.search(r"(?:主题|议题|分享|带来|主讲|介绍|题目|是|为)$", before)
    )


def _speaks_after(after: str, people: KnownPeople) -> bool:
    return bool(
        name_at_start(after, people) or re.match(r"(?:主讲|讲师|分享|来自|由|by)", after, re.I)
    )


def _after_quote(quote: Quote, after: str, people: KnownPeople) -> list[Split]:
    listed = read_speakers(after, people, floor=0.6) if len(after) <= 40 else ()
    if len(listed) > 1 and not re.search(r"[，。；]", after):
        return [Split(tidy(quote.title), listed, "《title》 speaker", 1.0, quoted=True)]
    if speakers := giver_after(after, people):
        sure = 0.4 + speakers[0].sure / 2 + 0.2
        return [Split(tidy(quote.title), speakers, "《title》 speaker", sure, quoted=True)]
    who = SPEAKER_LABEL.sub("", after.lstrip(" -—–|/:：,，、by"))
    who = re.sub(r"^(?:主讲|讲师|分享|演讲|嘉宾)[人者]?[：:\s]*", "", who)
    head = re.split(r"[，,。；;！!]|\s{2,}", who)[0]
    order = "《title》 speaker"
    if len(head) <= 24 and (
        found := _reading(quote.title, head, order, people, floor=0.3, quoted=True)
    ):
        return found
    if name := name_at_start(who, people):
        return _reading(quote.title, name, order, people, floor=0.5, quoted=True)
    slot = re.fullmatch(r"\s*[-–—|/]+\s*(\S.{0,18}\S)\s*", after)
    if slot and not re.search(r"[，。,；《]", slot[1]):
        speaker = Speaker(slot[1].lstrip("@"), "", 0.3)  # whatever stands in the speaker's place
        return [Split(tidy(quote.title), (speaker,), order, 0.7, quoted=True)]
    return []


def _by_colon(core: str, people: KnownPeople) -> list[Split]:
    found: list[Split] = []
    for match in list(_COLON.finditer(_hide_brackets(core)))[:2]:
        left, right = core[: match.start()], core[match.end() :]
        if not left or not right:
            continue
        if len(left) <= 40 and not quotes_in(left):
            found += _reading(right, left, "speaker：title", people, floor=0.3)
        if len(right) <= 30:
            found += _reading(left, right, "title：speaker", people, floor=0.6)
    return found


def _hide_brackets(text: str) -> str:
    """The same length, with no mark inside brackets or quotes to split at."""
    return _ENCLOSED.sub(lambda match: "x" * len(match[0]), text)


def _by_separator(core: str, people: KnownPeople) -> list[Split]:
    found: list[Split] = []
    marks = list(_SEPARATOR.finditer(_hide_brackets(core)))
    for match in marks[-1:]:
        left, right = core[: match.start()], core[match.end() :]
        if left and right and len(right) <= 40:
            found += _reading(left, right, "title - speaker", people, floor=0.3)
    for match in marks[:1]:
        left, right = core[: match.start()], core[match.end() :]
        if left and right and len(left) <= 40:
            found += _reading(right, left, "speaker - title", people, floor=0.3)
    return found


def _by_bracket(core: str, people: KnownPeople) -> list[Split]:
    match = _BRACKET_TAIL.match(core)
    if not match:
        return []
    return _reading(match[1], match[2], "title（speaker）", people, floor=0.6)


def _by_blank(core: str, people: KnownPeople) -> list[Split]:
    found: list[Split] = []
    name = name_at_start(core, people)
    rest = core[len(name) :] if name else ""
    if name and re.match(r"\s+\S", rest) and name_likeness(name, people) >= 0.85:
        found += _reading(rest, name, "speaker title", people, floor=0.6)
    last = re.match(r"^(.+?)\s+(\S{2,4})$", core)
    if last and not _POST_BEHIND_DASH.search(last[1]) and name_likeness(last[2], people) >= 0.85:
        found += _reading(last[1], last[2], "title speaker", people, floor=0.6)
    return found


def _by_comma(core: str, people: KnownPeople) -> list[Split]:
    """张三 (@zhangsan), 题目: the only comma of a short line parts the speaker from the title."""
    parts = re.split(r"[，,]\s*", _hide_brackets(core))
    if len(parts) != 2 or len(core) > 60 or re.search(r"[。！？]", core):
        return []
    left, right = core[: len(parts[0])], core[-len(parts[1]) :] if parts[1] else ""
    if not right or (name_likeness(left, people) < 0.6 and not left.startswith("@")):
        return []
    return _reading(right, left, "speaker, title", people, floor=0.5)


def choose_order(all_readings: Sequence[Sequence[Split]]) -> dict[str, float]:
    """How well each way of reading fits a whole list: 0 to about 1."""
    totals: dict[str, float] = {}
    for readings in all_readings:
        best: dict[str, float] = {}
        for reading in readings:
            best[reading.order] = max(best.get(reading.order, 0.0), reading.sure)
        for order, sure in best.items():
            totals[order] = totals.get(order, 0.0) + sure
    return {order: total / len(all_readings) for order, total in totals.items()}
