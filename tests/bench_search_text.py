"""Invented text for the bench of the search: as varied as a large archive, the same every time.

Words follow Zipf's law, each talk has its own subject, and coins a few words that stand nowhere
else. Latin words are made of syllables that many of them share, Chinese ones of common signs, so
that a rare word is made of common grams, as real ones are.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

CHINESE, LATIN = 40_000, 15_000  # words that everybody uses
SUBJECT = 40  # words that a talk keeps coming back to
LENGTHS = (1, 2, 2, 2, 2, 2, 2, 3, 3, 4)  # of Chinese words
PARTICLES = 12  # the commonest words are of one sign
ONSETS = "b c d f g h j k l m n p r s t v w br cl cr dr fl gr pl pr sc sh sp st tr".split()
CORES = "a e i o u a e i o ai ea er in on or ou".split()
CODAS = ["", "", "", "", "n", "r", "s", "t", "x", "l", "ng", "ck", "nt", "st"]
STOPS = "，，，，、。。：；！"


@dataclass(frozen=True)
class Words:
    """The first ones are the commonest."""

    words: list[str]
    weights: list[float]  # summed up

    def take(self, dice: random.Random, count: int) -> list[str]:
        return dice.choices(self.words, cum_weights=self.weights, k=count)


def dice_of(*parts: object) -> random.Random:
    return random.Random(":".join(map(str, ("bench", *parts))))  # noqa: S311 - the same every time


def ranked(words: list[str]) -> Words:
    return Words(words, list(accumulate(1 / (rank + 2.7) for rank in range(len(words)))))


@cache
def signs() -> Words:
    """The 3,755 commonest Chinese characters in an order of our own."""
    codes = [bytes([row, cell]) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)]
    found = [code.decode("gb2312") for code in codes if not (code[0] == 0xD7 and code[1] > 0xF9)]
    dice_of("signs").shuffle(found)
    return Words(found, list(accumulate((rank + 20) ** -0.8 for rank in range(len(found)))))


def chinese_word(dice: random.Random, length: int = 0) -> str:
    return "".join(signs().take(dice, length or dice.choice(LENGTHS)))


def latin_word(dice: random.Random, syllables: int = 0) -> str:
    count = syllables or dice.choice((1, 1, 2, 2, 2, 3))
    return "".join(
        dice.choice(ONSETS) + dice.choice(CORES) + dice.choice(CODAS) for _number in range(count)
    )


@cache
def chinese() -> Words:
    dice = dice_of("chinese")
    particles = signs().words[:PARTICLES]
    words = dict.fromkeys(particles)
    while len(words) < CHINESE:
        words[chinese_word(dice)] = None
    return ranked(list(words))


@cache
def latin() -> Words:
    dice, words = dice_of("latin"), dict[str, None]()
    while len(words) < LATIN:
        words[latin_word(dice)] = None
    return ranked(list(words))


class Subject:
    """What one talk is about: its own few words among those that everybody uses."""

    def __init__(self, *parts: object) -> None:
        self.dice = dice = dice_of("subject", *parts)
        self.chinese = dice.sample(chinese().words[50:8000], SUBJECT)
        self.latin = dice.sample(latin().words[10:3000], SUBJECT // 3)
        self.coined = [chinese_word(dice, dice.choice((2, 3, 4))) for _word in range(3)]
        self.coined += [latin_word(dice, 3) for _word in range(3)]

    def words(self, count: int) -> Iterator[str]:
        dice = self.dice
        common = chinese().take(dice, count)
        for number, die in enumerate(dice.choices(range(1000), k=count)):
            if die < 640:
                yield common[number]
            elif die < 850:
                yield dice.choice(self.chinese)
            elif die < 940:
                yield latin().take(dice, 1)[0]
            elif die < 990:
                yield dice.choice(self.latin)
            else:
                yield dice.choice(self.coined)

    def title(self) -> str:
        return spaced(self.words(self.dice.randint(4, 9)))

    def sentence(self) -> str:
        return spaced(self.words(self.dice.randint(5, 16))) + self.dice.choice(STOPS)

    def page(self, shortest: int = 80, longest: int = 300) -> str:
        """Lines like those of a slide."""
        lines, length, wanted = [], 0, int(self.dice.triangular(shortest, longest, shortest * 1.5))
        while length < wanted:
            lines.append(self.sentence())
            length += len(lines[-1])
        return "\n".join(lines)


def spaced(words: Iterator[str]) -> str:
    """Latin words stand apart, from each other and, as most write it, from Chinese."""
    found: list[str] = []
    for word in words:
        is_latin = word.isascii()
        if found and (is_latin or found[-1].isascii()):
            found.append(" ")
        found.append(word.capitalize() if is_latin and len(word) % 3 == 0 else word)
    return "".join(found)
