"""What files are by their content, whatever their name says."""

import pytest

from techparty_site.lib import packages
from techparty_site.lib.packages import DOCX, KEY, ODP, PPTX, ZIP, look_into
from techparty_site.lib.sniff import sniff
from techparty_site.lib.unreadable import Reason, Unreadable
from tests import samples

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
WORD = OLE + "WordDocument".encode("utf-16-le")
POWERPOINT = OLE + bytes(2**20 - 620) + "PowerPoint Document".encode("utf-16-le")


@pytest.fixture
def write(tmp_path):
    def write_file(content: bytes):
        path = tmp_path / "file"
        path.write_bytes(content)
        return path

    return write_file


@pytest.mark.parametrize(
    ("content", "extension", "content_type"),
    [
        (samples.make_pdf(), "pdf", "application/pdf"),
        (b"\xef\xbb\xbf\n" + samples.make_pdf(), "pdf", "application/pdf"),
        (samples.make_picture(), "pdf", "image/jpeg"),
        (samples.make_picture(encoder="WEBP"), "webp", "image/webp"),
        (samples.make_zip(), "docx", "application/zip"),
        (WORD, "doc", "application/msword"),
        (POWERPOINT, "ppt", "application/vnd.ms-powerpoint"),
        (OLE, "doc", "application/x-ole-storage"),
        (samples.make_mp3(), "mp3", "audio/mpeg"),
        (samples.make_mp3()[138:], "mp3", "audio/mpeg"),
        (b"\xff\xfa\x90\x00" + bytes(413), "mp3", "audio/mpeg"),
        (samples.make_wav(), "wav", "audio/wav"),
        (samples.make_mp4(), "mp4", "video/mp4"),
        (samples.make_mp4(), "m4a", "audio/mp4"),
        (samples.make_mp4(brand=b"qt  ")[:12] + bytes(40), "mp4", "video/quicktime"),
        ("BM 是一个词".encode(), "txt", "text/plain; charset=utf-8"),
        ("第一段".encode("gb18030"), "md", "text/plain; charset=gb18030"),
        (b"WEBVTT\n", "vtt", "text/vtt; charset=utf-8"),
        (b"", "txt", "text/plain; charset=utf-8"),
    ],
)
def test_it_tells_what_a_file_is(write, content, extension, content_type):
    assert sniff(write(content), extension) == content_type


@pytest.mark.parametrize(
    ("content", "extension"),
    [
        (samples.HTML, "pdf"),
        (samples.HTML + b"%PDF-1.4", "pdf"),
        (samples.SVG, "png"),
        (samples.BLP_NAMED_JPG, "jpg"),
        (b"text\x00with\x07bells", "txt"),
        (samples.make_pdf("\xff\x00"), "md"),
        (b"", "pdf"),
    ],
)
def test_it_does_not_know_what_it_is_not_asked_to(write, content, extension):
    assert sniff(write(content), extension) == ""


@pytest.mark.parametrize(
    ("content", "content_type", "pages"),
    [
        (samples.make_docx("x"), DOCX, None),
        (samples.make_pptx(slides=3), PPTX, 3),
        (samples.make_zip({"mimetype": ODP.encode(), "content.xml": b"<x/>"}), ODP, None),
        (samples.make_zip({"Index/Slide-12.iwa": b"x"}), KEY, None),
        (samples.make_zip(), ZIP, None),
    ],
)
def test_it_tells_office_documents_from_other_packages(write, content, content_type, pages):
    found = look_into(str(write(content)))
    assert found == {"content_type": content_type, "page_count": pages}


def test_a_bomb_is_not_taken_for_a_document(write, monkeypatch):
    path = str(write(samples.make_docx_bomb(megabytes=2)))
    assert look_into(path)["content_type"] == DOCX
    monkeypatch.setattr(packages, "UNPACKED_LIMIT", 2**20)
    with pytest.raises(Unreadable) as error:
        look_into(path)
    assert error.value.reason == Reason.TOO_LARGE


def test_a_package_cut_in_the_middle_is_broken(write):
    content = samples.make_docx("x")
    with pytest.raises(Unreadable) as error:
        look_into(str(write(content[: len(content) // 2])))
    assert error.value.reason == Reason.BROKEN
