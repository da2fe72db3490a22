"""The figures that no test can hold, because they hang on a tool or on the machine.

    python -m tests.audit

A part whose tool is not there says so and is left out.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import django

ROOT = Path(__file__).parents[1]

type Part = Callable[[Path], int]


def main() -> int:
    """How many parts found something to mend."""
    with tempfile.TemporaryDirectory(prefix="techparty-audit-") as name:
        folder = Path(name)
        prepare(folder)
        return sum(bool(part(folder)) for part in parts())


def prepare(folder: Path) -> None:
    """A site of its own with the demo's content, every file of which was read."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'db.sqlite3'}"
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity=0"], cwd=ROOT, check=True)
    django.setup()
    from techparty_site.demo.loading import load

    load()


def parts() -> list[Part]:
    """Only now: they know models."""
    from tests import audit_browser, audit_html

    return [audit_html.check, audit_browser.check]


if __name__ == "__main__":
    sys.exit(main())
