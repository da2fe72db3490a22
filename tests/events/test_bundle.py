"""All files of an event in one archive: which, under what names, for whom, how often."""

from contextlib import nullcontext
from io import BytesIO
from unittest import mock
from urllib.parse import quote
from zipfile import ZipFile

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.urls import reverse

from events.models import Attachment, Rendition
from events.views import bundle
from tests.connections import open_connection
from tests.events.kept_files import PRIVATE, content
from tests.factories import make_attachment, make_event, make_post, make_talk, make_user


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def event(guangzhou):
    return make_event(city=guangzhou, title="容器之夜")


def address(event) -> str:
    return reverse("event_bundle", args=[event.slug])


def keep(name: str, content: bytes = b"x", **fields) -> Attachment:
    return make_attachment(content=content, original_name=name, **fields)


def photo(name: str, **fields) -> Attachment:
    row = keep(name, b"original", kind="photo", content_type="image/jpeg", **fields)
    for width in (480, 960):
        size = Rendition(attachment=row, width=width, height=10)
        size.file.save("x", ContentFile(b"webp-%d" % width))
    return row


def unpack(response) -> dict[str, bytes]:
    with ZipFile(BytesIO(content(response))) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_files_lie_under_their_talks_and_those_of_the_event_above(client, event):
    first, second = make_talk(event=event, title="镜像瘦身"), make_talk(event=event, title="")
    keep("速记稿（三讲）.docx", b"notes", event=event, kind="transcript")
    keep("讲稿.pdf", b"slides", talk=first)
    keep("讲稿.pdf", b"newer", talk=first)
    keep("代码.zip", b"code", talk=second, kind="code")
    photo("IMG_1.JPG", talk=first)
    assert unpack(client.get(address(event))) == {
        "速记稿（三讲）.docx": b"notes",
        "01 镜像瘦身/讲稿.pdf": b"slides",
        "01 镜像瘦身/讲稿 (2).pdf": b"newer",
        "01 镜像瘦身/IMG_1.webp": b"webp-960",
        "02 没有记下题目的一讲/代码.zip": b"code",
    }


def test_what_is_not_to_be_taken_is_not_in_it(client, event):
    keep("shown.pdf", event=event)
    keep("hidden.pdf", event=event, hidden=True)
    keep("picture.png", event=event, kind="other", content_type="image/png")
    photo("hidden.jpg", event=event, hidden=True)
    make_attachment(event=event)  # an outside link
    keep("other.pdf", event=make_event())
    assert set(unpack(client.get(address(event)))) == {"shown.pdf"}


def test_names_play_no_tricks(client, event):
    talk = make_talk(event=event, title="../../tmp/x: 1")
    keep("../..\\evil.pdf", talk=talk)
    assert set(unpack(client.get(address(event)))) == {"01 ..／..／tmp／x： 1/..／..＼evil.pdf"}


def test_its_headers_tell_name_and_length(client, event):
    keep("a.pdf", b"x" * 1000, event=event)
    response = client.get(address(event))
    assert response["Content-Length"] == str(len(content(response)))
    assert response["Content-Disposition"] == (
        f"attachment; filename*=utf-8''{quote('容器之夜.zip')}"
    )
    assert response["Content-Type"] == "application/zip"
    assert response["Cache-Control"] == PRIVATE
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("status", [{"published": False}, {"published": False, "scheduled": True}])
def test_a_draft_has_no_archive_but_for_its_organizers(client, guangzhou, method, status):
    draft = make_event(city=guangzhou, **status)
    keep("a.pdf", event=draft)
    assert getattr(client, method)(address(draft)).status_code == 404
    client.force_login(make_user(organizer_of=guangzhou))
    response = getattr(client, method)(address(draft))
    content(response)
    assert response.status_code == 200


def test_an_event_without_files_has_no_archive(client, event):
    make_attachment(event=event)
    assert client.get(address(event)).status_code == 404
    assert client.post(address(event)).status_code == 405


