"""Speakers from A to Z as Chinese readers look them up: 陈 under C, Harry under H."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

from techparty_site.lib import initials
from techparty_site.lib.text import fold

OTHER = "#"
# Surnames that are read differently in a name than in a word, that GB 2312 does not order by
# their reading, or that are written in full form.
SURNAMES = {
    "B": "卞邴薄",
    "C": "岑谌褚晁陳",
    "D": "窦邸鄧",
    "F": "馮酆",
    "G": "盖郜龔關顧",
    "H": "黃韓賀郇",
    "J": "嵇郏簡",
    "K": "邝蒯阚鄺",
    "L": "蔺栾郦劉羅呂盧賴龍",
    "M": "闵缪牟麥馬",
    "N": "寧聶",
    "O": "区區歐",
    "P": "濮朴逄",
    "Q": "覃仇亓瞿阙郄錢",
    "R": "芮",
    "S": "单佘孫蘇",
    "T": "佟仝譚",
    "W": "邬吳萬溫隗",
    "X": "解冼荀莘禤謝許蕭郗",
    "Y": "闫晏鄢於庾乐楊葉嚴顏",
    "Z": "曾查臧昝竺張趙鄭鍾鐘莊翟訾",
}
BY_SURNAME = {sign: letter for letter, signs in SURNAMES.items() for sign in signs}


class Named(Protocol):
    name: str


def initial(name: str) -> str:
    return BY_SURNAME.get(_first(name)) or initials.initial(name)


def grouped[T: Named](rows: Iterable[T]) -> list[tuple[str, list[T]]]:
    """From A to Z and then #; under a letter Chinese names first, by their reading."""
    groups: dict[str, list[T]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: _order(row.name)):
        groups[initial(row.name)].append(row)
    return sorted(groups.items(), key=lambda group: (group[0] == OTHER, group[0]))


def _order(name: str) -> tuple[bool, bytes]:
    # GB 18030 keeps the order of GB 2312: its everyday characters go by their reading.
    return _first(name).isascii(), fold(name).encode("gb18030", "replace")


def _first(name: str) -> str:
    return next((sign for sign in fold(name) if sign.isalnum()), "")
