"""What kind of post this is: the title tells it, else the category, else the body."""

import re

from django.utils.translation import gettext as _

from posts.jekyll import vocabulary as words
from posts.jekyll.days import find_day
from posts.jekyll.plain import PlainLine, count_pictures, plain_lines
from posts.jekyll.proposal import Note, SourcePost
from posts.jekyll.source import find_line

CAPTION = 60  # characters of text per picture
LONGEST_ALBUM = 400
LONG_TEXT = 800  # an announcement without a day is short
LOUD = 3.0  # weight of a day that is said and not only hinted at
ENOUGH = 2  # times a word is said before it means something
MANY_FILES = 10


def guess_kind(source: SourcePost, talks_found: int) -> tuple[str, Note | None]:
    """One of posts.Post.Kind's values, and a note where the evidence is thin or divided."""
    lines = plain_lines(source)
    named = _kind_of_title(source, lines, talks_found)
    if named is None and _is_album(source, lines):
        return "photos", None
    filed = _kind_of_categories(source)
    if named is None:
        kind = _kind_of_body(source, lines, talks_found, filed)
        message = _("the title names no kind of post; “%(kind)s” is guessed from the text")
        return kind, Note(message % {"kind": kind}, find_line(source, "title"))
    if filed not in (None, named):
        message = _("the category says “%(filed)s”, the title says “%(named)s”; the title counts")
        values = {"filed": filed, "named": named}
        return named, Note(message % values, find_line(source, "categor"))
    return named, None


def _kind_of_title(source: SourcePost, lines: list[PlainLine], talks_found: int) -> str | None:
    places: dict[str, int] = {}
    for kind, pattern in words.TITLE_KINDS:
        if match := pattern.search(source.title):
            places.setdefault(kind, match.start())
    if words.GATHERING.search(source.title) and not places:
        return _gathering(source, lines)
    if {"call_for_talks", "signup"} <= set(places):
        return "signup" if _lineup(lines, talks_found) else "call_for_talks"
    first = next(iter(places), None)
    if first == "recap":  # of two words the later one is the noun: 年终总结沙龙报名
        start = places[first]
        later = [kind for kind in ("call_for_talks", "signup") if places.get(kind, 0) > start]
        return [*later, first][0]
    return first


def _lineup(lines: list[PlainLine], talks_found: int) -> bool:
    """Are talks announced already? Then one who reads this comes to listen."""
    numbered = sum(bool(words.NUMBERED_TOPIC.match(line.text)) for line in lines)
    return max(talks_found, numbered) >= 3


def _gathering(source: SourcePost, lines: list[PlainLine]) -> str:
    if _kind_of_categories(source) == "signup":
        return "signup"
    return "call_for_talks" if _count(words.CALL, lines) else "signup"


def _kind_of_categories(source: SourcePost) -> str | None:
    for kind, pattern in words.CATEGORY_KINDS:
        if any(pattern.search(category) for category in source.categories):
            return kind
    return None


def _is_album(source: SourcePost, lines: list[PlainLine]) -> bool:
    pictures = count_pictures(source)
    visible = sum(len(line.text) for line in lines)
    captions = visible <= min(CAPTION * (pictures + 1), LONGEST_ALBUM)
    return pictures > 0 and captions and not _count(words.FILES, lines)


def _kind_of_body(
    source: SourcePost, lines: list[PlainLine], talks_found: int, filed: str | None
) -> str:
    if filed in ("article", "announcement", "photos"):
        return filed
    sign_up, topics = _count(words.SIGN_UP, lines), _count(words.TOPIC, lines) + talks_found
    ahead, behind = (_loudest(source, kind, lines) for kind in ("signup", "recap"))
    dated = ahead >= LOUD or _tells_when(lines)
    over = behind > max(ahead, LOUD)
    if sign_up <= ENOUGH and (over or ahead < LOUD) and _tells_what_was(lines, over=over):
        return "recap"
    if words.EXTERNAL.search(source.title) and _count(words.SOLD, lines):
        return "announcement"
    if dated and (sign_up >= ENOUGH or (sign_up and topics >= ENOUGH)):
        return "signup"
    if _count(words.CALL, lines) >= ENOUGH:
        return "call_for_talks"
    return filed or _rest(source, lines, dated=dated)


def _loudest(source: SourcePost, kind: str, lines: list[PlainLine]) -> float:
    """How loudly a day is named that would fit a post of this kind."""
    day = find_day(source, kind, lines)[0]
    return day.weight if day else 0.0


def _tells_what_was(lines: list[PlainLine], *, over: bool) -> bool:
    """Files of talks, and that it is over: told by words, by the day, or by their mere number."""
    files = _count(words.FILES, lines)
    return files >= MANY_FILES or (files >= ENOUGH and (over or _count(words.PAST, lines) > 0))


def _rest(source: SourcePost, lines: list[PlainLine], *, dated: bool) -> str:
    gathers = words.GET_TOGETHER.search(source.title) or words.EXTERNAL.search(source.title)
    long = sum(len(line.text) for line in lines) > LONG_TEXT
    return "announcement" if dated or (gathers and not long) else "article"


def _tells_when(lines: list[PlainLine]) -> bool:
    return any(words.WHEN_OR_WHERE.match(line.text) for line in lines)


def _count(pattern: re.Pattern[str], lines: list[PlainLine]) -> int:
    return sum(len(pattern.findall(line.text)) for line in lines)
