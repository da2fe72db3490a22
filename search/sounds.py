"""How Chinese words sound: who types `rongqi` may have meant 容器."""

import re
from collections.abc import Iterator

from techparty_site.lib.folding import composed, folded

HAN_RUN = re.compile("[\u3400-\u9fff]+")
SIGNS = range(2, 5)  # of a word that is found by its sound
LONGEST = 40  # signs of a heading whose words are


def syllables(run: str) -> list[str]:
    """One for each sign, without tones: `["rong", "qi"]`."""
    from pypinyin import lazy_pinyin  # its tables take a fifth of a second to load

    found: list[str] = lazy_pinyin(run)
    return found if len(found) == len(run) else [""] * len(run)


def spelt(text: str) -> Iterator[tuple[str, str]]:
    """Every word of two to four signs, with its sound."""
    for run in HAN_RUN.findall(folded(composed(text)))[:LONGEST]:
        parts = syllables(run[:LONGEST])
        for length in SIGNS:
            for start in range(len(parts) - length + 1):
                yield run[start : start + length], "".join(parts[start : start + length])


def sounds(text: str) -> set[str]:
    return {sound for _word, sound in spelt(text)}
