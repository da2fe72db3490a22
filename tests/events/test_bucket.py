"""Files in a bucket: a real S3 server, and nothing of it mocked."""

import socket
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit
from urllib.request import Request, urlopen
from zipfile import ZipFile

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from events import inventory, storing
from events.intake import take_in
from events.models import Attachment
from techparty_site.lib import bucket, files
from tests import samples
from tests.events.kept_files import CONTENT, NAME, PRIVATE, PUBLIC, content, make_deck
from tests.factories import make_event

RCLONE = Path(sys.executable).with_name("rclone")
KEY, SECRET = "only-for-these-tests", "a-secret-only-for-these-tests"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("s3")
    (folder / "kept").mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [RCLONE, "serve", "s3", folder, "--addr", f"127.0.0.1:{port}"]
    command += ["--auth-key", f"{KEY},{SECRET}", "--config", folder / "none", "--quiet"]
    process = subprocess.Popen(command)
    for _try in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait()


@pytest.fixture(autouse=True)
def stored_in_bucket(db, server, settings, monkeypatch):
    cache.clear()
    for name, value in (
        ("S3_ENDPOINT", server),
        ("S3_ACCESS_KEY", KEY),
        ("S3_SECRET_KEY", SECRET),
        ("S3_REGION", "us-east-1"),
    ):
        monkeypatch.setenv(name, value)
    settings.STORAGES = {**settings.STORAGES, "default": bucket.entry("kept")}


def fetch(link: str, method: str = "GET", **headers: str):
    return urlopen(Request(link, method=method, headers=headers))  # noqa: S310 - http, our own


def test_a_file_is_reached_by_a_signed_link_that_says_what_it_is(client):
    deck = make_deck(event=make_event())
    response = client.get(deck.file_url)
    assert (response.status_code, response["Cache-Control"]) == (302, PRIVATE)
    said = parse_qs(urlsplit(response["Location"]).query)
    assert said["X-Amz-Expires"] == ["300"]
    assert said["response-content-type"] == ["application/pdf"]
    assert said["response-content-disposition"] == [f"inline; filename*=utf-8''{quote(NAME)}"]
    with fetch(response["Location"]) as answer:
        assert answer.read() == CONTENT


def test_a_part_is_fetched_and_head_answered_by_the_link(client):
    deck = make_deck(event=make_event())
    with fetch(client.get(deck.file_url)["Location"], Range="bytes=4-7") as answer:
        assert answer.read() == CONTENT[4:8]
    with fetch(client.head(deck.file_url)["Location"], "HEAD") as answer:
        assert answer.headers["Content-Length"] == str(len(CONTENT))


def test_nobody_gets_a_link_to_what_is_not_to_be_seen(client):
    hidden, shown = make_deck(event=make_event(), hidden=True), make_deck(event=make_event())
    for method in (client.get, client.head):
        for ask in ({}, {"If-None-Match": "*"}, {"Range": "bytes=0-1"}):
            assert method(hidden.file_url, headers=ask).status_code == 404
            assert method(shown.file_url, headers=ask).status_code == 302


def test_a_long_name_fits_into_the_link(client):
    deck = make_deck(event=make_event(), original_name="讲" * 251 + ".pdf")
    with fetch(client.get(deck.file_url)["Location"]) as answer:
        assert answer.read() == CONTENT


def test_pictures_of_pages_come_through_us_and_may_be_kept(client):
    deck = make_deck(event=make_event())
    address = reverse("slide_image", args=[deck.uuid, 1])
    response = client.get(address)
    assert content(response) == b"RIFF-image"
    assert response["Cache-Control"] == PUBLIC
    part = client.get(address, headers={"Range": "bytes=0-3"})
    assert (part.status_code, content(part)) == (206, b"RIFF")
    assert client.get(reverse("slide_share", args=[deck.uuid, 1])).content[:2] == b"\xff\xd8"


def test_an_upload_is_read_and_its_pages_kept(settings, django_capture_on_commit_callbacks):
    deck = Attachment(kind="slides", event=make_event())
    with django_capture_on_commit_callbacks(execute=True):
        take_in(deck, ContentFile(samples.make_pdf("Hello", "Bye")), "a.pdf")
    assert [page.text for page in deck.pages.all()] == ["Hello", "Bye"]
    assert all(default_storage.exists(page.image.name) for page in deck.pages.all())
    assert not list(settings.WORK_DIR.glob(f"{files.work_prefix()}*"))


def test_everything_of_an_event_is_one_archive(client):
    event = make_event()
    make_deck(event=event)
    with ZipFile(BytesIO(content(client.get(reverse("event_bundle", args=[event.slug]))))) as found:
        assert found.testzip() is None
        assert found.read(NAME) == CONTENT


def test_files_without_rows_are_found_and_cleared_away():
    inventory.mend(inventory.take_stock())
    deck = make_deck(event=make_event())
    stray = default_storage.save("ab/stray", ContentFile(b"x"))
    default_storage.delete(deck.pages.get().image.name)
    stock = inventory.take_stock()
    assert stock.orphans == [stray]
    assert [place.column for place in stock.missing] == ["image"]
    storing.drop([deck.file])
    inventory.mend(stock)
    assert inventory.take_stock().total == 0


def test_a_file_missing_from_the_bucket_is_not_found_and_logged(client, caplog):
    deck = make_deck(event=make_event())
    default_storage.delete(deck.file.name)
    assert client.get(deck.file_url).status_code == 404
    assert deck.file.name in caplog.text
