"""Titles: how they are quoted, what may be one, and when two are the same."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

from posts.jekyll.talks.words import NO_TALK, is_generic, is_topic

_QUOTED = re.compile(
    r"《+\s*(?P<book>(?:[^《》<>\n]|《[^《》\n]*》|<[^<>《》\n]{1,30}>|>(?=[^》\s])){1,90}?)\s*(?:[>＞]?》+|[>＞])"
    r"|〈\s*(?P<angle>[^〈〉\n]{2,80})\s*〉"
    r"|(?<![A-Za-z0-9=\"])<\s*(?P<ascii>[^<>《》\n/=\"][^<>《》\n=\"]{2,60}?)\s*>"
    r"|[“”](?P<curly>[^“”\n]{3,60})[“”]"
    r"|(?<!\w)\"(?P<straight>[^\"\n]{4,60})\""
    r"|「(?P<corner>[^「」\n]{3,60})」|『(?P<double>[^『』\n]{3,60})』"
)
_BOOK_AFTER = re.compile(
    r"^\s*(?:的)?(?:作者|译者|一书|这本书|本书|图书|书籍|杂志|电影|等书|歌曲|一歌|两首|规范|条例|游戏$|一文|这篇|这首|乐队|节目|读者|等多本"
    r"|项目组|剧组|栏目|专栏|主编|编辑部)"
)
_BOOK_BEFORE = re.compile(
    r"(?:推荐|阅读|图书|书籍|赠送|出版|翻译|编写|送出|名著|新书|一书|电影|歌曲|请看|参见|参考|详见|转自|文章|首歌?|博文|写的|著有|译有|著作|畅销书)"
    r"[^，。,]{0,8}$"
)
_NEXT_TIME = re.compile(r"(?:下一?[期次场]|下个?月|预告|往期|上一?[期次])[^，。；;]{0,12}$")
_PREDICATE = re.compile(
    r"是|也[^許许]|则|就|曾|现任|负责|来自|表示|介绍了|分享了|带来了|讲了|讲述了|与大家"
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


def is_book(text: str, quote: Quote) -> bool:
    """True where the words around 《》 tell of a book, a song or another meetup's talk."""
    before, after = text[: quote.start], text[quote.end :]
    if _NEXT_TIME.search(before):
        return True
    return bool(_BOOK_AFTER.match(after) or _BOOK_BEFORE.search(before))


def tidy(title: str) -> str:
    """Without the marks around it; a whole title in 《》 loses them, 《a》b keeps them."""
    text = re.sub(r"\s+", " ", title).strip(" ,，;；:：、|~-—–_*#·。.")
    whole = [q for q in quotes_in(text) if q.start == 0 and q.end == len(text)]
    return whole[0].title.strip() if whole else text


def may_be_title(title: str) -> bool:
    """Long enough to say something, short enough to be said, and no part of a recap."""
    letters = re.sub(r"[\W_]+", "", title)
    if len(letters) < 2 or len(title) > 90 or letters.isdigit():
        return False
    if len(re.findall(r"[。；;]", title.rstrip("。"))) > 0:
        return False
    if len(re.findall(r"[，,、]", title)) > 2 or _PREDICATE.match(title):
        return False
    return not is_generic(title) and not is_no_talk(title)


def is_no_talk(text: str) -> bool:
    """暖场, 现场抽奖环节, 致谢 …: the word opens the text, or only genre words follow it."""
    plain = text.strip(" 《》“”<>")
    for match in NO_TALK.finditer(plain):
        rest = plain[match.end() :]
        short = len(re.sub(r"\W", "", plain)) <= 14
        if match.start() == 0 and (short or not re.match(r"[的在与和]", rest)):
            return True
        if short and not is_topic(rest):
            return True
    return False


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
