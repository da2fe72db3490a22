"""Is this a person's name, and where in a phrase does one stand?

Chinese names are told by their surname and length, others by their shape. A phrase that is
known to name a speaker is read more generously than running text.
"""

import re
from dataclasses import dataclass

from posts.jekyll.known_people import NOBODY, KnownPeople, PersonLike, fold
from posts.jekyll.name_words import (
    AMBIGUOUS,
    COMMON_WORDS,
    COMPANY_ENDS,
    DOUBLE_SURNAMES,
    HONORIFICS,
    LATIN_NOT_NAMES,
    PARTICLES,
    ROLES,
    SURNAMES,
)

__all__ = [
    "NOBODY",
    "KnownPeople",
    "Name",
    "PersonLike",
    "fold",
    "is_chinese_name",
    "is_latin_name",
    "is_nickname",
    "name_at_end",
    "name_at_start",
    "name_likeness",
    "strip_honorifics",
]


@dataclass(frozen=True)
class Name:
    """A name, what stood before it (company, post), and how sure this is: 0..1."""

    name: str
    before: str = ""
    sure: float = 0.5


_HAN = "\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff"
_LATIN_WORD = r"[A-Za-z](?:[A-Za-z0-9_\-.]*[A-Za-z0-9_])?"
_LATIN_TAIL = re.compile(rf"(?<![A-Za-z0-9_.@/-])@?((?:{_LATIN_WORD})(?: {_LATIN_WORD})*)$")
_LATIN_HEAD = re.compile(rf"@?({_LATIN_WORD}(?: [A-Z][A-Za-z0-9_.\-]*)*)")
_HONORIFIC_TAIL = re.compile(rf"[\s，,]*(?:{'|'.join(HONORIFICS)})$")
_NICKNAME = re.compile(rf"(?:[老小阿][{_HAN}]{{1,2}}|[{_HAN}](?:总|哥|姐|神|少|爷|叔))$")
_BRACKETS = re.compile(r"[(（\[【「]([^()（）\[\]【】「」]*)[)）\]】」]")
_HAN_TAIL = re.compile(rf"[{_HAN}·]+$")
_ROLE_TAIL = re.compile(rf"(?:{'|'.join(ROLES)})$", re.I)
_HANDLE_TAIL = re.compile(rf"@([A-Za-z0-9_]{{2,}}|[{_HAN}]{{1,4}}[A-Za-z0-9_]*)(?:[-_][{_HAN}]+)?$")
_MIXED = re.compile(
    rf"[A-Za-z][A-Za-z0-9_.\- ]*([{_HAN}]{{2,4}})|([{_HAN}]{{2,4}}) *[A-Za-z][A-Za-z0-9_.\- ]*"
)
_NEVER_IN_NAMES = PARTICLES | frozenset("这几三四五六七八九十二两")
_CLOSERS = " \t,，(（:：、-—@~[【"
_NOT_HAN = re.compile(rf"[^{_HAN}]")


def is_chinese_name(text: str) -> bool:
    """A surname and one or two characters, no everyday word."""
    if not 2 <= len(text) <= 4 or _NOT_HAN.search(text) or text in COMMON_WORDS:
        return False
    if text[:2] in DOUBLE_SURNAMES:
        return len(text) in (3, 4)
    given = text[1:]
    if len(text) > 3 or text[0] not in SURNAMES:
        return False
    return not any(char in PARTICLES for char in given) and not _holds_a_word(text)


def _holds_a_word(text: str) -> bool:
    pieces = (text[i:j] for i in range(len(text)) for j in range(i + 2, len(text) + 1))
    return any(piece in COMMON_WORDS for piece in pieces)


def is_nickname(text: str) -> bool:
    """老周, 小明, 阿武, 周总: what somebody is called, not what is written on a card."""
    return _NICKNAME.fullmatch(text) is not None


def is_latin_name(text: str) -> bool:
    """`Bob Smith`, `bob.smith`, `bsmith`: up to three words, none a post or a technique."""
    words = text.lstrip("@").split()
    if not 1 <= len(words) <= 3 or not re.fullmatch(rf"@?{_LATIN_WORD}(?: {_LATIN_WORD})*", text):
        return False
    if re.search(r"\.(?:com|cn|org|net|io|me|info)$", text, re.I):
        return False
    counted = [word for word in words if len(word.strip(".")) > 1] or words
    if any(word.lower().strip(".") in LATIN_NOT_NAMES for word in counted):
        return False
    return len(text) <= 24 and (len(words) == 1 or all(word[0].isupper() for word in words[1:]))


def strip_honorifics(text: str) -> str:
    while True:
        shorter = _HONORIFIC_TAIL.sub("", text.strip())
        if not shorter or shorter == text:
            return text.strip()
        text = shorter


def name_likeness(text: str, people: KnownPeople = NOBODY) -> float:
    """How much a whole phrase looks like one person: 0 no, 1 surely."""
    core = strip_honorifics(_BRACKETS.sub("", text).strip(" ,，:：、@")).strip()
    if not core or len(core) > 30:
        return 0.0
    if people.name_of(core):
        return 1.0
    if is_chinese_name(core):
        return 0.9
    if is_latin_name(core):
        return 0.75 if len(core.split()) > 1 else 0.6
    words = core.split()
    if len(words) == 2 and all(is_latin_name(word) and len(word) <= 10 for word in words):
        return 0.45
    mixed = _MIXED.fullmatch(core)
    if mixed:
        chinese = mixed[1] or mixed[2]
        return 0.85 if is_chinese_name(chinese) or _NICKNAME.fullmatch(chinese) else 0.3
    if _NICKNAME.fullmatch(core) and core not in COMMON_WORDS:
        return 0.7
    if re.fullmatch(rf"[{_HAN}]{{2,4}}", core) and core not in COMMON_WORDS:
        if any(char in _NEVER_IN_NAMES for char in core):
            return 0.0
        if _holds_a_word(core):
            return 0.0
        return 0.0 if _ROLE_TAIL.search(core) or core.endswith(COMPANY_ENDS) else 0.35
    return 0.0


