"""The rendering process: started when first needed, replaced when it hangs or dies.

A pipe and a watchdog rather than multiprocessing: its children may not be started from
daemonic processes, which is what application servers run.
"""

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from typing import IO, cast

from techparty_site.lib.children import bare_environment

START_LIMIT = 60.0  # seconds; importing on a busy machine is not the author's fault


class RenderingFailed(Exception):
    pass


class TimeLimitHit(RenderingFailed):
    pass


class TooDeep(RenderingFailed):
    pass


class Died(RenderingFailed):
    pass


class Child:
    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", f"{__package__}.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=bare_environment(),
        )
        self.input = cast("IO[bytes]", self.process.stdin)
        self.output = cast("IO[bytes]", self.process.stdout)
        self.ask({}, START_LIMIT)

    def ask(self, question: dict[str, str], limit: float) -> dict[str, str]:
        expired = threading.Event()

        def expire() -> None:
            expired.set()
            self.process.kill()

        watchdog = threading.Timer(limit, expire)
        watchdog.daemon = True
        watchdog.start()
        try:
            self.input.write(json.dumps(question).encode() + b"\n")
            self.input.flush()
            line = self.output.readline()
        except OSError:
            line = b""
        finally:
            watchdog.cancel()
        if not line.endswith(b"\n"):
            raise TimeLimitHit if expired.is_set() else Died
        answer: dict[str, str] = json.loads(line)
        return answer

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        self.forget()

    def forget(self) -> None:
        """Let go of a process that is dead or that another process owns."""
        if self.process.returncode is None:
            self.process.returncode = 0  # not ours to wait for
        for pipe in (self.input, self.output):
            with contextlib.suppress(OSError):
                pipe.close()


class Worker:
    """One child, asked by one thread at a time."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.child: Child | None = None

    def render(self, source: str, *, limit: float) -> str:
        with self.lock:
            try:
                answer = self.ask(source, limit)
            except Died:  # killed from outside since the last question, perhaps
                answer = self.ask(source, limit)
        if "html" in answer:
            return answer["html"]
        raise TooDeep if answer["error"] == "RecursionError" else RenderingFailed(answer["error"])

    def ask(self, source: str, limit: float) -> dict[str, str]:
        self.child = self.child or Child()
        try:
            return self.child.ask({"source": source}, limit)
        except BaseException:  # an interrupted question leaves its answer in the pipe
            self.stop()
            raise

    def stop(self) -> None:
        child, self.child = self.child, None
        if child:
            child.stop()

    def after_fork(self) -> None:
        self.lock = threading.Lock()
        child, self.child = self.child, None
        if child:
            child.forget()


_worker = Worker()
atexit.register(_worker.stop)
os.register_at_fork(after_in_child=_worker.after_fork)
render = _worker.render
