"""Work on untrusted bytes in a process of its own, with an end to its time and its memory.

A hostile file may crash, hang or bloat the child; this process only sees an Unreadable. A child
never outlives the process that started it.
"""

import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from typing import IO, Any, cast

from techparty_site.lib.children import bare_environment
from techparty_site.lib.unreadable import Reason, Unreadable

CHILD = "techparty_site.lib.limited_child"
CRASHES_OF_GREED = {signal.SIGABRT, signal.SIGTRAP, signal.SIGILL}  # how allocators give up
LARGEST_ANSWER = 64 * 2**20  # bytes, all parts together
CHUNK = 2**16  # bytes; what a pipe holds
BEAT = 0.25  # seconds

type Beat = Callable[[], object]

_beats = ContextVar[tuple[Beat, ...]]("beats", default=())


@contextmanager
def beating(beat: Beat) -> Iterator[None]:
    """Meanwhile `beat` is called a few times a second as long as a child of ours is at work.

    What it raises ends the child and comes out of `run` or `stream`.
    """
    token = _beats.set((*_beats.get(), beat))
    try:
        yield
    finally:
        _beats.reset(token)


@dataclass(frozen=True)
class Limits:
    seconds: float
    megabytes: int = 200  # on top of what the child holds before it opens the file
    file_megabytes: int = 64  # of every file that the child writes


def run[**P, T](
    limits: Limits, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
) -> T:
    """`function(*args)` of some module, in a child. Arguments and result must fit into JSON.

    Raises Unreadable.
    """
    question = {"parts": False, "args": args, "kwargs": kwargs}
    with closing(_parts(limits, function, question, beat=None)) as parts:
        value: T = next(parts)
        return value


def stream[T](
    limits: Limits,
    function: Callable[..., Iterator[T]],
    /,
    *args: Any,
    beat: Beat | None = None,
    **kwargs: Any,
) -> Generator[T]:
    """What the generator `function(*args)` of some module yields, each part as it is made.

    `beat` is called a few times a second, also while nothing comes, as with `beating`. The child
    ends when the iterator is closed or let go of. Raises Unreadable, after good parts too.
    """
    question = {"parts": True, "args": args, "kwargs": kwargs}
    return _parts(limits, function, question, beat=beat)


def _parts(
    limits: Limits, function: Callable[..., object], question: dict[str, Any], *, beat: Beat | None
) -> Generator[Any]:
    question |= {
        "module": function.__module__,
        "function": function.__name__,
        "megabytes": limits.megabytes,
        "largest_file": limits.file_megabytes * 2**20,
    }
    with tempfile.TemporaryFile() as errors:
        child = _start(question, errors)
        try:
            pipe, deadline = cast("IO[bytes]", child.stdout), time.monotonic() + limits.seconds
            for line in _lines(pipe, deadline, [*_beats.get(), *([beat] if beat else [])]):
                if "part" not in line:
                    break
                yield line["part"]
            else:
                line = {}
        except TimeoutError:
            raise Unreadable(Reason.TOO_SLOW, f"after {limits.seconds:g} seconds") from None
        finally:
            code = _end(child)
        if "end" in line:
            return
        detail = line.get("detail") or _tail(errors)
        raise Unreadable(_reason(code, line), f"{function.__name__}: exit {code}: {detail}")


def _start(question: dict[str, Any], errors: IO[bytes]) -> "subprocess.Popen[bytes]":
    child = subprocess.Popen(
        [sys.executable, "-m", CHILD, str(os.getpid())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        env=bare_environment(),
        bufsize=0,
    )
    with suppress(BrokenPipeError), cast("IO[bytes]", child.stdin) as pipe:
        pipe.write(json.dumps(question).encode())
    return child


def _lines(pipe: IO[bytes], deadline: float, beats: Sequence[Beat]) -> Iterator[dict[str, Any]]:
    """Whole lines only: a child that died in the middle of one didn't say it."""
    pending, next_beat = bytearray(), time.monotonic() + BEAT
    for chunk in _chunks(pipe, deadline):
        if time.monotonic() >= next_beat:
            for beat in beats:
                beat()
            next_beat = time.monotonic() + BEAT
        *lines, rest = chunk.split(b"\n")
        for line in lines:
            yield json.loads(pending + line)
            pending.clear()
        pending += rest


def _chunks(pipe: IO[bytes], deadline: float) -> Iterator[bytes]:
    """What the pipe gives, nothing a few times a second. Raises TimeoutError."""
    taken = 0
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while (left := deadline - time.monotonic()) > 0:
            if not selector.select(min(left, BEAT)):
                yield b""
                continue
            chunk = os.read(pipe.fileno(), CHUNK)
            taken += len(chunk)
            if taken > LARGEST_ANSWER:
                raise Unreadable(Reason.TOO_LARGE, f"an answer of more than {LARGEST_ANSWER} bytes")
            if not chunk:
                return
            yield chunk
    raise TimeoutError


def _end(child: "subprocess.Popen[bytes]") -> int:
    """Its exit code; a child that has said all it had to say is not waited for."""
    cast("IO[bytes]", child.stdout).close()
    child.kill()
    return child.wait()


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
