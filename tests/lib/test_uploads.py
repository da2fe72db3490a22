"""Files while they are received, by a handler that takes 100 bytes of texts and nothing else."""

import errno
from io import BytesIO
from typing import Any

import pytest
from django import forms
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import UnreadablePostError
from django.test import RequestFactory

from techparty_site.lib import uploads
from techparty_site.lib.files import clean_name

LIMIT = 100


class Handler(uploads.LimitedUploadHandler):
    request_limit = 100_000

    def limit_of(self, name):
        return LIMIT if name.endswith(".txt") else 0

    def refusal(self, name):
        return ValidationError(f"no {name}")


class Form(forms.Form):
    title = forms.CharField()
    file = forms.FileField(required=False)


@pytest.fixture
def work(settings, tmp_path):
    settings.WORK_DIR = tmp_path / "work"
    settings.WORK_DIR.mkdir()
    return lambda: list(settings.WORK_DIR.iterdir())


def part(headers: str, content: bytes) -> bytes:
    return f"--xx\r\nContent-Disposition: form-data; {headers}\r\n\r\n".encode() + content + b"\r\n"


def upload(filename: str, content: bytes, *, headers: str = "") -> bytes:
    name = f'name="file"; filename="{filename}"'
    return part(name + headers, content) + part('name="title"', "题".encode()) + b"--xx--\r\n"


def receive(body: bytes, *, length: int | None = None):
    kind = "multipart/form-data; boundary=xx"
    request: Any = RequestFactory().post("/", data=body or b"-", content_type=kind)
    length = len(body) if length is None else length
    request.META["CONTENT_LENGTH"] = str(length)
    request._stream = uploads.WholeBody(BytesIO(body), length)
    request.multipart_parser_class = uploads.MultiPartParser
    request.upload_handlers = [Handler(request)]
    return request


def test_a_file_within_the_limit_goes_to_the_work_folder_whole(work):
    request = receive(upload("a.txt", b"x" * LIMIT))
    file = request.FILES["file"]
    assert isinstance(file, TemporaryUploadedFile)
    assert [str(path) for path in work()] == [file.temporary_file_path()]
    assert (file.size, file.read()) == (LIMIT, b"x" * LIMIT)
    request.close()
    assert work() == []


@pytest.mark.parametrize(
    ("name", "content"), [("a.txt", b"x" * (LIMIT + 1)), ("a.exe", b"x"), ("a.txt", b"x" * 90_000)]
)
def test_of_a_refused_file_nothing_stays_and_the_form_keeps_the_rest(work, name, content):
    request = receive(upload(name, content))
    form = Form(request.POST, request.FILES)
    assert form.errors == {"file": [f"no {name}"]}
    assert form.cleaned_data["title"] == "题"
    assert work() == []


def test_a_refused_file_does_not_spoil_the_next_one(work):
    request = receive(part('name="file"; filename="a.exe"', b"x") + upload("b.txt", b"b"))
    assert request.FILES["file"].read() == b"b"
    request.close()


def test_writing_stops_at_the_limit(work, monkeypatch):
    written = []
    monkeypatch.setattr(Handler, "chunk_size", 64)
    monkeypatch.setattr(
        uploads.ReceivedFile, "write", lambda file, data: written.append(data), raising=False
    )
    assert receive(upload("a.txt", b"x" * 5000)).FILES
    assert sum(map(len, written)) <= LIMIT


def test_a_request_above_the_limit_is_not_even_read(work):
    request = receive(upload("a.txt", b"x"), length=Handler.request_limit + 1)
    with pytest.raises(RequestDataTooBig):
        assert request.POST
    assert work() == []


@pytest.mark.parametrize("moment", ["write", "seek"])
def test_a_full_disk_is_told_after_all_has_arrived(work, monkeypatch, moment):
    def fail(file, *args):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(uploads.ReceivedFile, moment, fail, raising=False)
    request = receive(upload("a.txt", b"x"))
    with pytest.raises(OSError, match="full"):
        assert request.POST
    assert request._stream.left == 0
    assert work() == []


@pytest.mark.parametrize("share", [0, 0.5, 0.99, 1])
def test_a_body_cut_off_is_an_error_and_leaves_nothing(work, share):
    body = upload("a.txt", b"x" * LIMIT)
    cut = body[: min(int(len(body) * share), len(body) - 1)]
    with pytest.raises(UnreadablePostError):
        assert receive(cut, length=len(body)).POST
    assert work() == []


@pytest.mark.parametrize("read", ["read", "readline"])
def test_a_whole_body_ends_quietly(read):
    body = uploads.WholeBody(BytesIO(b"abc"), 3)
    assert [getattr(body, read)() for _time in range(2)] == [b"abc", b""]


def test_a_body_without_a_limit_is_read_to_its_announced_end():
    assert uploads.WholeBody(BytesIO(b"abc and the next request"), 3).read() == b"abc"


@pytest.mark.parametrize(
    "name",
    [
        "容器镜像瘦身（广州 2023-04）👩‍💻🏳️‍🌈.txt",
        "第一讲　全角空格.txt",
        "R&D&copy; &lt;b&gt;.txt",
        "讲" * 240 + "👩‍💻.txt",
        "a; b=c, d's 100%.txt",
    ],
)
def test_a_name_arrives_as_it_is(work, name):
    request = receive(upload(name, b"x"))
    assert request.FILES["file"].name == name
    request.close()


@pytest.mark.parametrize("sent", ["say %22hi%22.txt", 'say \\"hi\\".txt'])
def test_a_quotation_mark_arrives_however_it_is_written(work, sent):
    request = receive(upload(sent, b"x"))
    assert request.FILES["file"].name == 'say "hi".txt'
    request.close()


def test_a_name_may_come_as_rfc_2231_has_it(work):
    more = "; filename*=UTF-8''%E5%AE%B9%E5%99%A8%EF%BC%88%F0%9F%91%A9%EF%BC%89.txt"
    request = receive(upload("fallback.txt", b"x", headers=more))
    assert request.FILES["file"].name == "容器（👩）.txt"
    request.close()


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\\\Users\\\\x\\\\a.txt", "a.txt"),
        ("a\x00b\u202etxt.exe.txt", "abtxt.exe.txt"),
        ("..", "file"),
    ],
)
def test_a_hostile_name_is_only_a_name(work, sent, name):
    request = receive(upload(sent, b"x"))
    assert request.FILES["file"].name == name == clean_name(name)
    request.close()


def test_no_file_chosen_is_no_file(work):
    assert not receive(upload("", b"")).FILES
