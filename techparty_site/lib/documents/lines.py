"""What a line of a stored transcript is made of."""

import re
from collections.abc import Iterable

HEADING = "## "
# A time in brackets, or one with seconds: a bare 12:30 may be the hour of lunch.
TIME = re.compile(
    r"^(?:[\[(（【]\s*(?:(\d{1,2})[:：])?(\d{1,2})[:：](\d{2})(?:[.,]\d{1,3})?\s*[\])）】]"
    r"|(\d{1,2})[:：](\d{2})[:：](\d{2})(?:[.,]\d{1,3})?(?=\s|\D))\s*"
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
    hours, minutes, seconds = match.groups()[:3] if match[2] else match.groups()[3:]
    return f"{mark}{stamp(hours, minutes, seconds)} {rest[match.end() :]}".strip()


def stamp(hours: str | None, minutes: str, seconds: str) -> str:
    return f"[{int(hours or 0):02}:{int(minutes):02}:{int(seconds):02}]"


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
