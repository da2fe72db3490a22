"""Hours as Chinese text writes them: `下午1：30 至6：00`, `13:30—17:00`, `下午两点半`."""

import re
from datetime import time

from posts.jekyll.mentions import DIGITS

HALF = r"(?P<half{n}>上午|早上|中午|下午|晚上|凌晨|[AaPp][Mm])?"
CLOCK = (
    HALF + r"\s?(?:(?P<hour{n}>\d{{1,2}})\s?(?:[:：]\s?(?P<minute{n}>\d{{2}})(?!\d)"
    r"|[点时](?:整|(?P<points{n}>\d{{1,2}})分|(?P<thirty{n}>半))?)"
    r"|(?P<name{n}>十?[一二两三四五六七八九十])点(?P<thirtyname{n}>半)?)"
    r"(?:\s?(?P<after{n}>[AaPp][Mm]))?"
)
DASH = r"\s{0,3}(?:-|~|～|—|–|－|至|到|直到){1,2}\s{0,3}(?:\d{4}年\d{1,2}月\d{1,2}日\s?)?"
SPAN = re.compile(CLOCK.format(n=1).replace("{{", "{") + f"(?:{DASH}" + CLOCK.format(n=2) + ")?")
NIGHT_WORDS = frozenset({"下午", "晚上", "pm"})


def read_span(text: str) -> tuple[time, time | None] | None:
    """The first hour of a line and, where it says one, the hour at the end."""
    for match in SPAN.finditer(text):
        said = match.groupdict()
        start = _time(said, "1", "")
        if start is None:
            continue
        afternoon = "pm" if start.hour >= 12 and said["half1"] in NIGHT_WORDS else ""
        end = _time(said, "2", afternoon)
        return start, end if end and end > start else None
    return None


def _time(said: dict[str, str | None], n: str, half: str) -> time | None:
    hour_text, name = said[f"hour{n}"], said[f"name{n}"]
    if hour_text is None and name is None:
        return None
    hour = int(hour_text) if hour_text else sum(DIGITS[d] for d in (name or "").replace("两", "二"))
    minute = int(said[f"minute{n}"] or said[f"points{n}"] or 0)
    if said[f"thirty{n}"] or said[f"thirtyname{n}"]:
        minute = 30
    spoken = (said[f"half{n}"] or said[f"after{n}"] or half).lower()
    if spoken in NIGHT_WORDS and hour < 12:
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None
