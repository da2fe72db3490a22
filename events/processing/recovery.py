"""What dead workers left undone is done by the living, once.

Every step is a condition of an UPDATE: workers that recover at the same time don't disturb each
other, and a task too many finds its row claimed or done.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from events import inventory, storing
from events.models import Attachment
from events.processing import enqueue, process
from events.processing.claims import ATTEMPTS, RUNNING, WAITING, abandoned
from events.processing.workers import alive, forget_dead, live
from techparty_site.lib.unreadable import Reason

REMEMBERED = timedelta(days=7)  # what became of a task
DIED = "events.processing.recovery.WorkerDied"  # stands where Django names an exception

type Task = DBTaskResult[Any, Any]

logger = logging.getLogger(__name__)


def recover() -> None:
    free(orphaned_tasks())
    give_up()
    enqueue_forgotten()
    forget_dead()


def orphaned_tasks() -> list[Task]:
    """Running, the database says, but their worker is gone."""
    living = alive()
    running = DBTaskResult.objects.running().exclude(task_path=live.module_path)
    return [task for task in running if not living.intersection(task.worker_ids[-1:])]


def free(tasks: Iterable[Task]) -> None:
    """The rows that they read wait again, and so do the tasks."""
    read = [argument(task) for task in tasks if task.task_path == process.module_path]
    rows = Attachment.objects.filter(abandoned() | Q(processing=RUNNING, pk__in=read))
    freed = rows.update(processing=WAITING, processing_seen_at=timezone.now(), processed_pages=0)
    if freed:
        logger.warning("%d files begin anew: their worker died", freed)
    for task in tasks:
        put_back(task)


def argument(task: Task) -> int:
    return int(task.args_kwargs["args"][0])


def put_back(task: Task, *, counted: bool = True) -> None:
    """Tasks may be run again: that is a rule of ours. One that always kills its worker may not."""
    still = DBTaskResult.objects.filter(pk=task.pk, worker_ids=task.worker_ids)
    if counted and len(task.worker_ids) >= ATTEMPTS:
        logger.error("Task %s is given up: %d workers died", task.pk, len(task.worker_ids))
        failed = {"exception_class_path": DIED, "finished_at": timezone.now()}
        still.update(status=TaskResultStatus.FAILED, **failed)
        return
    tried = task.worker_ids if counted else task.worker_ids[:-1]
    fresh = {"exception_class_path": "", "traceback": "", "finished_at": None}
    still.update(status=TaskResultStatus.READY, started_at=None, worker_ids=tried, **fresh)


def give_up() -> None:
    hopeless = Attachment.objects.filter(processing=WAITING, processing_attempts__gte=ATTEMPTS)
    for pk in hopeless.values_list("pk", flat=True):
        logger.error("Attachment %s is given up after %d attempts", pk, ATTEMPTS)
    now = timezone.now()
    hopeless.update(processing="", processing_error=Reason.FAILED, updated_at=now)


def enqueue_forgotten() -> None:
    """A worker or a web process died between a row and its task."""
    ready = DBTaskResult.objects.filter(
        task_path=process.module_path, status=TaskResultStatus.READY
    )
    known = {int(call["args"][0]) for call in ready.values_list("args_kwargs", flat=True)}
    waiting = Attachment.objects.filter(processing=WAITING).exclude(file="").order_by("pk")
    for attachment in waiting.defer("text"):
        if attachment.pk not in known:
            enqueue(attachment)


def tidy(now: datetime) -> None:
    """Once a day: old results, files whose thirty days are over, what killed processes left."""
    DBTaskResult.objects.finished().filter(finished_at__lt=now - REMEMBERED).delete()
    storing.sweep(now)
    inventory.tidy()
