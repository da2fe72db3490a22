"""What the lines under a talk's opening line say of its speakers and its title."""

import re

from posts.jekyll.name_words import ROLES
from posts.jekyll.names import (
    KnownPeople,
    is_chinese_name,
    is_nickname,
    name_at_end,
    name_at_start,
    name_likeness,
)
from posts.jekyll.talks.fields import readings_of
from posts.jekyll.talks.givers import giver_before, giver_in
from posts.jekyll.talks.model import Context
from posts.jekyll.talks.seen import without_empty_brackets
from posts.jekyll.talks.speakers import (
    Speaker,
    Speakers,
    employer,
    read_introduction,
    read_labelled,
    read_speakers,
)
from posts.jekyll.talks.titles import fold_title, is_no_talk, likeness, may_be_title, tidy
from posts.jekyll.talks.words import GIVES, SPEAKER_LABEL, TITLE_LABEL, TO_US

_ROLE_AND_HANDLE = re.compile(
    r"(?:创始人|版主|工程师|妹子|班长|达人|程序员|架构师|设计师|经理|总监|CEO|CTO|作者|译者|同学|站长)\s*([A-Za-z][A-Za-z0-9_.]*)"
    r"(?=[\u3400-\u9fff，,（(\s])"
)


_INTRODUCTION = re.compile(
    r"^(?:讲师|嘉宾|个人|讲者|演讲者|作者|主讲人)?(?:简介|介绍|背景)\s*[：:]\s*"
)
_POST = re.compile("|".join(re.escape(role) for role in ROLES), re.I)


def find_speakers(
    context: Context, index: int, end: int, title: str | None
) -> tuple[Speakers, float]:
    """The speakers named below and the points this is worth: a label more than a sentence."""
    below = _below(context, index, end)
    if speakers := speaker_line(context, index, end):
        return speakers, 1.6
    for finder in (_from_sentences, _from_labels, _from_title, _from_pictures):
        if speakers := finder(context, below, title):
            return speakers, 1.0
    return (), 0.0


def with_full_names(context: Context, index: int, end: int, speakers: Speakers) -> Speakers:
    """Where the text below writes bob（张三） of the speaker bob, he is 张三."""
    text = " ".join(context.seen[i].text for i in range(index, min(end, index + 10)))[:600]
    return tuple(_in_full(speaker, text) for speaker in speakers)


def _in_full(speaker: Speaker, text: str) -> Speaker:
    if is_chinese_name(speaker.name) and not is_nickname(speaker.name):
        return speaker
    found = re.search(
        rf"{re.escape(speaker.name)}\s*[(（]\s*([\u3400-\u9fff]{{2,4}})\s*[)），,]", text, re.I
    )
    if found and is_chinese_name(found[1]):
        return Speaker(found[1], speaker.affiliation, max(speaker.sure, 0.9))
    return speaker


def _below(context: Context, index: int, end: int) -> list[int]:
    return [i for i in range(index, end) if context.seen[i].text.strip() or context.seen[i].marks]


def speaker_line(context: Context, index: int, end: int) -> Speakers:
    """讲师：张三 or 简介：张三，… on a line below, or a first line that is the speaker's."""
    if context.speakers_first and (above := _label_above(context, index)):
        return above
    below = _below(context, index, min(end, index + 16))[:9]
    texts = [without_empty_brackets(context.seen[i].text) for i in below]
    for text in texts:
        named = SPEAKER_LABEL.match(text)
        if named and (speakers := read_labelled(text[named.end() :], context.people)):
            return speakers
    for text in texts[1:]:
        life = _INTRODUCTION.match(text)
        if life and (speakers := read_introduction(text[life.end() :], context.people)):
            return speakers
    first = next((text for text in texts[1:] if text), "")
    return _own_line(first, context.people) if context.lines[index].style != "text" else ()


def _label_above(context: Context, index: int) -> Speakers:
    for i in range(index - 1, max(-1, index - 4), -1):
        text = without_empty_brackets(context.seen[i].text)
        if label := SPEAKER_LABEL.match(text):
            return read_labelled(text[label.end() :], context.people)
        if text:
            break
    return ()


