"""The Latin letter under which an index lists a name, Chinese by its pinyin."""

import unicodedata
from bisect import bisect_right

# The 3755 common characters of GB 2312 stand in the order of their pinyin: these are the first
# of each letter. No word begins with I, U or V.
FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
LETTERS = "ABCDEFGHJKLMNOPQRSTWXYZ"
STARTS = [sign.encode("gb2312") for sign in FIRST]
BEYOND = "座".encode("gb2312")  # the last of them: what follows is ordered by radical


def initial(name: str) -> str:
    """`R` for 容器, `D` for docker, `N` for .NET, `#` for digits and rare characters."""
    signs = unicodedata.normalize("NFKD", name)
    sign = next((sign for sign in signs if sign.isalnum()), "#")
    if sign.isascii():
        return sign.upper() if sign.isalpha() else "#"
    try:
        code = sign.encode("gb2312")
    except UnicodeEncodeError:
        return "#"
    return LETTERS[bisect_right(STARTS, code) - 1] if STARTS[0] <= code <= BEYOND else "#"
