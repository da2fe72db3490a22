"""What files cost, each figure beside the one that is asked for.

    python -m tests.bench_files

All is measured as it is printed, on a throw-away site; ratios hold on a busy machine too.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import django

ROOT = Path(__file__).parents[1]
WIDTHS = "{:<56} {:>10} {:>10} {}"

type Rows = Callable[[], Iterator[tuple[str, float, float]]]


def main() -> int:
    print(WIDTHS.format("figure", "asked", "reached", ""))
    with tempfile.TemporaryDirectory(prefix="techparty-bench-") as folder:
        prepare(folder)
        short = [name for rows in parts() for name in show(rows)]
    print(f"\n{len(short)} SHORT" if short else "\nnothing falls short")
    return 0


def prepare(folder: str) -> None:
    os.environ |= {
        "DATA_DIR": folder,
        "SECRET_KEY": "only for the bench",
        "LOG_LEVEL": "CRITICAL",
        "DJANGO_SETTINGS_MODULE": "techparty_site.settings",
        "LIBREOFFICE": "off",
    }
    os.environ.pop("DATABASE_URL", None)
    for command in (["migrate"], ["collectstatic", "--noinput"]):
        subprocess.run(
            [sys.executable, "manage.py", *command, "--verbosity=0"], cwd=ROOT, check=True
        )
    django.setup()


def parts() -> list[Rows]:
    """Only now: they know models."""
    from tests import bench_decks, bench_photos, bench_site

    return [bench_decks.rows, bench_photos.rows, bench_site.rows]


def show(rows: Rows) -> Iterator[str]:
    for name, reached, asked in rows():
        short = "" if reached <= asked else "SHORT"
        print(WIDTHS.format(name, f"≤ {asked:g}", f"{reached:.2f}", short), flush=True)
        if short:
            yield name


if __name__ == "__main__":
    sys.exit(main())
