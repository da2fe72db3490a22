"""Titles: how they are quoted, what may be one, and when two are the same."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

from posts.jekyll.talks.words import NO_TALK, is_generic

_QUOTED = re.compile(
    r"《+\s*(?P<book>(?:[^《》<>\n]|《[^《》\n]*》|<[^<>《》\n]{1,30}>|>(?=[^》\s])){1,90}?)\s*(?:[>＞]?》+|[>＞])"
    r"|〈\s*(?P<angle>[^〈〉\n]{2,80})\s*〉"
    r"|(?<![\w=\"])<\s*(?P<ascii>[^<>《》\n/=\"][^<>《》\n=\"]{2,60}?)\s*>"
    r"|[“”](?P<curly>[^“”\n]{3,60})[“”]"
    r"|(?<!\w)\"(?P<straight>[^\"\n]{4,60})\""
    r"|「(?P<corner>[^「」\n]{3,60})」|『(?P<double>[^『』\n]{3,60})』"
)
STRONG_QUOTES = ("book", "angle", "ascii")


@dataclass(frozen=True)
class Quote:
    """A title in quotation marks and where it stands."""

    title: str
    start: int
    end: int
    strong: bool  # 《》 〈〉 <>; other marks also quote words


def quotes_in(text: str) -> list[Quote]:
    found = []
    for match in _QUOTED.finditer(text):
        kind = match.lastgroup or "book"
        title = match[kind].strip()
        if kind == "ascii" and re.match(r"https?:|www\.|!--", title):
            continue
        found.append(Quote(title, match.start(), match.end(), kind in STRONG_QUOTES))
    return found


def tidy(title: str) -> str:
    """Without the marks around it; a whole title in 《》 loses them, 《a》b keeps them."""
    text = re.sub(r"\s+", " ", title).strip(" ,，;；:：、|~-—–_*#·。.")
    whole = [q for q in quotes_in(text) if q.start == 0 and q.end == len(text)]
    return whole[0].title.strip() if whole else text


def may_be_title(title: str) -> bool:
    """Long enough to say something, short enough to be said, and no part of a recap."""
    letters = re.sub(r"[\W_]+", "", title)
    if not 2 <= len(letters) or len(title) > 90 or letters.isdigit():
        return False
    if len(re.findall(r"[。！!；;]", title.rstrip("。！!"))) > 0:
        return False
    return not is_generic(title) and not is_no_talk(title)


def is_no_talk(text: str) -> bool:
    """暖场, 抽奖, 致谢 …; a long title may hold such a word and still be one."""
    match = NO_TALK.search(text.strip())
    if not match:
        return False
    return len(re.sub(r"\W", "", text)) <= 14 or match.start() == 0


def fold_title(title: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", title).lower())


def likeness(one: str, other: str) -> float:
    """0 to 1: how much two titles are the same one, spelled differently."""
    a, b = fold_title(one), fold_title(other)
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    if min(len(a), len(b)) >= 4 and (a in b or b in a):
        return 0.9
    return SequenceMatcher(None, a, b, autojunk=False).ratio()
