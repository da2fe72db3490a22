"""Which talk a file belongs to: the one it stands under, is named after, or comes in turn with."""

import re
from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import unquote

from posts.jekyll.link_kinds import FILE_HOST, FILE_WORDS, is_vague, kind_by_words, kind_of
from posts.jekyll.links import Link
from posts.jekyll.proposal import AttachmentClaim
from posts.jekyll.talks.model import Context, Entry, Place
from posts.jekyll.talks.titles import fold_title, is_no_talk, likeness, quotes_in, tidy
from posts.jekyll.talks.words import WHOLE_EVENT, is_generic

_LIST_PAGE = re.compile(r"playlist|/album", re.I)
# Pages that speak of a subject and hold no deck, whatever title the link bears.
_TALKS_ABOUT = re.compile(
    r"//(?:www\.)?(?:weibo|twitter|douban|[\w-]+\.wikipedia|wikipedia|baike)\."
)
_BREAK = re.compile(r"招聘|\bhr\b|抽奖|暖场|中场|休息", re.I)
KEPT = (*FILE_WORDS, "archive", "album")


@dataclass(frozen=True)
class Found:
    """A file with the words that stand near it."""

    link: Link
    kind: str
    place: Place
    own: str  # the words of its line
    near: str  # those and the line it hangs on

    def claim(self) -> AttachmentClaim:
        return AttachmentClaim(self.kind, self.link.url, self.link.label, self.link.line)


@dataclass
class Placed:
    of_talks: dict[int, list[AttachmentClaim]]  # by the entry's position in the reading
    of_event: list[AttachmentClaim]


def find_files(context: Context, entries: list[Entry]) -> list[Found]:
    titles = [fold_title(entry.title) for entry in entries if entry.title]
    found: dict[tuple[str, str, Place], Found] = {}
    for index, seen in enumerate(context.seen):
        for position, mark in enumerate(seen.marks):
            start = seen.marks[position - 1].column if position else 0
            before = seen.text[start : mark.column]
            kind = _kind(context, index, mark.link, before)
            if kind == "other" and fold_title(tidy(mark.link.label)) in titles:
                kind = "other" if _TALKS_ABOUT.search(mark.link.url) else "slides"
            if kind in KEPT:
                own, above = _words(context, index, mark.column)
                place = (index, mark.column)
                file = Found(mark.link, kind, place, own, f"{own} {above}")
                found.setdefault((mark.link.url, kind, place), file)
    return list(found.values())


def _kind(context: Context, index: int, link: Link, before: str) -> str:
    kind = kind_of(link, re.split(r"[。；;]", before)[-1][-14:])
    if kind != "other" or link.picture:
        return kind
    seen = context.seen[index]
    if FILE_HOST.search(link.url) and (quotes_in(link.label) or kind_by_words(link.label)):
        return "slides"
    if not seen.alone and not is_vague(link.label):
        return "other"
    above = _line_above(context, index)
    if above and not above.startswith("《") and (words := kind_by_words(above)):
        return words
    heading = context.heading_above(index)
    if heading and is_generic(heading) and seen.line.style in ("text", "item", "numbered"):
        return kind_by_words(heading) or "other"
    return "other"


def _line_above(context: Context, index: int) -> str:
    for earlier in range(index - 1, max(-1, index - 4), -1):
        seen = context.seen[earlier]
        if seen.line.style == "heading":
            return ""
        if seen.text.strip():
            return seen.text.strip() if not seen.marks else ""
    return ""


def _words(context: Context, index: int, column: int) -> tuple[str, str]:
    """The words of the file's own line with a sub-item below; those of the line above it."""
    seen = context.seen[index]
    own = seen.text if len(seen.text) <= 80 else seen.text[max(0, column - 40) : column]
    if seen.line.style in ("item", "numbered") and index + 1 < len(context.seen):
        below = context.seen[index + 1]
        if below.line.indent > seen.line.indent and not below.marks:
            own += f" {below.text}"
    above = _line_above(context, index)[-80:] if seen.alone else ""
    if above and len(above) <= 60 and kind_by_words(above):
        return f"{own} {above}", ""  # 下面是张三的《题目》的幻灯：
    return own, above


def place_files(context: Context, entries: list[Entry], files: list[Found]) -> Placed:
    placed = Placed(defaultdict(list), [])
    left: list[Found] = []
    turns: dict[tuple[str, int], int] = defaultdict(int)
    for file in files:
        owners = (
            [] if file.kind == "album" else _owners(entries, file, turns[file.kind, file.place[0]])
        )
        turns[file.kind, file.place[0]] += 1
        whole = file.kind == "album" or _LIST_PAGE.search(file.link.url)
        if (
            entries
            and entries[0].pattern == "prose"
            and not whole
            and not _named(entries, file, file.own)
        ):
            owners = _named_above(context, entries, file) or owners
        if file.kind == "audio" and _is_second(context, file, placed, owners):
            owners = []
        for owner in owners:
            placed.of_talks[owner].append(file.claim())
        if not owners:
            left.append(file)
    for file in _in_turn(entries, placed, left):
        placed.of_event.append(file.claim())
    _drop_repeats(placed)
    _lift_shared(placed, len(entries))
    return placed


