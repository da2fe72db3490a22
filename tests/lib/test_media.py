"""How long recordings are."""

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


def make_vbr_without_count() -> bytes:
    """Frames of 64 and of 192 kbit/s in turn: 128 on average."""
    low, high = b"\xff\xfb\x50\x00" + bytes(204), b"\xff\xfb\xb0\x00" + bytes(622)
    return (low + high) * 400


def make_opus(*, seconds: int, skipped: int = 312, also: bytes = b"") -> bytes:
    def page(kind: int, samples: int, stream: int) -> bytes:
        return b"OggS\x00" + bytes([kind]) + struct.pack("<qI", samples, stream) + bytes(9)

    head = page(2, 0, 7) + b"OpusHead\x01\x01" + struct.pack("<H", skipped) + bytes(7)
    return head + page(4, seconds * 48000 + skipped, 7) + page(4, 99, 8) + also


def element(name: str, body: bytes, *, unknown: bool = False) -> bytes:
    size = b"\x01" + b"\xff" * 7 if unknown else struct.pack(">Q", len(body) | 1 << 56)
    return bytes.fromhex(name) + size + body


def make_webm(*, seconds: float | None, last_cluster: int = 0) -> bytes:
    """A recorder that streams tells no length and not even how large its elements are."""
    known = element("4489", struct.pack(">d", seconds * 1000)) if seconds is not None else b""
    info = element("1549a966", element("2ad7b1", b"\x0f\x42\x40") + known)
    cluster = bytes.fromhex("1f43b67501ffffffffffffffe784") + struct.pack(">I", last_cluster * 1000)
    return element("1a45dfa3", b"") + element("18538067", info + cluster, unknown=True)


def box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(body), name) + body


def make_fragmented(*, announced: int = 0, indexed: int = 0, last: int = 0) -> bytes:
    """Written while it was recorded: the head of the film knows no length. In seconds."""
    film = box(b"mvhd", struct.pack(">IIIII", 0, 0, 0, 1000, 0) + bytes(80))
    track = box(b"mdhd", struct.pack(">IIIIII", 0, 0, 0, 500, 0, 0))
    film += box(b"trak", box(b"mdia", track))
    film += (
        box(b"mvex", box(b"mehd", struct.pack(">II", 0, announced * 1000))) if announced else b""
    )
    parts = struct.pack(">III", 0, indexed * 50, 0) * 2
    index = box(b"sidx", struct.pack(">IIIIIHH", 0, 1, 100, 0, 0, 0, 2) + parts)
    part = box(b"moof", box(b"traf", box(b"tfdt", struct.pack(">II", 0, last * 500))))
    return box(b"moov", film) + (index if indexed else b"") + part + box(b"mdat", b"")


@pytest.mark.parametrize(
    ("content", "content_type", "seconds"),
    [
        (samples.make_wav(seconds=7), "audio/wav", 7),
        (samples.make_mp3(seconds=60), "audio/mpeg", 60),
        (make_xing(frames=3829), "audio/mpeg", 100),
        (make_vbr_without_count(), "audio/mpeg", 21),
        (make_opus(seconds=42), "audio/ogg", 42),
        (make_opus(seconds=42, skipped=24000), "audio/ogg", 42),
        (samples.make_mp4(seconds=3600), "video/mp4", 3600),
        (samples.make_mp4(seconds=0), "video/mp4", None),
        (make_fragmented(announced=70), "audio/mp4", 70),
        (make_fragmented(indexed=70), "audio/mp4", 70),
        (make_fragmented(last=70), "video/mp4", 70),
        (make_webm(seconds=95.2), "video/webm", 95),
        (make_webm(seconds=None, last_cluster=95), "video/webm", 95),
        (make_webm(seconds=float("nan")), "video/webm", None),
        (make_webm(seconds=1e9), "video/webm", None),
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


SOUND = [
    (samples.make_wav(seconds=1), "audio/wav"),
    (samples.make_mp3(seconds=1), "audio/mpeg"),
    (make_opus(seconds=9), "audio/ogg"),
    (make_fragmented(last=9), "video/mp4"),
    (make_fragmented(announced=9), "audio/mp4"),
    (make_webm(seconds=9), "video/webm"),
]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(SOUND),
    st.lists(st.tuples(st.integers(0, 250), st.binary(max_size=8)), max_size=8),
)
def test_no_header_that_lies_is_believed_beyond_a_week(tmp_path_factory, sound, changes):
    content, content_type = bytearray(sound[0]), sound[1]
    for place, change in changes:
        content[place : place + len(change)] = change
    path = tmp_path_factory.getbasetemp() / "lying"
    path.write_bytes(content)
    assert (duration(path, content_type) or 1) in range(1, 7 * 24 * 3600 + 1)
