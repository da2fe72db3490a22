"""A form that came back tells which files it has lost, and why one was not taken."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.admin_pages import submit
from tests.events.test_admin_files import ADD, text_file, warnings
from tests.events.test_admin_scope import change
from tests.factories import make_talk, make_user


@pytest.fixture(autouse=True)
def admin(client, db):
    client.force_login(make_user("root", superuser=True))


def test_the_reason_stands_at_the_top_and_leads_to_its_row(client):
    rows = {"attachments-TOTAL_FORMS": 2}
    files = [text_file("好.txt"), SimpleUploadedFile("坏 <1>.txt", b"")]
    for number, file in enumerate(files):
        rows |= {f"attachments-{number}-kind": "transcript", f"attachments-{number}-file": file}
    (said,) = warnings(submit(client, change(make_talk()), **rows))
    assert "好.txt、坏 &lt;1&gt;.txt" in said
    assert '<a href="#id_attachments-1-file">“坏 &lt;1&gt;.txt”' in said
    assert said.count("<a ") == 1


def test_of_a_form_with_one_file_too(client):
    (said,) = warnings(submit(client, ADD, kind="slides", file=text_file()))
    assert 'href="#id_file"' in said


def test_a_file_that_is_lost_for_another_reason_is_only_named(client):
    page = change(make_talk().event)
    row = {"attachments-0-kind": "transcript", "attachments-0-file": text_file()}
    response = submit(client, page, title="", **row, **{"attachments-TOTAL_FORMS": 1})
    (said,) = warnings(response)
    assert "速记稿.txt" in said
    assert "<a " not in said
