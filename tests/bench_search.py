"""How fast the search answers, each figure beside the one that is asked for.

    python -m tests.bench_search [--sizes 1000 100000] [--databases sqlite postgresql]

Sizes are of documents, which are added to those of the size before; those beyond a hundred
thousand are PostgreSQL's. All is measured as it is printed, two processes asking at a time. In
brackets stands what the processors worked for it: what a machine with nothing else to do reaches.
"""

import argparse
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import django

from tests.run import postgres

ROOT = Path(__file__).parents[1]
WIDTHS = "{:<80} {:>9} {:>9} {}"
SIZES = [1_000, 100_000, 1_000_000]
DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
PROCESSES = 2


class Site:
    """A database and the processes at it. What they are called for lies in modules beside this."""

    def __init__(self, name: str, pool: ProcessPoolExecutor, together: Any) -> None:
        self.name, self.pool, self.together = name, pool, together

    def call[Found](self, work: Callable[..., Found], *given: Any) -> Found:
        return self.pool.submit(work, *given).result()

    def call_all[Found](self, work: Callable[..., Found], *given: Any) -> list[Found]:
        """In all processes at once: each is told which it is, and waits for the others."""
        numbers = range(PROCESSES)
        running = [self.pool.submit(work, *given, self.together, number) for number in numbers]
        return [one.result() for one in running]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="tests.bench_search")
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES)
    parser.add_argument("--databases", nargs="+", choices=DATABASES, default=list(DATABASES))
    options, short, started = parser.parse_args(arguments), 0, time.monotonic()
    print(WIDTHS.format("figure", "asked", "reached", ""))
    for database in options.databases:
        with site(database) as one:
            short += show(one, sorted(options.sizes))
    print(f"\n{short} SHORT" if short else "\nnothing falls short", end="")
    print(f", after {time.monotonic() - started:.0f} seconds")
    return 0


@contextmanager
def site(database: str) -> Iterator[Site]:
    with tempfile.TemporaryDirectory(prefix="techparty-bench-") as folder:
        here = nullcontext(f"sqlite:///{folder}/db.sqlite3")
        with here if database == "sqlite" else postgres("") as url:
            prepare(folder, url)
            context = multiprocessing.get_context("spawn")
            with (
                context.Manager() as manager,
                ProcessPoolExecutor(PROCESSES, context, django.setup) as pool,
            ):
                yield Site(DATABASES[database], pool, manager.Barrier(PROCESSES))


def prepare(folder: str, url: str) -> None:
    os.environ |= {
        "DATA_DIR": folder,
        "DATABASE_URL": url,
        "SECRET_KEY": "only for the bench",
        "LOG_LEVEL": "CRITICAL",
        "DJANGO_SETTINGS_MODULE": "techparty_site.settings",
        "LIBREOFFICE": "off",
    }
    for command in (["migrate"], ["collectstatic", "--noinput"]):
        subprocess.run(
            [sys.executable, "manage.py", *command, "--verbosity=0"], cwd=ROOT, check=True
        )
    django.setup()


def show(one: Site, sizes: list[int]) -> int:
    """How many rows fall short."""
    from tests.bench_search_rows import rows  # only now: it knows models

    short = 0
    for row in rows(one, sizes):
        mark = "SHORT" if row.is_short else ""
        print(WIDTHS.format(row.name, row.asked, row.reached, mark), flush=True)
        short += row.is_short
    return short


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
