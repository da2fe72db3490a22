"""What recorders that write along export: who spoke and when on a line of its own, then the words.

`发言人1 00:03`, `说话人 2 00:01:02`, `麦小舟(00:01:02):`, or the time alone.
"""

import re
from collections.abc import Iterable, Iterator

from techparty_site.lib.documents.lines import HEADING, seconds_of, spoken, stamp

HEAD = re.compile(
    r"(?P<who>\D{0,24}?(?:\s?\d{1,2})?)\s*(?:^|\s|(?<=[^\d:：]))[\[(（【]?\s*"
    r"(?:(?P<hours>\d{1,2})[:：])?(?P<minutes>\d{1,2})[:：](?P<seconds>\d{2})"
    r"(?:[.,]\d{1,3})?\s*[\])）】]?\s*[:：]?$"
)
NUMBERED = re.compile(r"(?:发言人|说话人|讲话人|讲者|speaker)", re.IGNORECASE)
FEWEST = 2  # such lines: one alone may be an entry of the programme
SHARE = 10  # at least one line of so many


def joined(lines: Iterable[str]) -> Iterator[str]:
    """Each head in front of the line under it, as time and speaker, if heads they are."""
    every = list(lines)
    heads = {place: match for place, line in enumerate(every) if (match := head_of(line))}
    if not are_heads(every, heads):
        yield from every
        return
    pending = None
    for place, line in enumerate(every):
        if place in heads:
            pending = heads[place]
        elif pending and not line.startswith(HEADING):
            yield told(pending, line)
            pending = None
        else:
            yield line


def head_of(line: str) -> re.Match[str] | None:
    return HEAD.match(line) if len(line) <= 48 and line[-1] in "0123456789)）]】:：" else None


def are_heads(lines: list[str], heads: dict[int, re.Match[str]]) -> bool:
    """Their times run on and words stand between; a programme's entries follow each other."""
    times = list(map(moment_of, heads.values()))
    if not heads or times != sorted(times):
        return False
    if all(NUMBERED.match(match["who"]) for match in heads.values()):
        return True
    followed = sum(place + 1 < len(lines) and place + 1 not in heads for place in heads)
    enough = len(heads) >= max(FEWEST, len(lines) / SHARE)
    return enough and followed >= 0.9 * len(heads)


def moment_of(match: re.Match[str]) -> int:
    return seconds_of(match["hours"], match["minutes"], match["seconds"])


def told(head: re.Match[str], words: str) -> str:
    return f"{stamp(moment_of(head))} {spoken(head['who'].strip(' ：:　'), words)}"
