"""Who gives a talk, as sentences say it: before the title, after it, or nearby."""

import re

from posts.jekyll.name_words import HONORIFICS
from posts.jekyll.names import (
    KnownPeople,
    Name,
    name_at_end,
    name_at_start,
    name_likeness,
    strip_honorifics,
)
from posts.jekyll.talks.speakers import Speaker, Speakers, employer, read_speakers
from posts.jekyll.talks.words import ADVERB, GIVES, SUBJECT, TO_US

SENTENCE_END = re.compile(r"[。！!？?；;\n]")
_BRACKETS = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_FILLER = (
    rf"(?:{ADVERB}|{TO_US}|{GIVES}|的|了|着|过|一[个场轮次段下]|一些|关于|有关|主要|精彩|[两三]个"
    rf"|小(?=主题|议题|话题|分享)|{SUBJECT}|讲座|内容|题为|题目是|名为|叫做?|是|为|以|[：:，,\s“]|\d+分钟"
    r"|在(?=题为|《|$)|在[^，。在]{1,8}[上中](?=做|作|分享|带来|讲|介绍)"
    r"|(?<=[\u3400-\u9fff])来(?=讲|做|作|给|为|跟))"
)
_FILLERS_END = re.compile(rf"{_FILLER}{{1,9}}$", re.I)
_GIVES_END = re.compile(rf"{GIVES}|{SUBJECT}", re.I)
_GROUP = re.compile(r"\s*[两三四几]位(?:讲师|老师|嘉宾|同学|大牛|朋友)?$")
_SPEECH = re.compile(r"^\s*的?(?:主题|演讲|分享|话题|讲座|报告)(?:中|里|上|环节)?[，,]\s*")
_PRONOUN = re.compile(r"[，,。；]\s*(?:他|她|他们|她们)$")
_SELF = re.compile(r"(?:^|[，,、\s是由])(?:我|本人|笔者|小弟|我自己|我本人)$")
_HONORIFIC = rf"(?:{'|'.join(HONORIFICS)})"
_HAN_OR_LATIN = r"(?:[\u3400-\u9fff]{2,4}|[A-Za-z][A-Za-z0-9_.]+)"
_FROM = re.compile(
    rf"来自\s*([^，。（(《]{{2,24}}?)\s*的\s*({_HAN_OR_LATIN})(?={_HONORIFIC}?[（(，,\s用为给带来讲做])"
)
_NICKNAME_ACTS = re.compile(
    r"([\u3400-\u9fff]总|老[\u3400-\u9fff])(?=也|还|则|就|又|从|给|为|先|在)"
)
_HANDLE = re.compile(r"(?<![\w.])@([A-Za-z][A-Za-z0-9_]+|[\u3400-\u9fff]{2,4})")
_PRESENTED = re.compile(
    rf"(?:嘉宾|讲师|主讲人?|讲者|分享者)(?:是|为)?\s*({_HAN_OR_LATIN}?)(?=[，,（(。])"
)
_ADDRESSED = re.compile(rf"([\u3400-\u9fff]{{2,8}}|[A-Za-z][A-Za-z0-9_. ]*)\s*{_HONORIFIC}")


def giver_before(clause: str, people: KnownPeople, author: str = "") -> Speakers:
    """首先由 张三(微博) 同学给我们带来 leads to 张三; 我 leads to the post's author."""
    flat = re.sub(r"\s+", " ", _BRACKETS.sub("", clause)).strip()
    fillers = _FILLERS_END.search(flat)
    head = _GROUP.sub("", flat[: fillers.start()] if fillers else flat)
    if _SELF.search(head):
        return (Speaker(author, "", 0.6),) if author else ()
    gives = bool(fillers and _GIVES_END.search(fillers[0]))
    owns = bool(fillers and "的" in fillers[0])
    if pronoun := _PRONOUN.search(head):
        head, gives = head[: pronoun.start()], True
    elif not gives and len(re.split(r"[，,]", flat)[-1]) > (40 if owns else 30):
        return ()
    if several := _several(head, people):
        return several
    found = _at_end(head, people, gives=gives) or (_before_post(head, people) if gives else None)
    return _with_page(clause, found, people) if found else ()


def _at_end(head: str, people: KnownPeople, *, gives: bool) -> Name | None:
    if gives and (plain := re.search(r"(?:是|由)\s*([^\s是由的]{2,6})$", head)):
        likeness = name_likeness(plain[1], people)
        if likeness >= 0.35:
            return Name(plain[1], head[: plain.start()], max(0.6, likeness))
    found = name_at_end(head, people)
    return found if found and found.sure >= (0.55 if gives else 0.6) else None


def _before_post(head: str, people: KnownPeople) -> Name | None:
    """张三，某公司架构师，分享了…: the name stands before the post."""
    clauses = re.split(r"[，,]", head.rstrip("，, "))
    if len(clauses) < 2 or name_at_end(clauses[-1], people):
        return None
    found = name_at_end(clauses[-2], people)
    return found if found and found.sure >= 0.85 and len(clauses[-1]) <= 24 else None


