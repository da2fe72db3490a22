"""Files are looked into while nobody else has to wait for the database."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from events.admin import looking
from events.models import Attachment
from tests.admin_pages import errors, submit
from tests.events.test_admin_scope import change
from tests.factories import make_event, make_talk, make_user

ADD = "/admin/events/attachment/add/"


@pytest.fixture(autouse=True)
def admin(client, db):
    client.force_login(make_user("root", superuser=True))


@pytest.fixture
def looks(admin, monkeypatch):
    """Of each look into a file its name, and how deep in transactions it was taken."""
    outside, taken = len(connection.savepoint_ids), []
    inspect = looking.inspect

    def look(file, kind, name):
        taken.append((name, len(connection.savepoint_ids) - outside))
        return inspect(file, kind, name)

    monkeypatch.setattr(looking, "inspect", look)
    return taken


def text(name="a.txt", content="大家好。"):
    return SimpleUploadedFile(name, content.encode())


def test_a_file_is_looked_into_once_and_before_the_transaction(client, looks):
    assert submit(client, ADD, kind="transcript", file=text()).status_code == 302
    assert looks == [("a.txt", 0)]
    assert Attachment.objects.get().sha256


@pytest.mark.parametrize("make", [make_event, make_talk])
def test_so_are_the_files_of_a_list(client, looks, make):
    page, rows = change(make()), {"attachments-TOTAL_FORMS": 2}
    for number, name in enumerate(["a.txt", "b.txt"]):
        values = {"kind": "transcript", "file": text(name, name), "position": number}
        rows |= {f"attachments-{number}-{key}": value for key, value in values.items()}
    assert submit(client, page, **rows).status_code == 302
    assert looks == [("a.txt", 0), ("b.txt", 0)]
    assert Attachment.objects.count() == 2


def test_what_was_found_wrong_comes_back_with_the_form(client, looks):
    response = submit(client, ADD, kind="photo", file=text("a.jpg"))
    assert "a.jpg" in errors(response)["file"][0]
    assert looks == [("a.jpg", 0)]


def test_a_kind_that_does_not_exist_is_no_kind_to_look_for(client, looks):
    assert "kind" in errors(submit(client, ADD, kind="virus", file=text()))
    assert looks == []
