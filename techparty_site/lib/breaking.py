"""Where a line of Chinese and Latin may end: by the rules of Chinese typesetting (kinsoku)."""

import unicodedata
from collections.abc import Callable, Iterator

NOT_FIRST = set("，。、；：？！．·…—～）》〉」』】〕”’％℃,.;:?!)]}%‰")
NOT_LAST = set("（《〈「『【〔“‘([{#￥$")
BEFORE_BREAK = "-/"  # in a Latin word
ELLIPSIS = "…"
BEFORE_ELLIPSIS = " ，、；：,;:（《「“"
LONELY = 2  # signs in a last line that look forgotten there

type Measure = Callable[[str], float]


def wrap(text: str, width: float, measure: Measure, most: int) -> tuple[list[str], bool]:
    """At most so many lines, and whether something was cut off, which … then tells."""
    lines = filled(text, width, measure)
    if len(lines) > most:
        return [*lines[: most - 1], cut(lines[most - 1] + lines[most], width, measure)], True
    if len(lines) > 1 and len(lines[-1]) <= LONELY:
        lines = evened(text, width, measure, lines)
    return lines, False


def evened(text: str, width: float, measure: Measure, lines: list[str]) -> list[str]:
    """As many lines, but narrower ones, so that the last isn't left with a sign or two."""
    for share in (0.92, 0.85, 0.78, 0.7):
        narrower = filled(text, width * share, measure)
        if len(narrower) == len(lines) and len(narrower[-1]) > LONELY:
            return narrower
    return lines


def filled(text: str, width: float, measure: Measure) -> list[str]:
    lines = [""]
    for atom in atoms(text):
        if measure((lines[-1] + atom).rstrip()) <= width:
            lines[-1] += atom
        else:
            lines += broken(atom.lstrip(), width, measure)
    return [line for line in (each.strip() for each in lines) if line]


def broken(atom: str, width: float, measure: Measure) -> list[str]:
    """A word longer than a line, in parts."""
    pieces = [""]
    for sign in atom:
        if pieces[-1] and measure(pieces[-1] + sign) > width:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def cut(line: str, width: float, measure: Measure) -> str:
    while line and measure(line.rstrip(BEFORE_ELLIPSIS) + ELLIPSIS) > width:
        line = line[:-1]
    return line.rstrip(BEFORE_ELLIPSIS) + ELLIPSIS


def atoms(text: str) -> Iterator[str]:
    """What stays together: a Latin word, a Chinese sign with the marks before and after it."""
    atom = ""
    for place, sign in enumerate(text):
        if atom and may_break(text[place - 1], sign, text[place + 1 : place + 2]):
            yield atom
            atom = ""
        atom += sign
    if atom:
        yield atom


def may_break(before: str, sign: str, after: str) -> bool:
    """A blank belongs to the word behind it."""
    if before.isspace() or sign in NOT_FIRST or before in NOT_LAST or unicodedata.combining(sign):
        return False
    if sign.isspace():
        return after not in NOT_FIRST
    if before in BEFORE_BREAK:
        return sign.isalpha()
    return is_wide(before) or is_wide(sign) or (before in NOT_FIRST and not in_word(sign, before))


def in_word(sign: str, before: str) -> bool:
    """`don’t`, `v1.2`, `a,b`: no end of a sentence."""
    return sign.isalnum() and before in "’.,:;%"


def is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in {"W", "F"}
