"""How long recordings are."""

import struct

import pytest

from techparty_site.lib.media import READERS, duration
from tests import samples


@pytest.fixture
def measure(tmp_path):
    def measure_file(content: bytes, content_type: str) -> int | None:
        path = tmp_path / "recording"
        path.write_bytes(content)
        return duration(path, content_type)

    return measure_file


def make_xing(*, frames: int) -> bytes:
    head = b"\xff\xfb\x90\x00" + bytes(32) + b"Xing" + struct.pack(">II", 1, frames)
    return head + bytes(1000)


def make_opus(*, seconds: int) -> bytes:
    page = b"OggS\x00\x02" + bytes(20) + b"\x01\x13OpusHead" + bytes(11)
    return page + b"OggS\x00\x04" + struct.pack("<q", seconds * 48000) + bytes(12)


@pytest.mark.parametrize(
    ("content", "content_type", "seconds"),
    [
        (samples.make_wav(seconds=7), "audio/wav", 7),
        (samples.make_mp3(seconds=60), "audio/mpeg", 60),
        (make_xing(frames=3829), "audio/mpeg", 100),
        (make_opus(seconds=42), "audio/ogg", 42),
        (samples.make_mp4(seconds=3600), "video/mp4", 3600),
        (samples.make_mp4(seconds=0), "video/mp4", None),
        (b"webm", "video/webm", None),
    ],
)
def test_it_reads_the_duration_from_the_headers(measure, content, content_type, seconds):
    assert measure(content, content_type) == seconds


@pytest.mark.parametrize("content_type", READERS)
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"ID3\x03\x00\x00\x7f\x7f\x7f\x7f",
        b"\xff" * 5000,
        b"RIFF\xff\xff\xff\xffWAVEdata\xff\xff\xff\xff",
        b"\x00\x00\x00\x01moov" + b"\x00" * 8,
        b"\x00\x00\x00\x08free" * 5000,
        b"OggS" + b"\xff" * 40 + b"OpusHead",
    ],
)
def test_damaged_headers_tell_nothing(measure, content, content_type):
    assert measure(content, content_type) is None
