"""Editors at one recap, saving at the same time: no update is lost.

    python -m tests.drills.two_editors [--editors 2] [--saves 20]

Each keeps to a paragraph and to a field of one's own. In the end all of them hold the last save,
and every save that was accepted stands in the history. The database is DATABASE_URL's, or a new
SQLite file.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).parents[2]
FIELDS = ("title", "byline", "excerpt")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="tests.drills.two_editors")
    parser.add_argument("--editors", type=int, default=2, choices=range(2, len(FIELDS) + 1))
    parser.add_argument("--saves", type=int, default=20)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="techparty-drill-") as folder:
        prepare(folder)
        from tests.drills.two_editors_at_work import lost  # only now: it knows models

        problems = list(lost(options.editors, options.saves))
    for problem in problems:
        print(problem)
    print(f"{options.editors} editors × {options.saves} saves: {len(problems)} lost")
    return 1 if problems else 0


def prepare(folder: str) -> None:
    os.environ |= {
        "DATA_DIR": folder,
        "SECRET_KEY": "only for the drill",
        "LOG_LEVEL": "CRITICAL",
        "DJANGO_SETTINGS_MODULE": "techparty_site.settings",
        "LIBREOFFICE": "off",
    }
    for command in (["migrate"], ["collectstatic", "--noinput"]):
        subprocess.run(
            [sys.executable, "manage.py", *command, "--verbosity=0"], cwd=ROOT, check=True
        )
    django.setup()


def together(count: int, work: Any, *given: Any) -> list[Any]:
    with ThreadPoolExecutor(count) as pool:
        return [one.result() for one in [pool.submit(work, n, *given) for n in range(count)]]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
