"""The one door out: what goes out with a file, in parts, under its name, and harmless."""

import hashlib
from io import BytesIO
from urllib.parse import quote

import pytest
from django.core.files import File
from django.urls import reverse
from PIL import Image

from events.models import Attachment
from tests.events.kept_files import CONTENT, NAME, PUBLIC, addresses, content, make_deck
from tests.factories import make_attachment, make_event, make_talk, make_user


@pytest.fixture
def deck(db):
    return make_deck(talk=make_talk())


@pytest.fixture
def pdf(deck):
    return deck.file_url


def test_it_gives_back_the_same_bytes_under_the_same_name(deck, client):
    response = client.get(deck.file_url)
    assert content(response) == CONTENT
    assert response["Content-Length"] == str(len(CONTENT))
    assert response["Content-Disposition"] == f"inline; filename*=utf-8''{quote(NAME)}"


@pytest.mark.parametrize("name", ["x", "../../x", "other.pdf", "%E8%AE%B2", "a/b/c"])
def test_the_name_in_the_address_is_decoration(deck, client, name):
    response = client.get(f"/files/{deck.uuid}/{quote(name, safe='/')}")
    assert content(response) == CONTENT
    assert response["Content-Disposition"].endswith(quote(NAME))


def test_a_line_break_in_the_address_finds_nothing(deck, client):
    assert client.get(f"/files/{deck.uuid}/x%0d%0aSet-Cookie:%20a=b").status_code == 404


@pytest.mark.parametrize(
    ("content_type", "disposition"),
    [
        ("application/pdf", "inline"),
        ("audio/mpeg", "inline"),
        ("video/mp4", "inline"),
        ("text/plain; charset=gb18030", "inline"),
        ("text/html", "attachment"),
        ("image/svg+xml", "attachment"),
        ("application/zip", "attachment"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "attachment"),
        ("", "attachment"),
    ],
)
def test_only_what_is_harmless_opens_in_the_browser(db, client, content_type, disposition):
    user = make_user(superuser=True)
    client.force_login(user)
    file = make_deck(content_type=content_type, event=make_event())
    response = client.get(file.file_url)
    content(response)
    assert response["Content-Disposition"].startswith(f"{disposition};")
    assert response["Content-Type"] == (content_type or "application/octet-stream")


