"""What the bench asks for: rare, common and very common words as they are at a size."""

from collections.abc import Callable, Iterable
from itertools import chain, combinations

from search.asking import understood
from search.matching import matching
from techparty_site.lib.folding import composed, folded
from tests.bench_search_build import sample
from tests.bench_search_text import chinese, dice_of, latin

SAMPLED = 3000  # documents that words are counted in
EACH = 12  # queries of a class
RARE = 10  # hits at most
SHARES = {"common": (0.007, 0.014), "very common": (0.2, 0.6)}
SCRIPTS: dict[str, Callable[[str], bool]] = {
    "Chinese": lambda word: not word.isascii(),
    "Latin": str.isascii,
}

type Classes = dict[tuple[str, str], list[str]]  # by frequency and sort


def choose(size: int) -> Classes:
    texts, coined = [], []
    for some, words in sample(size, SAMPLED):
        texts += some
        coined += words
    dice_of("choice").shuffle(coined)
    found: Classes = {}
    for script, is_of in SCRIPTS.items():
        rare = [word for word in coined if is_of(word)]
        known = {"rare": few_hits(rare)}
        every = chinese().words if script == "Chinese" else latin().words
        for frequency, (least, most) in SHARES.items():
            known[frequency] = between(every, texts, least, most)
        for frequency, words in known.items():
            pairs = together(rare if frequency == "rare" else words, texts)
            found[frequency, f"one {script} word"] = words[:EACH]
            found[frequency, f"two {script} words"] = (
                few_hits(pairs) if frequency == "rare" else pairs[:EACH]
            )
    return found | mixed(found)


def few_hits(texts: Iterable[str]) -> list[str]:
    """Those that a search for finds at least one of, at most ten."""
    found: list[str] = []
    for text in texts:
        if 1 <= matching(understood(text))[: RARE + 1].count() <= RARE:
            found.append(text)
        if len(found) == EACH:
            break
    return found


def between(words: list[str], texts: list[str], least: float, most: float) -> list[str]:
    """Words that this share of the texts has, found from the commonest on."""
    found, step = [], 1 if most > 0.1 else 7
    for word in words[: 200 * step : step]:
        looked = folded(composed(word))
        if least <= sum(looked in text for text in texts) / len(texts) <= most:
            found.append(word)
    return found


def together(words: list[str], texts: list[str]) -> list[str]:
    """Pairs that stand in one text; of other words each, as far as possible."""
    looked = {word: folded(composed(word)) for word in words}
    by_text = ([word for word in looked if looked[word] in text] for text in texts)
    pairs = chain.from_iterable(combinations(some, 2) for some in by_text)
    found = [pair for pair in dict.fromkeys(pairs) if looked[pair[0]] not in looked[pair[1]]]
    dice_of("pairs").shuffle(found)
    return [" ".join(pair) for pair in found[: EACH * 5]]


def mixed(found: Classes) -> Classes:
    def beside(one: str, other: str) -> list[str]:
        pairs = zip(found[one, "one Chinese word"], found[other, "one Latin word"], strict=False)
        return [" ".join(pair) for pair in pairs]

    return {
        ("common", "a rare word beside a very common one"): beside("rare", "very common"),
        ("very common", "a Chinese word beside a Latin one"): beside("very common", "very common"),
    }