def _own_line(text: str, people: KnownPeople) -> Speakers:
    """张三 · 张三，某司架构师 · 某司 资深工程师 张三: the line under a title that says who."""
    head = re.split(r"[，,。；;（(]", text)[0].strip()
    presented = len(text) <= len(head) + 1 or _POST.search(text[: len(head) + 40])
    strong = name_likeness(head, people) >= (0.6 if presented else 0.85)
    if (
        strong
        and len(text) <= 120
        and not re.match(r"[，,]?(?:我们|大家|他|她)", text[len(head) :])
    ):
        return read_introduction(text, people)
    if len(text) <= 40 and not re.search(r"[。，！：:]", text) and _POST.search(text):
        found = name_at_end(text, people)
        if found and found.sure >= 0.85 and found.before:
            return (Speaker(found.name, found.before, found.sure),)
    return ()


def find_title(context: Context, index: int, end: int) -> str | None:
    for i in range(index + 1, min(end, index + 6)):
        text = without_empty_brackets(context.seen[i].text)
        if label := TITLE_LABEL.match(text):
            title = tidy(text[label.end() :])
            return title if may_be_title(title) else None
    return None


def _from_sentences(context: Context, below: list[int], title: str | None) -> Speakers:
    for position, i in enumerate(below[:7]):
        text = without_empty_brackets(context.seen[i].text)
        if position == 0 and title and len(text) < len(title) + 25:
            continue  # the opening line itself, read already
        if is_no_talk(text[:14]) or re.search(r"暖场|主持|开场", text[:40]):
            continue
        head = text[:120]
        speakers = _opening_name(context, head) or _first_giver(context, head)
        if speakers and speakers[0].name.lower() not in (title or "").lower():
            return speakers
    return ()


def _first_giver(context: Context, text: str) -> Speakers:
    for match in re.finditer(rf"{TO_US}?\s*{GIVES}|现身|[，,]", text):
        before = text[: match.start()] if match[0] in "，," else text[: match.end()]
        invited = re.search(r"由|来自|是|请", re.split(r"[，,。]", before)[-1])
        if match[0] in "，," and not invited:
            continue
        speakers = giver_before(before, context.people, context.author)
        if speakers and (speakers[0].sure >= 0.75 or invited):
            return speakers
    if handle := _ROLE_AND_HANDLE.search(text):
        return (Speaker(handle[1], employer(text[: handle.start(1)]), 0.6),)
    speakers = giver_in(text, context.people)[:1]
    return speakers if speakers and speakers[0].sure >= 0.6 else ()


def _opening_name(context: Context, text: str) -> Speakers:
    """张三 讲解…: a name, a blank and a verb open the paragraph."""
    name = name_at_start(text, context.people)
    if not name or name_likeness(name, context.people) < 0.85:
        return ()
    return (Speaker(name, "", 0.9),)


def _from_labels(context: Context, below: list[int], title: str | None) -> Speakers:
    """The speaker beside the title in a link's text, a picture's caption or a file's name."""
    for i in below[:30]:
        for mark in context.seen[i].marks:
            label = mark.link.label
            if not title or likeness(title, label) < 0.5 or len(label) > len(title) + 24:
                continue
            if speakers := _beside(context, label, title):
                return speakers
    return ()


def _beside(context: Context, label: str, title: str) -> Speakers:
    for reading in readings_of(label, context.people):
        if reading.speakers and reading.title and fold_title(reading.title) == fold_title(title):
            return reading.speakers
    rest = label.replace(title, " ").strip(" -—|《》：:,，")
    return read_speakers(rest, context.people, floor=0.6) if rest != label and rest else ()


def _from_title(context: Context, below: list[int], title: str | None) -> Speakers:
    """Bob 的创业故事: the title itself names a person, whom the text below shows at work."""
    owner = re.match(r"([A-Za-z][\w.]+|[\u3400-\u9fff]{2,4})\s*的", title or "")
    if not owner or name_likeness(owner[1], context.people) < 0.6:
        return ()
    acts = re.compile(
        rf"{re.escape(owner[1])}\s*(?:,|，)?\s*(?:老师|同学|先生|分享|介绍|带来|讲|来讲|说|提到|谈|点出|曰)"
    )
    at_work = any(acts.search(context.seen[i].text) for i in below)
    return (Speaker(owner[1], "", 0.6),) if at_work else ()


def _from_pictures(context: Context, below: list[int], title: str | None) -> Speakers:
    """A portrait whose caption is a name and nothing else."""
    for i in below[:4]:
        for mark in context.seen[i].marks:
            label = mark.link.label.rstrip("0123456789 ")
            if mark.link.picture and is_chinese_name(label):
                return (Speaker(label, "", 0.7),)
    return ()
