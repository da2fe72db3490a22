"""The worker: what it picks up, what it leaves, and what the next one does with that."""

import os
import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import OperationalError
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from events import processing
from events.intake import take_in
from events.models import Attachment
from events.processing import recovery, workers
from events.processing.claims import LEASE, claim
from techparty_site.lib.files import machine
from techparty_site.management.commands import db_worker
from techparty_site.management.commands.db_worker import Worker
from tests import samples
from tests.factories import make_attachment

pytestmark = pytest.mark.django_db
GONE = f"techparty-{machine()}-{2**22 + 1}-cafe"  # Linux numbers up to 2**22


@pytest.fixture(autouse=True)
def queue(settings, monkeypatch):
    """Tasks wait in the database, as in production; the test keeps its connection."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(db_worker.db_worker, "close_old_connections", lambda: None)


@pytest.fixture
def bring(django_capture_on_commit_callbacks):
    def bring_file(
        content: bytes, *, kind: str = "slides", name: str = "a.pdf", told: bool = True
    ) -> Attachment:
        attachment = Attachment(kind=kind)
        with django_capture_on_commit_callbacks(execute=told):
            take_in(attachment, ContentFile(content), name)
        return attachment

    return bring_file


@pytest.fixture
def deck(bring):
    return bring(samples.make_pdf("a", "b"))


def make_worker(**options) -> Worker:
    values: dict[str, Any] = {
        "queue_names": ["*"],
        "excluded_queue_names": [],
        "interval": 0.01,
        "batch": True,
    }
    values |= {"backend_name": "default", "max_tasks": None, "worker_id": workers.own_id()}
    return Worker(**values | options)


def tasks() -> list[str]:
    found = DBTaskResult.objects.exclude(task_path=workers.live.module_path)
    return sorted(found.values_list("status", flat=True))


def state_of(attachment: Attachment) -> tuple[str, str]:
    attachment.refresh_from_db()
    return attachment.processing, attachment.processing_error


def die_with(attachment: Attachment, *, worker_id: str = GONE) -> None:
    """A worker has begun to read it, and was killed."""
    DBTaskResult.objects.get(status=TaskResultStatus.READY).claim(worker_id)
    assert claim(attachment.pk)


def test_it_reads_what_waits(deck):
    make_worker().run()
    assert (state_of(deck), deck.pages.count()) == (("", ""), 2)
    assert tasks() == ["SUCCESSFUL"]


def test_decks_and_transcripts_come_before_photos(bring):
    bring(samples.make_picture(), kind="photo", name="a.jpg")
    deck = bring(samples.make_pdf())
    make_worker(max_tasks=1).run()
    assert state_of(deck) == ("", "")
    assert tasks() == ["READY", "SUCCESSFUL"]


def test_what_a_dead_worker_has_begun_is_done_at_once(deck):
    die_with(deck)
    make_worker().run()
    assert (state_of(deck), deck.pages.count(), tasks()) == (("", ""), 2, ["SUCCESSFUL"])


def test_what_a_living_worker_has_begun_is_left_to_it(deck):
    workers.note("far away")
    die_with(deck, worker_id="far away")
    make_worker().run()
    assert (state_of(deck), tasks()) == (("running", ""), ["RUNNING"])


def test_a_worker_far_away_that_is_not_seen_at_work_loses_the_file(deck):
    workers.note("far away")
    die_with(deck, worker_id="far away")
    Attachment.objects.update(processing_seen_at=timezone.now() - LEASE)
    make_worker().run()
    assert (state_of(deck), tasks()) == (("", ""), ["RUNNING", "SUCCESSFUL"])


def test_a_worker_under_the_same_name_takes_up_its_own(deck):
    workers.note("the only one")
    die_with(deck, worker_id="the only one")
    make_worker(worker_id="the only one").run()
    assert (state_of(deck), tasks()) == (("", ""), ["SUCCESSFUL"])


def test_a_row_without_a_task_gets_one(bring):
    lost = bring(samples.make_pdf(), told=False)
    recovery.recover()
    recovery.recover()
    assert tasks() == ["READY"]
    make_worker().run()
    assert state_of(lost) == ("", "")


def test_a_task_too_many_does_nothing(deck, monkeypatch):
    processing.enqueue(deck)
    read = []
    monkeypatch.setattr(processing, "read", lambda row, reader: read.append(row.pk))
    make_worker().run()
    assert (read, tasks()) == ([deck.pk], ["SUCCESSFUL", "SUCCESSFUL"])


def test_a_file_that_kills_every_worker_is_given_up(deck):
    for _attempt in range(2):
        die_with(deck)
        recovery.recover()
        assert state_of(deck) == ("waiting", "")
    die_with(deck)
    recovery.recover()
    assert (state_of(deck), tasks()) == (("", "failed"), ["FAILED"])


def test_a_worker_that_is_told_to_stop_leaves_all_as_if_it_had_not_begun(deck, monkeypatch):
    worker = make_worker()

    def stop(row, reader):
        worker.shutdown(15, None)
        worker.beat()

    with monkeypatch.context() as patch:
        patch.setattr(processing, "read", stop)
        worker.run()
    assert (state_of(deck), tasks()) == (("waiting", ""), ["READY"])
    assert not DBTaskResult.objects.get().worker_ids
    assert not workers.is_any_seen()


def test_a_locked_database_does_not_end_it(deck, monkeypatch):
    answers = iter([OperationalError("database is locked")])
    real = db_worker.db_worker.Worker.run

    def run(worker):
        for error in answers:
            raise error
        real(worker)

    monkeypatch.setattr(db_worker.db_worker.Worker, "run", run)
    monkeypatch.setattr(db_worker.connection, "close", lambda: None)  # the test's own
    make_worker().run()
    assert state_of(deck) == ("", "")


def test_it_is_seen_as_long_as_it_runs(deck, monkeypatch):
    seen = []
    monkeypatch.setattr(processing, "read", lambda *args: seen.append(workers.is_any_seen()))
    assert not workers.is_any_seen()
    make_worker().run()
    assert seen == [True]
    workers.note(GONE)
    assert not workers.is_any_seen()


def test_old_results_go_and_young_ones_stay(deck):
    make_worker().run()
    recovery.tidy(timezone.now() + timedelta(days=6))
    assert tasks() == ["SUCCESSFUL"]
    recovery.tidy(timezone.now() + timedelta(days=8))
    assert tasks() == []


def test_a_row_that_nothing_can_read_waits_for_nobody():
    row = make_attachment(content=b"x", processing="waiting")
    make_worker().run()
    assert state_of(row) == ("", "")


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="the drill would work in that one")
def test_a_real_worker_killed_in_the_middle_loses_and_doubles_nothing():
    """Two moments of the drill that docs/operating.md tells of."""
    command = [sys.executable, "-m", "tests.drills.kill_worker", "--moments", "2", "--small"]
    drill = subprocess.run(command, capture_output=True, text=True, check=False)
    assert drill.returncode == 0, drill.stdout + drill.stderr
