"""What files cost a whole site: pages with a large deck, an upload, and every bad file."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.intake import take_in
from events.models import Attachment, Talk
from events.processing import process
from techparty_site.lib import images, limited, packages, pdf
from techparty_site.lib.unreadable import Unreadable
from tests import bad_files
from tests.admin_pages import submit
from tests.bench_decks import PAGES, Row, make_deck
from tests.factories import make_talk

UPLINK = 20 * 10**6 / 8  # bytes a second, which a good meeting room has
READERS: dict[str, Callable[[str], object]] = {
    "slides": pdf.count_pages,
    "photo": images.measure,
    "transcript": packages.look_into,
    "archive": packages.look_into,
}
ADD = "/admin/events/attachment/add/"


def rows() -> Iterator[Row]:
    visitor, talk, content = Client(SERVER_NAME="localhost"), make_talk(), make_deck()
    without = queries(visitor, talk)
    posting, deck = post(talk, content)
    yield "pages read when the upload is answered", deck.pages.count(), 0
    yield "a deck's upload, × its transfer at 20 Mbit/s", posting * UPLINK / len(content), 1
    reading = seconds(lambda: process.func(deck.pk))
    yield "the same, × the reading after it", posting / reading, 1
    assert deck.pages.exclude(image="").count() == PAGES
    yield "queries of a talk with this deck, more than without", queries(visitor, talk) - without, 3
    html = visitor.get(talk.get_absolute_url()).content
    yield "its HTML, kB", len(html) / 1000, 40
    yield from worst_memory()


def queries(visitor: Client, talk: Talk) -> int:
    visitor.get(talk.get_absolute_url())
    with CaptureQueriesContext(connection) as captured:
        assert visitor.get(talk.get_absolute_url()).status_code == 200
    return len(captured)


def post(talk: Talk, content: bytes) -> tuple[float, Attachment]:
    """Seconds until the admin answers, no worker being there."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.create_superuser("bench"))
    file = SimpleUploadedFile("讲义.pdf", content)
    client.get(ADD)
    taken = seconds(lambda: submit(client, ADD, kind="slides", talk=talk.pk, file=file))
    return taken, talk.attachments.get()


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def worst_memory() -> Iterator[Row]:
    """Of any child that looked into a bad file or read it, and of this process itself."""
    files = list(bad_files.every())
    idle = {kind: idle_memory(reader) for kind, reader in READERS.items()}
    Path("/proc/self/clear_refs").write_text("5")  # the peak is measured from here
    own, worst = memory_of(os.getpid()), {}
    for kind, name, content in files:
        with watching() as peaks:
            bring(kind, name, content)
        worst[name] = max(peaks) - idle[kind]
    name = max(worst, key=lambda name: worst[name])
    yield f"memory of the worst bad file ({name}), MB over idle", worst[name], 200
    yield "the same, in the process that took it, MB", memory_of(os.getpid()) - own, 50


def idle_memory(reader: Callable[[str], object]) -> float:
    """Of a child that has loaded what it needs and found nothing to read."""
    with watching() as peaks, suppress(Unreadable):
        limited.run(limited.Limits(seconds=20), reader, "/nowhere")
    return max(peaks)


def bring(kind: str, name: str, content: bytes) -> None:
    row = Attachment(kind=kind)
    try:
        take_in(row, ContentFile(content), name)
    except ValidationError:
        return
    process.func(row.pk)


@contextmanager
def watching() -> Iterator[list[float]]:
    """The peaks of all children meanwhile, in MB, looked at every few milliseconds."""
    peaks, over = [0.0], threading.Event()

    def look() -> None:
        while not over.wait(0.002):
            for task in Path("/proc/self/task").iterdir():
                try:
                    children = (task / "children").read_text().split()
                    peaks.extend(memory_of(int(child)) for child in children)
                except (OSError, IndexError):  # gone meanwhile, or already a zombie
                    continue

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield peaks
    finally:
        over.set()
        thread.join()


def memory_of(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 2**10
