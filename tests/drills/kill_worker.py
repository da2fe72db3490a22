"""Kill the worker again and again, and see whether all is read in the end, once.

    python -m tests.drills.kill_worker --moments 50 --seed 1

Works in a folder of its own with a database of its own (DATABASE_URL is heeded). Exits 1 when
anything was lost, doubled or left behind.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

if TYPE_CHECKING:
    from events.models import Attachment

ROOT = Path(__file__).parents[2]
WORKER = [sys.executable, "-m", "django", "db_worker", "--interval", "0.2"]
LONGEST = 3.0  # seconds at work until a kill
SOONEST = 0.2  # the share of kills that come while a worker still starts
PATIENCE = 300  # seconds for the last worker


@dataclass
class Drill:
    dice: random.Random
    small: bool = False
    expected: dict[int, int] = field(default_factory=dict)  # by row: pages, sizes or letters
    seen: Counter[str] = field(default_factory=Counter)

    def bring(self) -> None:
        """One file of each kind; what it has to become is known."""
        from tests import samples

        pages = self.dice.randint(5, 5 if self.small else 40)
        photo = samples.make_picture(600, 400) if self.small else samples.make_picture(2400, 1600)
        deck = samples.make_pdf(*[f"Page {number}" for number in range(pages)])
        self.take("slides", f"{pages}.pdf", deck, pages)
        self.take("photo", "a.jpg", photo, 2 if self.small else 3)
        self.take("transcript", "a.docx", samples.make_docx("大家好"), 3)

    def take(self, kind: str, name: str, content: bytes, result: int) -> None:
        from events.intake import take_in
        from events.models import Attachment

        row = Attachment(kind=kind)
        take_in(row, ContentFile(content), name)
        self.expected[row.pk] = result

    def kill_one(self, number: int) -> None:
        """Every fourth time a second worker stands beside it, and goes with it."""
        workers = [start() for _worker in range(2 if number % 4 == 3 else 1)]
        if self.dice.random() > SOONEST:
            wait_until_seen(workers[0].pid)
        time.sleep(self.dice.uniform(0, LONGEST / 3 if self.small else LONGEST))
        self.seen["busy"] += any(children_of(worker.pid) for worker in workers)
        for worker in workers:
            worker.send_signal(signal.SIGKILL)
        for worker in workers:
            worker.wait()
            self.seen["kills"] += 1
            self.seen["children left"] += is_left(worker.pid)

    def keep_busy(self) -> None:
        """So that each kill meets work."""
        from events.models import Attachment

        self.ask_again()
        if Attachment.objects.exclude(processing="").count() < (1 if self.small else 4):
            self.bring()

    def finish(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.is_unfinished():
            self.ask_again()
            subprocess.run([*WORKER, "--batch"], cwd=ROOT, check=True)

    def is_unfinished(self) -> bool:
        from django_tasks_db.models import DBTaskResult

        from events.models import Attachment

        open_tasks = DBTaskResult.objects.filter(status__in=["READY", "RUNNING"])
        rows = Attachment.objects.exclude(processing="", processing_error="")
        return rows.exists() or open_tasks.exclude(task_path__endswith=".live").exists()

    def ask_again(self) -> None:
        """As an organizer would, for what took three workers with it."""
        from events.models import Attachment
        from events.processing import read_again

        for row in Attachment.objects.exclude(processing_error=""):
            self.seen["given up"] += read_again(row)

    def look(self) -> Iterator[str]:
        """What is wrong now."""
        from events.models import Attachment

        for row in Attachment.objects.order_by("pk"):
            made = result_of(row)
            if row.processing or row.processing_error or made != self.expected[row.pk]:
                state = row.processing or row.processing_error or "read"
                yield f"{row}: {state}, {made} instead of {self.expected[row.pk]}"
        if self.is_unfinished():
            yield "tasks are left"
        if self.seen["children left"]:
            yield f"{self.seen['children left']} children outlived their worker"


def result_of(row: "Attachment") -> int:
    if row.kind == "slides":
        return row.pages.exclude(image="").exclude(thumbnail="").count()
    if row.kind == "photo":
        return row.renditions.filter(format="webp").count()
    return len(row.text)


def start() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(WORKER, cwd=ROOT, start_new_session=True)


def wait_until_seen(pid: int) -> None:
    from events.processing import workers

    deadline = time.monotonic() + PATIENCE
    while not any(f"-{pid}-" in name for name in workers.alive()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"worker {pid} does not begin")
        time.sleep(0.02)


def children_of(pid: int) -> list[int]:
    """Children at work on files carry the number of their worker as an argument."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"techparty_site.lib.limited_child" in words and str(pid).encode() in words:
            found.append(int(folder.name))
    return found


def is_left(pid: int) -> bool:
    """Whether a child is still there, a moment after its worker was killed."""
    deadline = time.monotonic() + 2
    while children_of(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return bool(children_of(pid))


def check_files(*options: str) -> list[str]:
    """The lines it says before its verdict."""
    from io import StringIO

    said = StringIO()
    try:
        call_command("check_files", *options, stdout=said)
    except CommandError:
        return said.getvalue().splitlines()
    return []


def main() -> int:
    parser = argparse.ArgumentParser(description="Kill the worker again and again.")
    parser.add_argument("--moments", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--small", action="store_true", help="few files, soon read")
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="techparty-drill-")
    try:
        return run(folder, options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(folder: str, options: argparse.Namespace) -> int:
    os.environ |= {"DATA_DIR": folder, "SECRET_KEY": "only for the drill", "LOG_LEVEL": "CRITICAL"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "techparty_site.settings"
    django.setup()
    call_command("migrate", verbosity=0)
    dice = random.Random(options.seed)  # noqa: S311 - no secret
    began, drill = time.monotonic(), Drill(dice, options.small)
    for number in range(options.moments):
        drill.keep_busy()
        drill.kill_one(number)
    drill.finish()
    wrong = [*drill.look(), *report_files()]
    print(f"{options.moments} moments, seed {options.seed}, {time.monotonic() - began:.0f} s")
    print(f"{len(drill.expected)} files; {dict(drill.seen)}")
    for line in wrong:
        print(f"WRONG {line}")
    return 1 if wrong else 0


def report_files() -> Iterator[str]:
    """Rows without files are wrong; files without rows may be, until they are cleared away."""
    from events import inventory

    stock = inventory.take_stock()
    print(f"{len(stock.orphans)} files without rows, {len(stock.leftovers)} things half done")
    yield from (f"row without file: {place}" for place in stock.missing)
    check_files("--fix")
    yield from (f"after --fix: {line}" for line in check_files())


if __name__ == "__main__":
    sys.exit(main())
