"""`manage.py db_worker`: Django's worker, made to survive being killed, and to stop at once."""

import logging
import os
import time
from argparse import ArgumentParser
from collections.abc import Callable
from types import FrameType
from typing import Any

from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from events.processing import recovery, workers
from techparty_site.lib import limited

NICE = 5  # pages come first
NAP = 0.1  # seconds; so soon it hears that it has to stop

type Chore = Callable[[str], None]

logger = logging.getLogger("techparty.worker")


class Stop(BaseException):
    """Raised between two steps of a task: nothing is half done then."""


def is_news(record: logging.LogRecord) -> bool:
    """Django logs an interrupted task as a failed one."""
    return not (record.exc_info and record.exc_info[0] is Stop)


def recover(worker_id: str) -> None:
    recovery.recover()


def tidy(worker_id: str) -> None:
    recovery.tidy(timezone.now())


CHORES: dict[Chore, float] = {  # every so many seconds, in this order
    workers.forget: float("inf"),  # at the start: what is running under our name can't be
    recover: 20,
    workers.note: 10,
    tidy: 24 * 60 * 60,
}


class Worker(db_worker.Worker):
    """Runs Django's loop again and again, which ends when no task is left, and sees to the rest."""

    def __init__(self, *, batch: bool, **options: Any) -> None:
        super().__init__(batch=True, startup_delay=False, **options)
        self.once = batch
        self.interrupted = False
        self.due = dict.fromkeys(CHORES, 0.0)

    def run(self) -> None:
        while self.running:
            try:
                self.keep_house()
                super().run()
                if self.once or self.has_done_enough():
                    break
            except (DatabaseError, InterfaceError) as error:
                logger.warning("The database does not answer, once more: %s", error)
                connection.close()
            self.rest()
        workers.forget(self.worker_id)

    def run_task(self, db_task_result: "DBTaskResult[Any, Any]") -> None:
        self.keep_house()
        with limited.beating(self.beat):
            super().run_task(db_task_result)
        if self.interrupted:
            recovery.put_back(db_task_result, counted=False)

    def beat(self) -> None:
        """Also in the middle of a task, at moments when nothing is half done."""
        if not self.running:
            self.interrupted = True
            raise Stop
        self.keep_house(only=workers.note)

    def keep_house(self, *, only: Chore | None = None) -> None:
        for chore, seconds in CHORES.items():
            if only in (None, chore) and time.monotonic() >= self.due[chore]:
                self.due[chore] = time.monotonic() + seconds
                try:
                    chore(self.worker_id)
                except Exception:
                    logger.exception("%s is tried again in %s seconds", chore.__name__, seconds)

    def has_done_enough(self) -> bool:
        return self.max_tasks is not None and self._run_tasks >= self.max_tasks

    def rest(self) -> None:
        morning = time.monotonic() + self.interval
        while self.running and time.monotonic() < morning:
            time.sleep(NAP)

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Only notes it: an exception just now could part a file from its row."""
        if not self.running:  # asked twice: the next worker finds what is left
            os._exit(1)
        self.running = False


class Command(db_worker.Command):
    help = "Reads decks, photos and transcripts and does what else waits, until it is stopped"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(queue_name="*", worker_id=None, reload=False)

    def handle(self, **options: Any) -> None:
        names = ("interval", "batch", "backend_name", "max_tasks")
        worker = Worker(
            queue_names=options["queue_name"].split(","),
            excluded_queue_names=[name for name in options["exclude_queues"].split(",") if name],
            worker_id=options["worker_id"] or workers.own_id(),
            **{name: options[name] for name in names},
        )
        if hasattr(os, "nice"):
            os.nice(NICE)
        logging.getLogger("django.tasks").addFilter(is_news)
        worker.configure_signals()
        worker.run()
