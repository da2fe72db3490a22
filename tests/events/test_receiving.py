"""Limits that hold while a file is received, in front of the admin's own forms."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from events import allowed, receiving
from events.models import Attachment
from techparty_site.lib import uploads
from tests.admin_pages import errors, submit
from tests.factories import make_user

ADD = "/admin/events/attachment/add/"
MEGABYTE = allowed.MEGABYTE


@pytest.fixture
def admin(client, db):
    client.force_login(make_user("root", superuser=True))
    return client


@pytest.fixture(autouse=True)
def small_limits(monkeypatch):
    """1 MB for transcripts, 2 MB for everything else."""
    monkeypatch.setattr(allowed, "LIMITS", {"transcript": MEGABYTE})
    monkeypatch.setattr(allowed, "COMMON_LIMIT", 2 * MEGABYTE)


@pytest.fixture
def work(settings, tmp_path):
    settings.WORK_DIR = tmp_path / "work"
    settings.WORK_DIR.mkdir()
    return lambda: list(settings.WORK_DIR.iterdir())


def upload(megabytes, name="速记稿.txt"):
    return SimpleUploadedFile(name, b"a" * (megabytes * MEGABYTE + 1))


@pytest.mark.parametrize(
    ("kind", "megabytes", "limit"), [("other", 2, 2), ("transcript", 1, 1), ("transcript", 2, 1)]
)
def test_a_file_above_the_limit_is_named_with_it(admin, work, kind, megabytes, limit):
    response = submit(admin, ADD, kind=kind, title="合照", file=upload(megabytes))
    (sentence,) = errors(response)["file"]
    assert "速记稿.txt" in sentence
    assert f" {limit} MB" in sentence
    assert 'value="合照"' in response.content.decode()
    assert work() == []


def test_a_file_without_a_kind_is_refused_by_what_any_kind_takes(admin, work):
    response = submit(admin, ADD, kind="", file=upload(2))
    assert " 2 MB" in errors(response)["file"][0]
    assert "kind" in errors(response)


def test_within_the_limit_it_comes_in(admin, work):
    assert submit(admin, ADD, kind="other", file=upload(1)).status_code == 302
    assert Attachment.objects.get().size == MEGABYTE + 1
    assert work() == []


@pytest.mark.parametrize("staff", [True, False])
def test_a_visitors_file_is_written_nowhere(client, db, monkeypatch, staff):
    client.force_login(make_user(staff=staff))
    begun = []
    monkeypatch.setattr(uploads, "ReceivedFile", lambda *args: begun.append(args))
    client.post("/admin/login/", {"file": upload(0)})
    assert bool(begun) is staff


@pytest.mark.parametrize(("files", "status"), [(2, 200), (3, 413)])
def test_too_many_files_get_a_page_that_says_how_many(admin, settings, work, files, status):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    response = admin.post(ADD, {f"file-{n}": upload(0) for n in range(files)})
    assert response.status_code == status
    response.close()
    assert work() == []


@pytest.mark.parametrize("csrf", [True, False])
def test_a_request_above_its_limit_gets_a_page_that_says_so(db, monkeypatch, work, csrf):
    monkeypatch.setattr(receiving.UploadHandler, "request_limit", MEGABYTE)
    client = Client(enforce_csrf_checks=csrf)
    client.force_login(make_user("root", superuser=True))
    client.get(ADD)  # for its cookie
    response = client.post(ADD, {"file": upload(1)})
    assert response.status_code == 413
    assert "1100 MB" in response.content.decode()
    assert work() == []


def test_a_form_of_too_much_text_gets_the_same_page(admin, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    assert admin.post(ADD, {"title": "长" * 1000}).status_code == 413


def test_the_number_of_files_is_the_one_that_django_keeps_to(settings):
    assert settings.DATA_UPLOAD_MAX_NUMBER_FILES == allowed.FILES_AT_ONCE
