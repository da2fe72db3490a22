"""The numbers Word counts by itself, which stand nowhere in the text: `第一讲`, `2.1`."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

CHINESE = {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"}
DIGITS = "零一二三四五六七八九"
LEVELS = 9
MOST = 99  # counted in Chinese; more is told in digits


@dataclass(frozen=True)
class Level:
    start: int
    format: str
    template: str  # `第%1讲`

    def written(self, number: int) -> str:
        return chinese(number) if self.format in CHINESE else str(number)


def chinese(number: int) -> str:
    if not 0 < number <= MOST:
        return str(number)
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


class Numbering:
    """Counts through a document from its beginning: ask for each of its paragraphs once."""

    def __init__(self, element: Any | None) -> None:
        """`element`: the root of the numbering part, if the document has one."""
        self.lists: dict[str, dict[int, Level]] = {}
        self.counts: dict[str, dict[int, int]] = defaultdict(dict)
        if element is None:
            return
        name = qn("w:abstractNumId")
        kinds = {kind.get(name): kind for kind in element.iter(qn("w:abstractNum"))}
        for number in element.iter(qn("w:num")):
            link = number.find(name)
            kind = kinds.get(link.get(qn("w:val"))) if link is not None else None
            if kind is not None:
                self.lists[number.get(qn("w:numId"), "")] = levels_of(kind)

    def of(self, list_id: str, depth: int) -> str:
        """`2.1 ` in front of the next paragraph of the list, empty for a bullet."""
        levels = self.lists.get(list_id, {})
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self.counts[list_id]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [place for place in counts if place > depth]:
            del counts[deeper]
        if level.format in {"bullet", "none", ""}:
            return ""
        label = level.template
        for place in range(depth + 1):
            outer = levels.get(place, level)
            label = label.replace(f"%{place + 1}", outer.written(counts.get(place, outer.start)))
        return f"{label} " if label else ""


def levels_of(kind: Any) -> dict[int, Level]:
    found = {}
    for level in kind.iter(qn("w:lvl")):
        depth = int(level.get(qn("w:ilvl"), "0"))
        start = value_of(level, "w:start") or "1"
        template = value_of(level, "w:lvlText")[:40]
        number = int(start) if start.isdecimal() else 1
        if 0 <= depth < LEVELS:
            found[depth] = Level(number, value_of(level, "w:numFmt"), template)
    return found


def value_of(element: Any, name: str) -> str:
    child = element.find(qn(name))
    return child.get(qn("w:val"), "") if child is not None else ""