def name_at_end(text: str, people: KnownPeople = NOBODY) -> Name | None:
    """The name that closes a phrase: 某司研发总监张小明老师 leads to 张小明."""
    phrase = strip_honorifics(_BRACKETS.sub("", text).rstrip(" ,，、:：-—"))
    if not phrase:
        return None
    handle = _HANDLE_TAIL.search(phrase)
    if handle:
        return _handle_at_end(phrase, handle, people)
    latin = _LATIN_TAIL.search(phrase)
    if latin:
        return _latin_at_end(phrase, latin, people)
    tail = _HAN_TAIL.search(phrase)
    if not tail:
        return None
    return _han_at_end(phrase, tail[0], people)


def _handle_at_end(phrase: str, handle: re.Match[str], people: KnownPeople) -> Name:
    """张三 @zhangsan is 张三; 某公司的 @zhangsan is the handle."""
    before = phrase[: handle.start()].strip()
    if before and before[-1] not in "的由是~：:":
        if name_likeness(before, people) >= 0.35:
            return Name(before, "", 0.6)
        owner = name_at_end(before, people)
        if owner and owner.sure >= 0.6:
            return owner
    chinese = re.match(rf"[{_HAN}]{{2,3}}(?=[A-Za-z])", handle[1])
    name = chinese[0] if chinese and is_chinese_name(chinese[0]) else handle[1]
    return Name(name, before, 0.6)


def _latin_at_end(phrase: str, latin: re.Match[str], people: KnownPeople) -> Name | None:
    before = phrase[: latin.start()].rstrip()
    chinese = _HAN_TAIL.search(before)
    if chinese and (found := _han_at_end(before, chinese[0], people)) and found.sure >= 0.7:
        return found  # 张小明 Bob: the Chinese name leads
    words = latin[1].split()
    while words and words[0].lower() in LATIN_NOT_NAMES:
        words.pop(0)
    for count in (3, 2, 1):
        candidate = " ".join(words[-count:])
        if len(words) >= count and is_latin_name(candidate):
            known = people.name_of(candidate)
            start = phrase.rfind(candidate)
            if count == 1 or known or all(w[0].isupper() for w in words[-count:]):
                before = phrase[:start].strip(" @")
                return Name(candidate, before, 0.9 if known else _latin_sureness(before))
    return None


def _latin_sureness(before: str) -> float:
    """使用Redis is no person, 创始人MJ and 由 MJ are."""
    plain = not before or not re.search(rf"[{_HAN}]$", before)
    return 0.65 if plain or before[-1] in "的由是请" or _ROLE_TAIL.search(before) else 0.45


def _han_at_end(phrase: str, tail: str, people: KnownPeople) -> Name | None:
    head = phrase[: len(phrase) - len(tail)]
    if _ROLE_TAIL.search(tail) and not people.name_of(tail):
        return None
    for size in (3, 2):  # 张小明张老师, his title already taken off
        if (
            len(tail) > size
            and tail[-1] == tail[-1 - size]
            and is_chinese_name(tail[-1 - size : -1])
        ):
            tail = tail[:-1]
            break
    for size in (4, 3, 2):
        candidate = tail[-size:]
        if len(tail) >= size and (people.name_of(candidate) or is_chinese_name(candidate)):
            sure = 1.0 if people.name_of(candidate) else _sureness(tail, size)
            return Name(candidate, (head + tail[:-size]).strip(), sure)
    return _nickname_at_end(head, tail)


def _sureness(tail: str, size: int) -> float:
    """A name right behind 的, 是, a post or a blank is surer than one in the midst of others."""
    before = tail[:-size]
    if not before or before[-1] in "的是由请和与" or _ROLE_TAIL.search(before):
        return 0.7 if tail[-size] in AMBIGUOUS and before else 0.9
    return 0.5 if tail[-size] in AMBIGUOUS else 0.75


def _nickname_at_end(head: str, tail: str) -> Name | None:
    word = re.split(r"[的是由]", tail)[-1]
    role = _ROLE_TAIL.search(tail[:-2])
    if role and 2 <= len(tail) - role.end() <= 4:
        word = tail[role.end() :]
    nick = _NICKNAME.search(word)
    if nick and nick[0] not in COMMON_WORDS:
        return Name(nick[0], (head + tail[: -len(nick[0])]).strip(), 0.6)
    if 2 <= len(word) <= 4 and word not in COMMON_WORDS and not _ROLE_TAIL.search(word):
        return Name(word, (head + tail[: -len(word)]).strip(), 0.3)
    return None


def name_at_start(text: str, people: KnownPeople = NOBODY) -> str | None:
    """The name that opens a phrase and is followed by a blank, a mark or an honorific."""
    stripped = text.lstrip()
    latin = _LATIN_HEAD.match(stripped)
    if latin:
        return latin[1] if is_latin_name(latin[1]) or people.name_of(latin[1]) else None
    for size in (4, 3, 2):
        candidate = stripped[:size]
        rest = stripped[size : size + 3]
        closed = not rest or rest[0] in _CLOSERS or rest.startswith(tuple(HONORIFICS))
        if closed and (people.name_of(candidate) or is_chinese_name(candidate)):
            return candidate
        if closed and _NICKNAME.fullmatch(candidate) and candidate not in COMMON_WORDS:
            return candidate
    return None
