"""The same content twice in one event: what is there is named, and may be taken all the same."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from events.models import Attachment
from tests.admin_pages import errors, send_back, submit
from tests.events.test_admin_files import ADD, warnings
from tests.events.test_admin_scope import change
from tests.factories import make_attachment, make_event, make_talk, make_user

CONTENT = "大家好。".encode()
SHA256 = hashlib.sha256(CONTENT).hexdigest()
ROW = "attachments-0-"


@pytest.fixture(autouse=True)
def admin(client, db):
    client.force_login(make_user("root", superuser=True))


@pytest.fixture
def talk(db):
    return make_talk()


@pytest.fixture
def there(talk):
    """The transcript of the talk, as it is there already."""
    return make_attachment(talk=talk, content=CONTENT, sha256=SHA256, original_name="旧 <1>.txt")


def upload(name="新.txt", content=CONTENT):
    return SimpleUploadedFile(name, content)


def add(client, event, **values):
    values = {"kind": "transcript", "event": event.pk, "file": upload(), **values}
    return submit(client, ADD, **values)


def add_rows(client, page, *files, **more):
    rows = {"attachments-TOTAL_FORMS": len(files), **more}
    for number, file in enumerate(files):
        rows |= {f"attachments-{number}-kind": "transcript", f"attachments-{number}-file": file}
    return submit(client, page, **rows)


def test_what_is_there_is_named_and_linked(client, talk, there):
    response = add(client, talk.event)
    (sentence,) = errors(response)["file"]
    assert "“新.txt”" in sentence
    assert f'href="{there.file_url}"' in sentence
    assert "旧 &lt;1&gt;.txt" in sentence
    assert str(talk) in sentence
    assert sentence in response.content.decode()
    assert Attachment.objects.count() == 1


def test_it_is_taken_all_the_same_when_asked_for(client, talk, there):
    assert add(client, talk.event, again=SHA256).status_code == 302
    assert Attachment.objects.filter(sha256=SHA256).count() == 2


def test_the_answer_is_about_that_one_file(client, talk, there):
    assert "file" in errors(add(client, talk.event, again=hashlib.sha256(b"other").hexdigest()))


@pytest.mark.parametrize("place", ["another event", "nowhere"])
def test_elsewhere_it_may_be_too(client, there, place):
    values = {"event": make_event().pk if place == "another event" else ""}
    assert submit(client, ADD, kind="transcript", file=upload(), **values).status_code == 302


def test_a_row_of_the_talk_is_told_too(client, talk, there):
    assert f"{ROW}file" not in errors_of_second(client, talk, b"other")
    assert "attachments-1-file" in errors_of_second(client, talk, CONTENT)


def errors_of_second(client, talk, content):
    """Beside the row that is there, a new one."""
    new = {"attachments-1-kind": "transcript", "attachments-1-file": upload(content=content)}
    more = {"attachments-TOTAL_FORMS": 2, "title": "", "position": ""}  # so that it comes back
    return errors(submit(client, change(talk), **new, **more))


def test_a_file_is_no_twin_of_itself(client, there):
    assert submit(client, change(there), kind="transcript", file=upload()).status_code == 302
    there.refresh_from_db()
    assert there.original_name == "新.txt"


def test_of_twins_on_one_page_the_second_is_left_out_with_a_message(client, talk):
    response = add_rows(client, change(talk), upload("一.txt"), upload("二.txt"))
    (said,) = warnings(client.get(response.url))
    assert "“二.txt”和上面的“一.txt”" in said
    assert talk.attachments.get().original_name == "一.txt"


def test_of_many_files_those_that_are_there_are_left_out_and_the_others_saved(client, talk, there):
    files = [upload("甲.txt"), upload("乙.txt", b"other"), upload("丙.txt")]
    response = add_rows(client, change(talk.event), *files)
    said = warnings(client.get(response.url))
    assert [f'href="{there.file_url}"' in each for each in said] == [True, True]
    assert talk.event.attachments.get().original_name == "乙.txt"


def test_nothing_more_than_the_file_is_left_out(client, talk, there):
    more = {f"{ROW}url": "https://example.org/a"}
    response = add_rows(client, change(talk.event), upload(), upload("乙.txt", b"other"), **more)
    assert set(errors(response)) == {f"{ROW}file"}


def test_of_many_files_too_a_twin_may_be_wanted(client, talk):
    again = {"attachments-1-again": SHA256}
    response = add_rows(client, change(talk), upload("一.txt"), upload("二.txt"), **again)
    assert response.status_code == 302
    assert talk.attachments.count() == 2


def test_who_leaves_it_at_that_adds_nothing(client, talk, there):
    page = change(talk.event)
    response = add_rows(client, page, upload())
    assert f"{ROW}file" in errors(response)
    assert send_back(client, response, page).status_code == 302
    assert Attachment.objects.get() == there


@pytest.mark.parametrize("more", [{f"{ROW}again": SHA256}, {f"{ROW}url": "no address"}])
def test_who_wants_more_is_not_left_alone(client, talk, there, more):
    page = change(talk.event)
    response = send_back(client, add_rows(client, page, upload()), page, **more)
    assert errors(response)


def test_two_rows_without_files_are_no_twins(client, talk):
    rows = {f"attachments-{n}-url": f"https://example.org/{n}" for n in range(2)}
    rows |= {f"attachments-{n}-kind": "video" for n in range(2)}
    response = submit(client, change(talk), **rows, **{"attachments-TOTAL_FORMS": 2})
    assert response.status_code == 302
