"""Senders that go away in the middle, in front of the whole application as granian calls it."""

from io import BytesIO

import pytest
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from events.models import Attachment
from techparty_site.wsgi import application
from tests.admin_pages import fields
from tests.connections import open_connection
from tests.factories import make_event, make_user

ADD = "/admin/events/attachment/add/"
NAME = "容器镜像瘦身（广州 2023-04）👩‍💻.txt"


@pytest.fixture
def folders(settings, tmp_path):
    """What lies in the media folder and in the one for what is half done."""
    settings.WORK_DIR = tmp_path / "work"
    settings.WORK_DIR.mkdir()
    roots = settings.MEDIA_ROOT, settings.WORK_DIR
    return lambda: [path for root in roots for path in root.rglob("*") if path.is_file()]


@pytest.fixture
def body(client, db, guangzhou):
    client.force_login(make_user(organizer_of=guangzhou))
    event = make_event(city=guangzhou)
    values = fields(client, ADD) | {"kind": "transcript", "event": event.pk, "_save": "1"}
    content = BytesIO("大家好。\n".encode() * 20_000)
    content.name = NAME
    return encode_multipart(BOUNDARY, {**values, "file": content})


def post(client, body, *, sent):
    """The status line of the answer, which nobody reads."""
    environ = client._base_environ(
        PATH_INFO=ADD,
        REQUEST_METHOD="POST",
        CONTENT_TYPE=MULTIPART_CONTENT,
        CONTENT_LENGTH=str(len(body)),
        **{"wsgi.input": BytesIO(sent)},
    )
    statuses = []
    with open_connection():
        application(environ, lambda status, headers: statuses.append(status)).close()
    return statuses[0]


@pytest.mark.parametrize("share", [0, 0.5, 0.99, 1])
def test_an_upload_that_was_cut_off_leaves_nothing(client, body, folders, share):
    cut = body[: min(int(len(body) * share), len(body) - 1)]
    assert not post(client, body, sent=cut).startswith(("2", "3", "5"))
    assert not Attachment.objects.exists()
    assert folders() == []


def test_the_same_upload_sent_to_its_end_is_there_whole(client, body, folders):
    assert post(client, body, sent=body).startswith("302")
    row = Attachment.objects.get()
    assert (row.original_name, row.size) == (NAME, len("大家好。\n".encode() * 20_000))
    assert len(folders()) == 1
