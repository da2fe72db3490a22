"""Bring mutated files by the thousand, and see that nothing but a reason comes of them.

    python -m tests.drills.fuzz_files --files 1000 --seed 1

Works in a folder of its own. Prints the seed of each that did harm, and exits 1 then.
"""

import argparse
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.bench_files import prepare
from tests.mutations import mutate

DEMO = Path(__file__).parents[2] / "techparty_site" / "demo" / "files"


def main(files: int, seed: int, word: str) -> int:
    seen: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="techparty-fuzz-") as folder:
        prepare(folder)
        for number in range(seed, seed + files):
            name, outcome = bring(number, word)
            seen[f"{name.rpartition('.')[2]:5} {outcome}"] += 1
            if outcome.startswith("HARM"):
                print(f"seed {number}, {name}: {outcome}", flush=True)
    for outcome, count in sorted(seen.items()):
        print(f"{count:6} {outcome}")
    return any("HARM" in outcome for outcome in seen)


def bring(seed: int, word: str) -> tuple[str, str]:
    """Name of the good file, and what came of the bad one."""
    from tests.events.test_fuzz import outcome_of

    dice = random.Random(seed)  # noqa: S311 - chance that can be repeated
    name, kind, content = dice.choice([good for good in good_files() if word in good[0]])
    try:
        return name, outcome_of(kind, name, mutate(content, dice))
    except Exception as error:
        return name, f"HARM {type(error).__name__}: {error}"


def good_files() -> list[tuple[str, str, bytes]]:
    from tests.events.test_fuzz import GOOD

    kinds = {".pdf": "slides", ".pptx": "slides", ".docx": "transcript", ".jpg": "photo"}
    demo = [
        (path.name, kinds[path.suffix], path.read_bytes())
        for path in sorted(DEMO.iterdir())
        if path.suffix in kinds
    ]
    return [*demo, *GOOD]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--word", default="", help="in the names of the good files")
    given = parser.parse_args()
    sys.exit(main(given.files, given.seed, given.word))
