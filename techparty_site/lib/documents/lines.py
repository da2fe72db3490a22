"""What a line of a stored transcript is made of."""

import re
from collections.abc import Iterable

HEADING = "## "
# A time in brackets, or one with seconds: a bare 12:30 may be the hour of lunch.
TIME = re.compile(
    r"^(?:[\[(（【]\s*(?:(\d{1,2})[:：])?(\d{1,2})[:：](\d{2})(?:[.,]\d{1,3})?\s*[\])）】]"
    r"|(\d{1,2})[:：](\d{2})[:：](\d{2})(?:[.,]\d{1,3})?(?=\s|\D))\s*"
)
# Whatever may be one, where a stored line begins: `12:30 吃午饭` is kept as it was written, and a
# recording tells what it meant. From 12:30 to 14:00 is a part of the day.
SOME_TIME = re.compile(
    r"[\[(（【]?\s*(?:(\d{1,2})[:：])?(\d{1,2})[:：]([0-5]\d)(?![\d:：])"
    r"(?!\s*(?:[-–—~～至到]+\s*\d))\s*[\])）】]?[\s:：,，-]*(?=\S)"
)
WIDE = re.compile(r"[\u2e80-\uffef]")


def heading(text: str) -> str:
    return HEADING + text if text.strip() else ""


def with_time(line: str) -> str:
    mark = HEADING if line.startswith(HEADING) else ""
    rest = line.removeprefix(HEADING)
    match = TIME.match(rest)
    if not match:
        return line
    moment = seconds_of(*(match.groups()[:3] if match[2] else match.groups()[3:]))
    return f"{mark}{stamp(moment)} {rest[match.end() :]}".strip()


def told(line: str) -> tuple[bool, int | None, str]:
    """Whether a stored line is a heading, at which second it was said, and the words."""
    rest = line.removeprefix(HEADING)
    match = SOME_TIME.match(rest)
    moment = seconds_of(*match.groups()) if match else None
    return rest != line, moment, rest[match.end() :] if match else rest


def seconds_of(hours: str | None, minutes: str, seconds: str) -> int:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)


def stamp(moment: int) -> str:
    """Of so many seconds."""
    return f"[{moment // 3600:02}:{moment // 60 % 60:02}:{moment % 60:02}]"


def join(lines: Iterable[str]) -> str:
    """Chinese is written without blanks, so none appears where a line was broken."""
    text = ""
    for line in filter(None, lines):
        apart = text and not (WIDE.match(text[-1]) and WIDE.match(line))
        text += f" {line}" if apart else line
    return text


def spoken(speaker: str, words: str) -> str:
    """`麦小舟：大家好`, `Ann: hello`; the words alone where nobody is named."""
    if not speaker:
        return words
    return f"{speaker}：{words}" if WIDE.search(speaker + words) else f"{speaker}: {words}"
