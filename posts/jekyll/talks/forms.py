"""Which lines of a post could each open a talk, by what they look like."""

import re
from collections import defaultdict
from collections.abc import Iterator

from posts.jekyll.names import NOBODY, name_at_start
from posts.jekyll.talks.fields import readings_of
from posts.jekyll.talks.model import Context
from posts.jekyll.talks.seen import Seen, without_empty_brackets
from posts.jekyll.talks.titles import is_no_talk, quotes_in
from posts.jekyll.talks.words import (
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
    r"^\s*(?:最后)?(?:感谢|鸣谢|致谢|参考|后记|免责|附录?|关于|相关|链接|花絮|联系|报名|赞助|合作|组委|下一?[期次场]|往期|预告)"
)
_PROFILE = re.compile(
    r"//(?:www\.)?(?:twitter\.com|weibo\.com|t\.qq\.com|github\.com|t\.sina\.com\.cn)/[\w/]+$"
)


def find_forms(context: Context) -> dict[Form, dict[int, list[int]]]:
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


def is_detail(context: Context, index: int) -> bool:
    """讲师：, 幻灯：, 简介： — a line about the talk above, of whatever form."""
    text = without_empty_brackets(context.seen[index].text)
    return any(label.match(text) for label in (SPEAKER_LABEL, FILE_LABEL, OTHER_LABEL))


def opener_text(context: Context, index: int) -> str:
    """What the line says of a talk, empty where it plainly speaks of something else."""
    text = without_empty_brackets(context.seen[index].text)
    text = TITLE_LABEL.sub("", _CLOCK.sub("", text))
    if SPEAKER_LABEL.match(text) and not any(quote.strong for quote in quotes_in(text)):
        return ""
    if OTHER_LABEL.match(text) or FILE_LABEL.match(text) or is_no_talk(text) or is_generic(text):
        return ""
    if len(text) <= _LONG:
        return text.rstrip("。")
    quotes = quotes_in(text[:60])
    if quotes and quotes[0].strong and quotes[0].start <= 40:
        return re.split(r"[。！!]", text)[0][:_LONG]
    return ""
