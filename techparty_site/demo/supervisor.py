"""The site and its worker, started and stopped together.

The web process is the one that counts: when it ends, all ends. A worker that died is started
anew. Both end with this process, however it ends.
"""

import os
import signal
import subprocess
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import FrameType

from techparty_site.lib.children import die_with

PATIENCE = 3  # seconds, until who doesn't stop is killed
PAUSE = 2  # seconds between two starts of the worker
GLANCE = 0.05  # seconds

type Child = "subprocess.Popen[bytes]"


class Supervisor:
    def __init__(self, web: Sequence[str], worker: Sequence[str], folder: Path) -> None:
        self.web, self.worker, self.folder = web, worker, folder
        self.stopping = False

    def run(self) -> int:
        """Until it is told to end, or the web process ends: that one's exit code."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.stop)
        web, worker = start(self.web, self.folder), start(self.worker, self.folder)
        started = time.monotonic()
        try:
            while not self.stopping and web.poll() is None:
                if worker.poll() is not None and time.monotonic() > started + PAUSE:
                    worker, started = start(self.worker, self.folder), time.monotonic()
                time.sleep(GLANCE)
            return web.poll() or 0
        finally:
            end([web, worker])

    def stop(self, signum: int, frame: FrameType | None) -> None:
        self.stopping = True


def start(command: Sequence[str], folder: Path) -> Child:
    """In a session of its own: Ctrl-C is for us, who tell each child once."""
    return subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=partial(die_with, os.getpid(), signal.SIGTERM),
    )


def end(children: Iterable[Child]) -> None:
    for child in children:
        child.terminate()
    deadline = time.monotonic() + PATIENCE
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(max(0, deadline - time.monotonic()))
        with suppress(ProcessLookupError):  # whoever is left of its session
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
