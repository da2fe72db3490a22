"""Reading the speakers out of a phrase that names them: 讲师：某司研发总监，张三 & Bob(李四)."""

import re
from dataclasses import dataclass

from posts.jekyll.name_words import COMMON_WORDS, ROLES
from posts.jekyll.names import (
    KnownPeople,
    is_chinese_name,
    is_latin_name,
    is_nickname,
    name_at_end,
    name_likeness,
    strip_honorifics,
)

_BRACKET = re.compile(r"[(（\[【「]\s*([^()（）\[\]【】「」]*)\s*[)）\]】」]")
_AND = re.compile(
    r"\s*(?:、|＆|&|／|/|\+|\band\b|，|,|;|；)\s*|(?<=[\u3400-\u9fff\w])\s*(?:和|与|以及)\s*(?=[\u3400-\u9fffA-Za-z])"
)
_INNER = re.compile(r"[，,;；/ ]+|(?:网名|微博|博客|weibo|twitter|blog|id)[：:]?", re.I)
_NOISE = re.compile(
    r"https?://\S+|\bwww\.\S+|[\w.+-]+@[\w-]+\.[\w.]+|(?:新浪|腾讯)?(?:微博|博客|主页|weibo|twitter|blog)\s*[：:]?\s*",
    re.I,
)
_LEAD = re.compile(
    r"^(?:是|由|来自于?|我们的|首先|接着|然后|接下来|最后|有|请到?|邀请)\s*(?:的|由|是)?\s*"
)
_COMPANY = re.compile(
    rf"公司|科技|网络|大学|学院|集团|银行|工作室|{'|'.join(map(re.escape, ROLES))}", re.I
)
_POST_TAIL = re.compile(rf"(?:{'|'.join(map(re.escape, ROLES))})\s*$", re.I)
_MIXED = re.compile(
    r"[A-Za-z][A-Za-z0-9_. ]*([\u3400-\u9fff]{2,4})|([\u3400-\u9fff]{2,4}) *[A-Za-z][A-Za-z0-9_. ]*"
)
_GROUP = re.compile(r"等(?:人|同学|老师)?$")


@dataclass(frozen=True)
class Speaker:
    name: str
    affiliation: str = ""
    sure: float = 0.5


Speakers = tuple[Speaker, ...]


def read_speakers(text: str, people: KnownPeople, *, floor: float = 0.5) -> Speakers:
    """Everybody the phrase names, surer than `floor`; company and post become the affiliation."""
    phrase = _LEAD.sub("", _NOISE.sub(" ", text).strip(" :：-—–|,，、.。"))
    phrase = re.sub(r"\s+", " ", _GROUP.sub("", phrase)).strip()
    if not phrase or len(phrase) > 80:
        return ()
    parts = [
        core
        for part in _split(phrase)
        if (core := _LEAD.sub("", part)) and core not in COMMON_WORDS
    ]
    found = [(part, _one(part, people)) for part in parts]
    best = max((speaker.sure for _, speaker in found if speaker), default=0.0)
    if best < floor:
        return ()
    bar = max(floor, best - 0.3 if best >= 0.75 else best - 0.15)
    bar = max(bar, 0.4) if best > 0.4 else bar  # beside a name a mere word is a company
    named = [speaker for _, speaker in found if speaker and speaker.sure >= bar]
    rest = [part for part, speaker in found if not speaker or speaker.sure < bar]
    if len(named) == 1 and rest:
        outer = " ".join([*rest, named[0].affiliation]).strip()
        return (Speaker(named[0].name, outer, named[0].sure),)
    return tuple(dict.fromkeys(named))


def read_introduction(text: str, people: KnownPeople) -> Speakers:
    """A speaker and then a life: 张三（网名），某司架构师。多年来… leads to 张三."""
    hidden = _BRACKET.sub(lambda match: "x" * len(match[0]), text)
    first = re.split(r"[，,。；;]", hidden)[0]
    head, rest = text[: len(first)].strip(" ：:“”\"'"), text[len(first) + 1 :]
    word = head.split(" ")[0]
    if len(word) < len(head) and is_chinese_name(_BRACKET.sub("", word)):
        head, rest = word, head[len(word) :]
    if len(head) > 30 or name_likeness(head, people) < 0.6:
        return ()
    affiliation = _company(rest)
    return tuple(
        Speaker(speaker.name, speaker.affiliation or affiliation, max(speaker.sure, 0.8))
        for speaker in read_speakers(head, people, floor=0.5)
    )


