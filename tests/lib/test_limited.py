"""Work in a child process: what comes back, and what happens when none comes."""

import ctypes
import os
import time

import pytest

from techparty_site.lib.limited import Limits, run
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