def _with_page(clause: str, found: Name, people: KnownPeople) -> Speakers:
    """A bracket right behind the name may hold another, better one."""
    company = employer(found.before)
    named = with_bracket(clause, found.name)
    better = read_speakers(named, people, floor=0.3)[:1] if named != found.name else ()
    if better:
        return (Speaker(better[0].name, company, max(better[0].sure, found.sure)),)
    alone = read_speakers(found.name, people, floor=0.3)[:1]
    name = alone[0].name if alone and "@" not in clause else found.name
    return (Speaker(strip_honorifics(name), company, found.sure),)


def _several(head: str, people: KnownPeople) -> Speakers:
    if not re.search(r"[和与、&，,]", head[-16:]):
        return ()
    tail = re.split(r"[由是，,：:](?=[^和与、&]*[和与、&])", head)[-1]
    found = read_speakers(tail, people, floor=0.7)
    certain = all(name_likeness(speaker.name, people) >= 0.6 for speaker in found)
    return found if len(found) > 1 and certain else ()


def with_bracket(clause: str, name: str) -> str:
    """The name and the bracket right behind it: Bob(张三)."""
    match = re.search(rf"{re.escape(name)}\s*({_BRACKETS.pattern})", clause)
    return f"{name}{match[1]}" if match else name


def giver_between(gap: str, people: KnownPeople) -> Speakers:
    """《甲》、李四的《乙》以及王五与赵六的《丙》: between two titles stands a name, plainly."""
    core = re.sub(r"^[\s、，,；;]*(?:以及|还有|和|与|及|然后是?)?\s*", "", gap)
    core = _FILLERS_END.sub("", core)
    if not core or len(core) > 30 or SENTENCE_END.search(core) or "，" in core:
        return ()
    return read_speakers(core, people, floor=0.3)


def giver_after(after: str, people: KnownPeople) -> Speakers:
    """《题目》 张三同学为我们…, 《题目》by 张三, 《题目》（张三）, 《题目》 来自某司的张三介绍."""
    text = _SPEECH.sub("", after).lstrip(" -—~:：,，")
    if match := re.match(
        rf"(?:就?是)?(?:来自|由)([^，。]{{2,40}}?)(?:{TO_US}|{GIVES}|，|。|$)", text
    ):
        found = name_at_end(match[1], people)
        if found and found.sure >= 0.55:
            return (Speaker(found.name, employer(found.before), found.sure),)
    if match := re.match(
        r"(?:by|讲师|主讲人?|分享[者人]|演讲[者人]|嘉宾|讲者)\s*[：:]?\s*([^，。；]{2,30})",
        text,
        re.I,
    ):
        return read_speakers(match[1], people, floor=0.5)
    if match := re.match(r"[（(]([^()（）]{2,30})[)）]", text):
        return read_speakers(match[1], people, floor=0.7)
    if match := re.match(r"(?:就?是|由)?[^，。,@]{0,8}@([A-Za-z][A-Za-z0-9_]+)", text):
        return read_speakers(match[1], people, floor=0.3)
    name = name_at_start(text, people)
    if name and (found_ := read_speakers(with_bracket(text, name), people, floor=0.6)):
        return found_
    return _in_first_clauses(text, people)


def _in_first_clauses(text: str, people: KnownPeople) -> Speakers:
    """做运营的张三同学(@zhangsan), 本次分享了…: someone with a page, or someone who gives."""
    paged = re.match(rf"([^。；;]{{0,30}}?{_HONORIFIC}?)\s*[（(]\s*@([^()（）]+)[)）]", text)
    if paged:
        if re.search(r"我|自个", paged[1][-4:]):
            return read_speakers(paged[2], people, floor=0.3)
        found = name_at_end(paged[1], people)
        if found and found.sure >= 0.3:
            return (Speaker(found.name, employer(found.before), 0.8),)
    if match := re.match(rf"([^，。,；;]{{2,16}}?)(?:{TO_US}|{GIVES})", text):
        found = name_at_end(match[1], people)
        if found and found.sure >= 0.75:
            return (Speaker(found.name, employer(found.before), found.sure),)
    return ()


def giver_in(text: str, people: KnownPeople) -> Speakers:
    """The nearest one, looking backwards, who gives something or is addressed with respect."""
    text = _BRACKETS.sub("", text)
    found: list[tuple[int, Speakers]] = []
    for match in list(re.finditer(rf"(?:{TO_US}\s*)?{GIVES}", text))[-6:]:
        clause = SENTENCE_END.split(text[: match.end()])[-1]
        if speakers := giver_before(clause, people):
            found.append((match.start(), speakers))
    found += [(m.start(), (Speaker(m[2], m[1], 0.7),)) for m in _FROM.finditer(text)]
    found += [(m.start(), (Speaker(m[1], "", 0.6),)) for m in _NICKNAME_ACTS.finditer(text)]
    found += [(m.start(), (Speaker(m[1], "", 0.6),)) for m in _HANDLE.finditer(text)]
    for match in _PRESENTED.finditer(text):
        if name_likeness(match[1], people) >= 0.6:
            found.append((match.start(), (Speaker(match[1], "", 0.7),)))
    for match in _ADDRESSED.finditer(text):
        name = name_at_end(match[1], people)
        if name and name.sure >= 0.6:
            found.append((match.start(), (Speaker(name.name, employer(name.before), name.sure),)))
    return max(found, key=lambda pair: pair[0], default=(0, ()))[1]