def _company(life: str) -> str:
    """The first clause of a life, where it names a company or a post."""
    clauses = [clause.strip() for clause in re.split(r"[，,。；;]", life) if clause.strip()]
    first = clauses[0] if clauses else ""
    return first if len(first) <= 30 and _COMPANY.search(first) else ""


def employer(before: str) -> str:
    """来自某公司的, 接下来是某公司资深工程师: the company or post in the words before a name."""
    clause = re.split(r"[，,。；;：:]", before)[-1].strip(" 的@")
    core = re.sub(r"^(?:随后|然后|接着|接下来|最后|首先)", "", clause)
    core = re.sub(r"^.*?(?:来自|请到了?|(?:^|的|场)(?:是|由|有))\s*", "", core).strip(" 的@")
    told = "来自" in clause or before.rstrip().endswith("的")
    if not 2 <= len(core) <= 24 or not (told or _COMPANY.search(core)):
        return ""
    return "" if re.search(r"《|主题|分享|议题|的是$", core) else core


def read_labelled(text: str, people: KnownPeople) -> Speakers:
    """What stands behind 讲师：, be it a name, a list of names, a company and a name, or a life."""
    listed = read_speakers(text, people, floor=0.3)
    if len(listed) > 1 and min(speaker.sure for speaker in listed) >= 0.85 and len(text) < 40:
        return listed
    first = re.split(r"[，,。；;]", text)[0].strip(" ：:")
    if len(text) > 24 and len(first) <= 6 and 0.35 <= name_likeness(first, people) < 0.6:
        return (Speaker(first, _company(text[len(first) + 1 :]), 0.5),)
    return read_introduction(text, people) or listed


def _split(phrase: str) -> list[str]:
    """At 、 and & and commas, but never inside brackets."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"\x00{len(kept) - 1}\x00"

    flat = _BRACKET.sub(keep, phrase)
    parts = [part for part in _AND.split(flat) if part and part.strip()]
    return [re.sub(r"\x00(\d+)\x00", lambda m: kept[int(m[1])], part).strip() for part in parts]


def _one(part: str, people: KnownPeople) -> Speaker | None:
    brackets = [inner for inner in _BRACKET.findall(part) if inner.strip()]
    outer = strip_honorifics(_BRACKET.sub(" ", part).strip(" ,，:：")) or part
    if "@" in outer:
        handled = name_at_end(outer, people)
        if handled:
            return Speaker(handled.name, handled.before.strip(" 的:："), handled.sure)
    inner_name, affiliation = _from_brackets(brackets, people)
    known = people.name_of(outer)
    likeness = name_likeness(outer, people)
    if (
        inner_name
        and (is_nickname(outer) or not is_chinese_name(outer))
        and (is_chinese_name(inner_name) or likeness < 0.3)
    ):
        return Speaker(inner_name, affiliation, 0.95)
    if known or likeness >= 0.35:
        mixed = _MIXED.fullmatch(outer)
        chinese = next((group for group in mixed.groups() if group), "") if mixed else ""
        name = (chinese if is_chinese_name(chinese) else outer).strip(" ,，;；、.")
        return Speaker(name, affiliation, max(likeness, 0.35) + 0.1 * bool(inner_name))
    return _closing(outer, affiliation, people)


def _closing(outer: str, affiliation: str, people: KnownPeople) -> Speaker | None:
    """某司研发总监张三: the name stands at the end, what stands before it makes it less sure."""
    found = name_at_end(outer, people)
    if found is None:
        return None
    behind_post = not found.before or _POST_TAIL.search(found.before)
    sure = found.sure if behind_post else min(found.sure, 0.8) - 0.1
    company = f"{employer(found.before)} {affiliation}".strip()
    return Speaker(found.name, company, sure - 0.05)


def _from_brackets(brackets: list[str], people: KnownPeople) -> tuple[str, str]:
    """The name a bracket holds, else the company it names."""
    for inner in brackets:
        for piece in _INNER.split(inner):
            core = strip_honorifics(piece.strip())
            if people.name_of(core) or is_chinese_name(core):
                return core, ""
    for inner in brackets:
        core = inner.strip().lstrip("@")
        if is_latin_name(core):
            return core, ""
    return "", " ".join(brackets).strip()
