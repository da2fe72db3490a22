"""A disk that is full: a page that says so, nothing half kept, and the site is read as before."""

import errno
import sqlite3
from contextlib import closing

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, OperationalError
from django.db.models import Model

from events.models import Attachment
from techparty_site.lib import uploads
from techparty_site.lib.full_disk import hold_open, is_full_disk
from techparty_site.lib.storage import WholeFileStorage
from tests.admin_pages import fields
from tests.factories import make_event, make_user

ADD = "/admin/events/attachment/add/"
FULL = [OSError(number, "x") for number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)]


class DiskFull(Exception):
    sqlstate = "53100"  # as PostgreSQL names it


@pytest.fixture
def desk(client, db, settings, tmp_path):
    settings.WORK_DIR = tmp_path / "work"
    settings.WORK_DIR.mkdir()
    client.force_login(make_user("root", superuser=True))
    client.raise_request_exception = False
    return client


@pytest.fixture
def leftovers(settings):
    roots = settings.MEDIA_ROOT, settings.WORK_DIR
    return lambda: [path for root in roots for path in root.rglob("*") if path.is_file()]


def fail_with(error):
    def fail(*args, **kwargs):
        raise error

    return fail


def send(desk):
    values = fields(desk, ADD) | {"kind": "transcript", "_save": "1"}
    return desk.post(ADD, {**values, "file": SimpleUploadedFile("a.txt", b"x" * 1000)})


def caused(error, cause):
    error.__cause__ = cause
    return error


@pytest.mark.parametrize("error", FULL)
@pytest.mark.parametrize(
    ("place", "name"), [(uploads.ReceivedFile, "write"), (WholeFileStorage, "_save")]
)
def test_a_full_disk_gets_its_page_and_keeps_no_half(
    desk, leftovers, monkeypatch, place, name, error
):
    monkeypatch.setattr(place, name, fail_with(error), raising=False)
    response = send(desk)
    assert response.status_code == 507
    assert response.content.decode().count("<h1>") == 1
    assert leftovers() == []
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("error", [OperationalError("database or disk is full"), DiskFull()])
def test_a_full_disk_of_the_database_gets_it_too(desk, leftovers, monkeypatch, error):
    with monkeypatch.context() as patch:
        patch.setattr(Model, "save_base", fail_with(error))
        assert send(desk).status_code == 507
    assert not Attachment.objects.exists()
    assert leftovers() == []


def test_the_rest_of_the_site_is_read(desk, monkeypatch):
    event = make_event()
    monkeypatch.setattr(uploads.ReceivedFile, "write", fail_with(FULL[0]), raising=False)
    assert send(desk).status_code == 507
    assert desk.get(event.get_absolute_url()).status_code == 200


def test_any_other_error_is_no_full_disk(desk, leftovers, monkeypatch):
    error = OSError(errno.EIO, "broken")
    monkeypatch.setattr(uploads.ReceivedFile, "write", fail_with(error), raising=False)
    assert send(desk).status_code == 500
    assert leftovers() == []


def test_it_is_known_by_its_cause_and_by_sqlites_number():
    full = sqlite3.OperationalError("whatever it says")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    assert is_full_disk(caused(DatabaseError(), full))
    assert is_full_disk(caused(OperationalError(), caused(OperationalError(), DiskFull())))
    assert not is_full_disk(caused(DatabaseError(), sqlite3.OperationalError("locked")))
    assert not is_full_disk(None)


def test_the_database_is_read_on_a_full_disk(tmp_path):
    """Reading makes no file where one connection stays open: there would be no room for it."""
    path = tmp_path / "db.sqlite3"
    with closing(sqlite3.connect(path)) as first:
        first.execute("PRAGMA journal_mode=WAL")
        first.execute("CREATE TABLE x (y)")
    assert [file.name for file in tmp_path.iterdir()] == ["db.sqlite3"]
    with closing(hold_open({"ENGINE": "django.db.backends.sqlite3", "NAME": path})):
        with closing(sqlite3.connect(path)) as reader:
            reader.execute("SELECT * FROM x").fetchall()
        assert (tmp_path / "db.sqlite3-shm").exists()


@pytest.mark.parametrize(
    ("engine", "name"), [("sqlite3", "/nowhere/db"), ("sqlite3", ":memory:"), ("postgresql", "x")]
)
def test_any_other_database_is_left_alone(engine, name):
    assert hold_open({"ENGINE": f"django.db.backends.{engine}", "NAME": name}) is None
