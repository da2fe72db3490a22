"""Work in a child process: what comes back, and what happens when none comes."""

import ctypes
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from techparty_site.lib import limited
from techparty_site.lib.limited import Limits, beating, run, stream
from techparty_site.lib.unreadable import Reason, Unreadable

LIMITS = Limits(seconds=20, megabytes=50)


def reverse(word: str, *, loud: bool = False) -> dict[str, str]:
    return {"word": word[::-1].upper() if loud else word[::-1]}


def take_memory(megabytes: int) -> int:
    return len(b"x" * (megabytes * 2**20))


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def stumble(kind: str) -> str:
    if kind == "crash":
        ctypes.string_at(0)
    if kind == "abort":
        os.abort()
    if kind == "exit":
        os._exit(3)
    if kind == "secret":
        return repr(dict(os.environ))
    raise Unreadable(Reason.ENCRYPTED) if kind == "known" else ValueError("nonsense")


def test_it_gives_back_what_the_function_returns():
    assert run(LIMITS, reverse, "容器", loud=True) == {"word": "器容"}


def test_a_child_may_take_its_memory_and_no_more():
    assert run(LIMITS, take_memory, 30) == 30 * 2**20
    with pytest.raises(Unreadable) as error:
        run(LIMITS, take_memory, 60)
    assert error.value.reason == Reason.TOO_LARGE


def test_a_child_that_hangs_is_killed():
    with pytest.raises(Unreadable) as error:
        run(Limits(seconds=0.5), sleep, 60)
    assert error.value.reason == Reason.TOO_SLOW


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("known", Reason.ENCRYPTED),
        ("unknown", Reason.BROKEN),
        ("crash", Reason.BROKEN),
        ("abort", Reason.TOO_LARGE),
        ("exit", Reason.FAILED),
    ],
)
def test_every_way_to_die_has_its_reason(kind, reason):
    with pytest.raises(Unreadable) as error:
        run(LIMITS, stumble, kind)
    assert error.value.reason == reason


def test_a_child_knows_no_secret(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://hidden")
    assert "hidden" not in run(LIMITS, stumble, "secret")


def count_up(numbers: int, last: str = "") -> Iterator[dict[str, int]]:
    for number in range(numbers):
        yield {"number": number, "pid": os.getpid()}
    if last == "sleep":
        time.sleep(60)
    if last:
        stumble(last)


def fill_the_pipe() -> Iterator[str]:
    while True:
        yield "x" * 2**20


def chatter() -> Iterator[int]:
    print("a library that prints")
    yield 1


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_stream_gives_every_part_in_order():
    assert [part["number"] for part in stream(LIMITS, count_up, 3)] == [0, 1, 2]


def test_parts_come_before_the_work_is_done():
    with closing(stream(LIMITS, count_up, 2, "sleep")) as parts:
        assert [next(parts)["number"], next(parts)["number"]] == [0, 1]


@pytest.mark.parametrize(("last", "reason"), [("known", "encrypted"), ("crash", "broken")])
def test_a_stream_that_breaks_off_gives_its_parts_and_then_the_reason(last, reason):
    parts = stream(LIMITS, count_up, 2, last)
    assert [next(parts)["number"], next(parts)["number"]] == [0, 1]
    with pytest.raises(Unreadable) as error:
        next(parts)
    assert error.value.reason == reason


def test_a_stream_that_hangs_ends_at_its_deadline():
    with pytest.raises(Unreadable) as error:
        list(stream(Limits(seconds=0.5), count_up, 1, "sleep"))
    assert error.value.reason == Reason.TOO_SLOW


def test_a_stream_without_end_is_stopped(monkeypatch):
    monkeypatch.setattr(limited, "LARGEST_ANSWER", 3 * 2**20)
    with pytest.raises(Unreadable) as error:
        list(stream(LIMITS, fill_the_pipe))
    assert error.value.reason == Reason.TOO_LARGE


def test_a_stream_that_is_closed_leaves_no_child():
    parts = stream(LIMITS, count_up, 1, "sleep")
    pid = next(parts)["pid"]
    assert is_alive(pid)
    parts.close()
    assert not is_alive(pid)


def test_the_beat_goes_on_while_nothing_comes_and_may_end_the_work(monkeypatch):
    monkeypatch.setattr(limited, "BEAT", 0.05)
    seen = []

    def beat():
        if seen:
            raise InterruptedError

    parts = stream(LIMITS, count_up, 1, "sleep", beat=beat)
    seen.append(next(parts)["pid"])
    with pytest.raises(InterruptedError):
        next(parts)
    assert not is_alive(seen[0])


def test_what_goes_on_around_it_beats_too():
    def beat():
        raise InterruptedError

    with beating(beat), pytest.raises(InterruptedError):
        run(LIMITS, sleep, 60)
    assert run(LIMITS, reverse, "a") == {"word": "a"}


def test_what_a_library_prints_is_no_answer():
    assert list(stream(LIMITS, chatter)) == [1]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child")
def test_a_child_dies_with_its_parent_however_that_dies():
    read, write = os.pipe()
    if not (parent := os.fork()):
        part = next(stream(LIMITS, count_up, 1, "sleep"))
        os.write(write, str(part["pid"]).encode())
        time.sleep(60)
    child = int(os.read(read, 20))
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    wait_until_gone(child)


def wait_until_gone(pid: int, patience: float = 10) -> None:
    deadline = time.monotonic() + patience
    while is_alive(pid) and not is_buried(pid):
        assert time.monotonic() < deadline, f"{pid} is still alive"
        time.sleep(0.02)


def is_buried(pid: int) -> bool:
    """An orphan that is dead waits for init to take note, in some containers for ever."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
