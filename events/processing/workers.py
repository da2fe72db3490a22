"""Which workers live. Each has a row among the tasks that says when it was last seen."""

import os
import secrets
from datetime import timedelta
from functools import cache

from django.tasks import TaskResultStatus, task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from techparty_site.lib import files

SILENT = timedelta(minutes=2)
GONE = timedelta(minutes=10)  # of another machine, where we can't look


@task
def live() -> None:
    """Never enqueued: its rows stand for the workers that run."""


@cache
def own_id() -> str:
    """Says on which machine, and as which process: there we can see whether it runs."""
    return f"{files.work_prefix()}{secrets.token_hex(4)}"


def note(worker_id: str) -> None:
    """It is here, and alive."""
    rows = DBTaskResult.objects.filter(task_path=live.module_path, worker_ids=[worker_id])
    if not rows.update(started_at=timezone.now()):
        DBTaskResult.objects.create(
            task_path=live.module_path,
            args_kwargs={"args": [], "kwargs": {}},
            backend_name=live.backend,
            status=TaskResultStatus.RUNNING,
            started_at=timezone.now(),
            worker_ids=[worker_id],
            run_after=timezone.now(),
        )


def forget(worker_id: str) -> None:
    DBTaskResult.objects.filter(task_path=live.module_path, worker_ids=[worker_id]).delete()


def forget_dead() -> None:
    living = alive()
    for row in DBTaskResult.objects.filter(task_path=live.module_path):
        if row.worker_ids[0] not in living:
            row.delete()


def alive() -> set[str]:
    """The ids of all that may still be at work."""
    return seen_within(GONE)


def is_any_seen() -> bool:
    """Whether somebody is there to read what waits."""
    return bool(seen_within(SILENT))


def seen_within(time: timedelta) -> set[str]:
    rows = DBTaskResult.objects.filter(task_path=live.module_path)
    found = rows.filter(started_at__gt=timezone.now() - time).values_list("worker_ids", flat=True)
    return {worker_id for (worker_id,) in found if not has_died(worker_id)}


def has_died(worker_id: str) -> bool:
    """Only if we can tell: a process of this machine that is gone, or whose number is ours now."""
    match = files.WORK_NAME.match(worker_id)
    if not match or match["machine"] != files.machine():
        return False
    pid = int(match["pid"])
    return worker_id != own_id() if pid == os.getpid() else not files.is_running(pid)
