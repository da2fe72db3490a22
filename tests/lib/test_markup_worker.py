"""The rendering process and what it refuses."""

import contextlib
import os
import signal
import threading

import pytest

from techparty_site.lib.markup import MarkupError, door, to_html, worker


def current_pid() -> int:
    assert worker._worker.child
    return worker._worker.child.process.pid


def test_many_texts_share_one_process():
    to_html("一")
    pid = current_pid()
    assert [to_html(f"# {n}") for n in range(20)][-1] == '<h2 id="s-19">19</h2>'
    assert current_pid() == pid


def test_a_process_over_its_time_is_replaced(monkeypatch):
    to_html("一")
    pid = current_pid()
    with monkeypatch.context() as patched:
        patched.setattr(door, "TIME_LIMIT", 0.001)
        with pytest.raises(MarkupError, match=r"0\.001"):
            to_html("* a [b](c) **d**\n" * 20_000)
    assert to_html("二") == "<p>二</p>"
    assert current_pid() != pid


def test_a_process_that_was_killed_is_replaced():
    to_html("一")
    os.kill(current_pid(), signal.SIGKILL)
    assert to_html("二") == "<p>二</p>"


def test_threads_get_their_own_answers():
    answers: dict[int, str] = {}
    threads = [
        threading.Thread(target=lambda n=n: answers.update({n: to_html(str(n))})) for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {n: f"<p>{n}</p>" for n in range(8)}


def test_a_forked_process_starts_its_own_child():
    to_html("一")
    other = worker.Worker()
    other.child = worker.Child()
    pid = other.child.process.pid
    other.after_fork()
    assert not other.child
    os.kill(pid, 0)  # it lives on for its owner
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def test_the_child_gets_no_secret(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "geheim")
    assert "SECRET_KEY" not in worker.bare_environment()


def test_a_text_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(door, "SIZE_LIMIT", 1024)
    assert to_html("字" * 341)
    with pytest.raises(MarkupError, match="1 KB"):
        to_html("字" * 342)


def test_brackets_left_open_are_refused_with_their_line():
    assert to_html("[" * 200)
    assert to_html("[ [ \n\n" * 200)
    with pytest.raises(MarkupError, match="3"):
        to_html("头\n\n" + "[" * 201)


def test_text_nested_too_deeply_is_refused_or_flattened():
    for source in ("> " * 5000 + "a", "<div>" * 5000 + "a", "*" * 5000 + "a", "- " * 5000 + "a"):
        with contextlib.suppress(MarkupError):
            assert "a" in to_html(source)


def test_odd_characters_travel_unharmed():
    assert to_html("\ud800\x00\u2028😀") == "<p>\ufffd\u2028😀</p>"