@pytest.mark.parametrize("method", ["get", "head"])
def test_nothing_in_a_file_can_act(db, client, method):
    text = make_deck(kind="transcript", content_type="text/plain", event=make_event())
    for address in addresses(text):
        response = getattr(client, method)(address)
        content(response)
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_pdf_may_use_the_viewer_of_the_browser_and_no_script(pdf, client):
    response = client.get(pdf)
    content(response)
    policy = response["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "sandbox" not in policy
    assert "script-src" not in policy


@pytest.mark.parametrize("content_type", ["audio/mpeg", "video/mp4"])
def test_a_recording_may_be_played_and_nothing_else(deck, pdf, client, content_type):
    Attachment.objects.filter(pk=deck.pk).update(content_type=content_type)
    policy = client.head(pdf)["Content-Security-Policy"]
    assert "sandbox allow-same-origin;" in policy
    assert "media-src 'self'" in policy
    assert "script" not in policy


def test_head_tells_everything_but_the_content(deck, client):
    for address in addresses(deck):
        full, head = client.get(address), client.head(address)
        content(full)
        assert head.content == b""
        assert dict(head.headers) == dict(full.headers)


def test_no_header_tells_where_a_file_lies(deck, client):
    page, sizes = deck.pages.get(), deck.renditions.filter(width=480).order_by("-format")
    pictures = (page.image, page.thumbnail, page.thumbnail, *(size.file for size in sizes))
    for file, address in zip((deck.file, *pictures), addresses(deck), strict=True):
        response = client.get(address)
        content(response)
        assert file.name.rpartition("/")[2] not in str(response.headers)


def test_pictures_are_saved_under_the_name_of_their_deck(deck, client):
    head = client.head(reverse("slide_image", args=[deck.uuid, 1]))
    assert head["Content-Disposition"].endswith(quote(NAME.removesuffix(".pdf") + "-1.webp"))
    assert head["Content-Type"] == "image/webp"


@pytest.mark.parametrize(
    ("asked", "positions"), [("bytes=0-3", "0-3"), ("bytes=9-", "9-18"), ("bytes=-4", "15-18")]
)
def test_a_part_is_answered_with_206(pdf, client, asked, positions):
    response = client.get(pdf, headers={"Range": asked})
    first, last = map(int, positions.split("-"))
    assert response.status_code == 206
    assert content(response) == CONTENT[first : last + 1]
    assert response["Content-Range"] == f"bytes {positions}/19"
    assert response["Content-Length"] == str(last - first + 1)


def test_a_part_outside_the_file_is_answered_with_416(pdf, client):
    response = client.get(pdf, headers={"Range": "bytes=19-"})
    assert response.status_code == 416
    assert response["Content-Range"] == "bytes */19"


@pytest.mark.parametrize("asked", ["bytes=0-1,4-5", "bytes=5-1", "pages=1-2", "bytes=" + "9" * 99])
def test_a_range_that_makes_no_sense_gives_the_whole_file(pdf, client, asked):
    response = client.get(pdf, headers={"Range": asked})
    assert (response.status_code, content(response)) == (200, CONTENT)


def test_a_part_of_a_file_that_has_changed_is_the_whole_file(pdf, client):
    etag = client.head(pdf)["ETag"]
    ask = {"Range": "bytes=0-1"}
    assert len(content(client.get(pdf, headers=ask | {"If-Range": etag}))) == 2
    assert content(client.get(pdf, headers=ask | {"If-Range": '"old"'})) == CONTENT


def test_an_unchanged_file_is_not_sent_again(pdf, client):
    first = client.head(pdf)
    assert first["ETag"] == f'"{hashlib.sha256(CONTENT).hexdigest()}"'
    for header in (
        {"If-None-Match": first["ETag"]},
        {"If-Modified-Since": first["Last-Modified"]},
    ):
        response = client.get(pdf, headers=header)
        assert (response.status_code, response.content) == (304, b"")
        assert response["ETag"] == first["ETag"]
        assert response["Cache-Control"] == PUBLIC
    other = client.get(pdf, headers={"If-None-Match": '"old"'})
    assert content(other) == CONTENT


def test_pictures_are_not_sent_again(deck, client):
    for address in addresses(deck)[1:]:
        etag = client.head(address)["ETag"]
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


def test_a_page_is_shared_as_a_jpeg_of_its_thumbnail(deck, client):
    response = client.get(reverse("slide_share", args=[deck.uuid, 1]))
    with Image.open(BytesIO(response.content), formats=["JPEG"]) as image:
        assert image.size == (64, 36)
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Disposition"].endswith("-1.jpg")
    assert response["ETag"] != client.head(reverse("slide_thumbnail", args=[deck.uuid, 1]))["ETag"]


def test_a_size_that_was_not_made_is_the_next_smaller_one(deck, client):
    def size(width: int, extension: str = "webp"):
        return client.get(reverse("rendition", args=[deck.uuid, width, extension]))

    assert content(size(1600)) == content(size(960)) == b"webp-960"
    assert content(size(959)) == b"webp-480"
    assert size(100).status_code == size(960, "svg").status_code == 404


def test_pages_that_do_not_exist_are_not_found(deck, client):
    for number in (0, 2, 10**30):
        assert client.get(reverse("slide_image", args=[deck.uuid, number])).status_code == 404
        assert client.get(reverse("rendition", args=[deck.uuid, number, "jpg"])).status_code == 404


def test_an_outside_link_has_no_file(db, client):
    link = make_attachment(event=make_event(), url="https://example.org/a.pdf")
    assert client.get(reverse("file", args=[link.uuid, "a.pdf"])).status_code == 404


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_file_missing_from_the_disk_is_not_found_and_logged(deck, client, caplog, method):
    deck.file.storage.delete(deck.file.name)
    assert getattr(client, method)(deck.file_url).status_code == 404
    assert deck.file.name in caplog.text


def test_a_disk_that_fails_in_the_middle_is_logged(deck, client, caplog, monkeypatch):
    """The headers are out by then: the connection breaks off, no page of an error follows."""

    def fail(file, size):
        raise OSError(5, "Input/output error")

    response = client.get(deck.file_url)
    monkeypatch.setattr(File, "read", fail, raising=False)
    with pytest.raises(OSError, match="Input/output"):
        content(response)
    assert deck.file.name in caplog.text


def test_behind_nginx_it_sends_the_file(deck, client, settings):
    settings.X_ACCEL_PREFIX = "/kept/"
    for ask in ({}, {"Range": "bytes=0-1"}):
        response = client.get(deck.file_url, headers=ask)
        assert (response.status_code, response.content) == (200, b"")
        assert response["X-Accel-Redirect"] == f"/kept/{deck.file.name}"
        assert response["Content-Type"] == "application/pdf"
        assert response["Cache-Control"] == PUBLIC
        assert response["Content-Disposition"].endswith(quote(NAME))
    etag = {"If-None-Match": response["ETag"]}
    assert client.get(deck.file_url, headers=etag).status_code == 304


def test_nginx_is_not_asked_for_what_is_missing_or_not_to_be_seen(deck, client, settings):
    settings.X_ACCEL_PREFIX = "/kept"
    hidden = make_deck(event=make_event(), hidden=True)
    deck.file.storage.delete(deck.file.name)
    for file in (hidden, deck):
        response = client.get(file.file_url)
        assert response.status_code == 404
        assert "X-Accel-Redirect" not in response


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_files_are_only_read(deck, client, method):
    assert getattr(client, method)(deck.file_url).status_code == 405


def test_a_public_file_costs_one_query(pdf, client, django_assert_num_queries):
    with django_assert_num_queries(1):
        content(client.get(pdf))