def test_its_queries_do_not_grow_with_its_files(client, event, django_assert_num_queries):
    for count in (1, 3):
        for _file in range(count):
            keep("a.pdf", talk=make_talk(event=event))
            photo("a.jpg", event=event)
        with django_assert_num_queries(6):
            content(client.get(address(event)))


def test_too_many_at_once_get_a_page_that_says_when_to_try_again(client, event):
    keep("a.pdf", event=event)
    waiting = [client.get(address(event)) for _time in range(bundle.LIMIT.at_once)]
    refused = client.get(address(event))
    assert refused.status_code == 429
    assert refused["Retry-After"] == "60"
    assert refused["Cache-Control"] == PRIVATE
    assert "请 1 分钟后再试" in refused.content.decode()
    assert client.head(address(event)).status_code == 200
    content(waiting[0])
    with open_connection():
        waiting[1].close()  # who goes away gives the place back as well
    for _time in range(2):
        assert client.get(address(event)).status_code == 200


def test_asking_for_the_headers_alone_looks_up_no_file_and_takes_no_place(client, event):
    keep("a.pdf", event=event)
    with mock.patch.object(FileSystemStorage, "size", side_effect=AssertionError):
        for _time in range(bundle.LIMIT.times + 1):
            head = client.head(address(event))
    assert (head.status_code, head["Content-Type"]) == (200, "application/zip")
    assert "Content-Length" not in head
    assert content(client.get(address(event)))


def test_what_fails_before_it_begins_holds_no_place(client, event):
    keep("a.pdf", event=event)
    for _time in range(bundle.LIMIT.at_once):
        with (
            mock.patch.object(FileSystemStorage, "size", side_effect=RuntimeError),
            pytest.raises(RuntimeError),
        ):
            client.get(address(event))
    assert client.get(address(event)).status_code == 200


@pytest.fixture
def clock(monkeypatch):
    moment = [1000.0]
    monkeypatch.setattr(bundle, "monotonic", lambda: moment[0])
    return moment


@pytest.mark.parametrize(("pace", "is_cut"), [(0.5, True), (1.1, False)])
def test_who_takes_it_too_slowly_is_cut_off_and_gives_the_place_back(clock, pace, is_cut):
    place = mock.Mock()
    sending = bundle.Sending([b"x" * bundle.SLOWEST] * 1000, place)
    with pytest.raises(ConnectionAbortedError) if is_cut else nullcontext():
        for _chunk in sending:
            clock[0] += 1 / pace
    assert place.keep.called
    assert sending.close == place.free


def test_a_pause_at_the_beginning_is_forgiven(clock):
    chunks = iter(bundle.Sending([b"x", b"y"], mock.Mock()))
    assert next(chunks) == b"x"
    clock[0] += bundle.GRACE
    assert next(chunks) == b"y"


def test_the_event_and_its_recap_lead_to_it(client, event):
    talk, post = make_talk(event=event), make_post(events=[event])
    keep("a.pdf", b"x" * 2_000_000, talk=talk)
    for page in (event.get_absolute_url(), post.get_absolute_url()):
        assert address(event) not in client.get(page).content.decode()
    keep("b.pdf", b"x" * 1_145_728, event=event)
    for page in (event.get_absolute_url(), post.get_absolute_url()):
        html = client.get(page).content.decode()
        assert f'href="{address(event)}"' in html
        assert "2 个文件" in html
        assert "约 3.0\xa0MB" in html


def test_an_album_as_it_came_is_not_among_them(client, event):
    keep("a.pdf", event=event)
    keep("b.pdf", event=event)
    keep("合影.zip", kind="album", content_type="application/zip", event=event)
    assert list(unpack(client.get(address(event)))) == ["a.pdf", "b.pdf"]
    assert "合影.zip" not in client.get(event.get_absolute_url()).content.decode()
