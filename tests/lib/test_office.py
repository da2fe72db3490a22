"""LibreOffice, played by scripts, and once by itself where it is installed."""

import os
import shutil
import time
from pathlib import Path

import pytest

from techparty_site.lib import enclosed, office, pdf, pdf_rescue
from techparty_site.lib.limited import Limits
from techparty_site.lib.unreadable import Reason, Unreadable
from tests import samples

GOOD = 'cp {folder}/sample.pdf "$HOME/deck.pdf"'


@pytest.fixture
def play(tmp_path):
    """A program that does what the lines of a script say."""

    def write_script(lines: str) -> str:
        (tmp_path / "sample.pdf").write_bytes(samples.make_pdf("drawn"))
        path = tmp_path / "soffice"
        path.write_text(f"#!/bin/sh\n{lines.format(folder=tmp_path)}\n")
        path.chmod(0o755)
        return str(path)

    return write_script


@pytest.fixture
def make(tmp_path):
    def make_pdf(program: str, content: bytes = b"", extension: str = "pptx") -> Path:
        content = content or samples.make_presentation("a")
        deck, folder = tmp_path / "kept", tmp_path / "work"
        deck.write_bytes(content)
        folder.mkdir()
        return office.make_pdf(program, deck, extension, str(folder))

    return make_pdf


def test_it_is_found_where_programs_are_unless_it_is_not_wanted(play, settings, monkeypatch):
    program = play(GOOD)
    monkeypatch.setenv("PATH", os.path.dirname(program))
    assert office.find() is None
    settings.LIBREOFFICE = ""
    assert office.find() == program
    settings.LIBREOFFICE = "/nowhere/soffice"
    assert office.find() is None


def test_it_makes_a_pdf_with_a_profile_of_its_own_and_no_secret(play, make, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "hush")
    path = make(play(f'{GOOD}; env > "$HOME/env"; echo "$@" > "$HOME/arguments"'))
    assert pdf.count_pages(str(path)) == 1
    folder = path.parent
    environment = (folder / "env").read_text()
    assert "hush" not in environment
    assert "https_proxy=http://127.0.0.1:9\n" in environment
    assert (folder / "profile").as_uri() in (folder / "arguments").read_text()
    assert "--infilter=Impress MS PowerPoint 2007 XML " in (folder / "arguments").read_text()
    profile = (folder / "profile/user/registrymodifications.xcu").read_text()
    assert 'oor:name="DisableMacrosExecution" oor:op="fuse"><value>true' in profile


def test_without_a_pdf_it_says_what_the_program_said(play, make):
    with pytest.raises(Unreadable) as error:
        make(play("echo source file could not be loaded; exit 0"))
    assert error.value.reason == Reason.BROKEN
    assert "could not be loaded" in error.value.detail


def test_an_old_file_is_not_opened_where_it_could_see_others(play, monkeypatch, tmp_path):
    monkeypatch.setattr(office, "enclose", lambda *args: [])
    monkeypatch.setenv("PYTHONPATH", "")
    program = play("touch {folder}/begun")
    with pytest.raises(Unreadable) as error:
        office.convert(program, str(tmp_path / "kept"), "ppt", str(tmp_path))
    assert error.value.reason == Reason.NO_READER
    assert not (tmp_path / "begun").exists()


def test_an_old_file_is_opened_where_there_is_nothing_to_see(play, make, tmp_path):
    (tmp_path.parent / "secret").write_text("hush")
    if not enclosed.enclose([], "/bin/sh", str(tmp_path), {"PATH": office.PATH}):
        pytest.skip("no namespaces here")
    program = play(f'ls .. / > "$HOME/seen"; cat {tmp_path.parent}/secret >> "$HOME/seen"; {GOOD}')
    seen = (make(program, b"slides", "ppt").parent / "seen").read_text().split()
    assert "usr" in seen
    assert not {"hush", "home", "root"}.intersection(seen)


def test_nothing_it_started_outlives_its_time(play, make, monkeypatch, tmp_path):
    monkeypatch.setattr(office, "LIMITS", Limits(seconds=2))
    program = play("sleep 60 & echo $! > {folder}/pid; wait")
    with pytest.raises(Unreadable) as error:
        make(program)
    assert error.value.reason == Reason.TOO_SLOW
    sleeper = Path("/proc", (tmp_path / "pid").read_text().strip())
    give_up = time.monotonic() + 5
    while sleeper.exists() and "Z" not in (sleeper / "stat").read_text().split()[2]:
        assert time.monotonic() < give_up, "still running"
        time.sleep(0.05)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_the_real_one_draws_every_slide_but_the_hidden(make, settings, tmp_path):
    settings.LIBREOFFICE = ""
    program = office.find()
    assert program
    content = samples.make_presentation("One", "Two", "Three", hidden=(2,))
    path = make(program, content, "pptx")
    _count, *pages = pdf_rescue.read_pages(str(path), str(tmp_path))
    assert [page["text"].splitlines()[0] for page in pages] == ["One", "Three"]
