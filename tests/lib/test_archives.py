"""Kept files as one ZIP: its names, its size, and what becomes of files that are gone."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage

from techparty_site.lib.archives import Archive, Member, portable, unused_path


@pytest.fixture
def member():
    storage = InMemoryStorage()

    def make(path: str, content: bytes = b"x") -> Member:
        return Member(path, storage, storage.save("key", ContentFile(content)))

    return make


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("容器镜像瘦身（广州 2023-04）👩‍💻.pdf", "容器镜像瘦身（广州 2023-04）👩‍💻.pdf"),
        ("../../etc/passwd", "..／..／etc／passwd"),
        ("C:\\a.pdf", "C：＼a.pdf"),
        ('Docker: "为什么"?.pdf', "Docker： ＂为什么＂？.pdf"),
        ("..", "file"),
        ("name. ", "name"),
        ("NUL.txt", "_NUL.txt"),
        ("com1", "_com1"),
        ("a\x00\r\n\u202eb.pdf", "ab.pdf"),
        ("", "file"),
    ],
)
def test_a_name_can_be_written_to_every_disk(name, kept):
    assert portable(name) == kept


@pytest.mark.parametrize(
    "name", ["讲" * 255 + ".pdf", "👩‍💻" * 60 + ".pdf", "a" * 250, "a." + "讲" * 200]
)
def test_a_long_name_is_cut_before_its_extension(name):
    kept = portable(name)
    assert len(kept.encode()) <= 200
    assert kept[:30] == name[:30]
    assert kept.endswith(".pdf") == name.endswith(".pdf")


def test_names_that_are_alike_are_numbered():
    taken: set[str] = set()
    paths = [unused_path(path, taken) for path in ("01 讲/A.pdf", "01 讲/a.pdf", "a.pdf", "a.pdf")]
    assert paths == ["01 讲/A.pdf", "01 讲/a (2).pdf", "a.pdf", "a (2).pdf"]


def test_it_says_its_size_before_and_keeps_to_it(member):
    archive = Archive([member("01 讲题/讲稿.pdf", b"a" * 100_000), member("空.txt", b"")])
    content = b"".join(archive)
    assert archive.size == len(content)
    with ZipFile(BytesIO(content)) as package:
        assert package.testzip() is None
        assert package.namelist() == ["01 讲题/讲稿.pdf", "空.txt"]
        assert all(entry.flag_bits & 0x800 for entry in package.infolist())  # UTF-8
        assert package.read("01 讲题/讲稿.pdf") == b"a" * 100_000


def test_it_reads_a_file_when_it_is_its_turn(member, monkeypatch):
    first, second = member("1", b"a" * 200_000), member("2")
    reading: list[str] = []
    monkeypatch.setattr(
        "techparty_site.lib.archives.reading",
        lambda storage, key: reading.append(key) or storage.open(key),
    )
    archive = iter(Archive([first, second]))
    next(archive), next(archive)
    assert reading == [first.key]


def test_a_file_that_is_gone_is_left_out_and_logged(member, caplog):
    there = member("there")
    archive = Archive([Member("lost", there.storage, "no key"), there])
    with ZipFile(BytesIO(b"".join(archive))) as package:
        assert package.namelist() == ["there"]
    assert "no key" in caplog.text


def test_a_disk_that_fails_breaks_the_archive_off_and_is_logged(member, caplog, monkeypatch):
    broken = member("broken")
    archive = Archive([broken])
    broken.storage.delete(broken.key)
    with pytest.raises(OSError, match="No such file"):
        list(archive)
    assert broken.key in caplog.text