def _owners(entries: list[Entry], file: Found, turn: int) -> list[int]:
    inside = [i for i, entry in enumerate(entries) if entry.place <= file.place < entry.end]
    named = _named(entries, file, file.own if inside else file.near)
    if inside:
        if named and not set(inside) & set(named):
            return named
        if not named and (is_no_talk(file.link.label) or _BREAK.search(file.own)):
            return []
        if len(inside) > 1 and not named:
            return [inside[turn % len(inside)]]
        whole = WHOLE_EVENT.search(file.own) or _LIST_PAGE.search(file.link.url)
        return inside[-1:] if named or not whole else []
    return named or _named_by_address(entries, file)


def _is_second(context: Context, file: Found, placed: Placed, owners: list[int]) -> bool:
    """A talk is recorded once: a further recording paragraphs later is of something else."""
    first = context.document.source.body_line
    for claim in (c for owner in owners for c in placed.of_talks[owner]):
        if claim.kind == file.kind and claim.url != file.link.url and claim.line is not None:
            between = context.seen[claim.line - first + 1 : file.place[0]]
            if any(len(seen.text) > 20 for seen in between):
                return True
    return False


def _named_above(context: Context, entries: list[Entry], file: Found) -> list[int]:
    """The talk that a short line not far above names: 题目-张三, then its files."""
    for index in range(file.place[0] - 1, max(-1, file.place[0] - 12), -1):
        text = context.seen[index].text.strip()
        if len(text) > 60 or context.seen[index].line.style == "heading":
            return []
        if text and not context.seen[index].marks:
            named = [i for i, entry in enumerate(entries) if _names_speaker(entry, text)]
            if named:
                return named if len(named) == 1 else []
    return []


def _named(entries: list[Entry], file: Found, near: str) -> list[int]:
    """The talks whose speaker or title the words near the file, or its address, name."""
    words = f"{file.link.label} {near}"
    by_speaker = [i for i, entry in enumerate(entries) if _names_speaker(entry, words)]
    if by_speaker:
        return by_speaker
    scored = [
        (max(likeness(entry.title or "", file.link.label), _contains(entry.title, words)), i)
        for i, entry in enumerate(entries)
    ]
    best = max(scored, default=(0.0, 0))
    return [best[1]] if best[0] >= 0.6 else []


def _named_by_address(entries: list[Entry], file: Found) -> list[int]:
    address = unquote(file.link.url).rsplit("/", 1)[-1]
    return [
        i
        for i, entry in enumerate(entries)
        if _names_speaker(entry, address) or _contains(entry.title, address)
    ][:1]


def _names_speaker(entry: Entry, words: str) -> bool:
    return any(
        len(s.name) > 1 and re.search(rf"(?<![A-Za-z]){re.escape(s.name)}(?![a-z])", words, re.I)
        for s in entry.speakers
    )


def _contains(title: str | None, words: str) -> float:
    return 0.95 if title and len(title) >= 4 and title.lower() in words.lower() else 0.0


def _in_turn(entries: list[Entry], placed: Placed, left: list[Found]) -> list[Found]:
    """Files of one kind, as many as there are talks and none placed yet, go in order."""
    rest: list[Found] = []
    by_kind: dict[str, list[Found]] = defaultdict(list)
    for file in left:
        by_kind[file.kind].append(file)
    for kind, files in by_kind.items():
        taken = any(a.kind == kind for claims in placed.of_talks.values() for a in claims)
        ordered = len(files) == len(entries) > 1 and not taken and kind in FILE_WORDS
        for position, file in enumerate(files):
            if ordered:
                placed.of_talks[position].append(file.claim())
            else:
                rest.append(file)
    return rest


def _drop_repeats(placed: Placed) -> None:
    for owner, claims in placed.of_talks.items():
        placed.of_talks[owner] = list({(c.kind, c.url): c for c in claims}.values())
    placed.of_event = list({(c.kind, c.url): c for c in placed.of_event}.values())


def _lift_shared(placed: Placed, count: int) -> None:
    """One file listed under every talk is a file of the event."""
    if count < 2 or len(placed.of_talks) < count:
        return
    shared = set.intersection(*({(c.kind, c.url) for c in cs} for cs in placed.of_talks.values()))
    for owner, claims in placed.of_talks.items():
        kept = [claim for claim in claims if (claim.kind, claim.url) not in shared]
        placed.of_event += [claim for claim in claims if claim not in kept] if owner == 0 else []
        placed.of_talks[owner] = kept
