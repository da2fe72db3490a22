"""Work on untrusted bytes in a process of its own, with an end to its time and its memory.

A hostile file may crash, hang or bloat the child; the web process only sees an Unreadable.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any

from techparty_site.lib.children import bare_environment
from techparty_site.lib.unreadable import Reason, Unreadable

CHILD = "techparty_site.lib.limited_child"
CRASHES_OF_GREED = {signal.SIGABRT, signal.SIGTRAP, signal.SIGILL}  # how allocators give up
LARGEST_ANSWER = 64 * 2**20  # bytes; also of every file that the child writes


@dataclass(frozen=True)
class Limits:
    seconds: float
    megabytes: int = 200  # on top of what the child holds before it opens the file


def run[**P, T](
    limits: Limits, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
) -> T:
    """`function(*args)` of some module, in a child. Arguments and result must fit into JSON.

    Raises Unreadable.
    """
    question = {
        "module": function.__module__,
        "function": function.__name__,
        "args": args,
        "kwargs": kwargs,
        "megabytes": limits.megabytes,
        "largest_file": LARGEST_ANSWER,
    }
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        code = _start(question, output, errors, limits.seconds)
        answer = _read(output)
        if "value" in answer:
            value: T = answer["value"]
            return value
        detail = answer.get("detail") or _tail(errors)
        raise Unreadable(_reason(code, answer), f"{function.__name__}: exit {code}: {detail}")


def _start(
    question: dict[str, object], output: IO[bytes], errors: IO[bytes], seconds: float
) -> int:
    try:
        return subprocess.run(
            [sys.executable, "-m", CHILD],
            input=json.dumps(question).encode(),
            stdout=output,
            stderr=errors,
            env=bare_environment(),
            timeout=seconds,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired:
        raise Unreadable(Reason.TOO_SLOW, f"after {seconds:g} seconds") from None


def _read(output: IO[bytes]) -> dict[str, Any]:
    """A child that died in the middle of its answer gave none."""
    output.seek(0)
    try:
        answer = json.loads(output.read(LARGEST_ANSWER + 1))
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _reason(code: int, answer: dict[str, Any]) -> Reason:
    if "reason" in answer:
        return Reason(str(answer["reason"]))
    if -code in CRASHES_OF_GREED:
        return Reason.TOO_LARGE
    return Reason.BROKEN if code < 0 else Reason.FAILED


def _tail(errors: IO[bytes]) -> str:
    size = errors.seek(0, os.SEEK_END)
    errors.seek(max(0, size - 2000))
    return errors.read().decode(errors="replace").strip()
