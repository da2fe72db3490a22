"""A file stands under its final name when it is whole, and never before."""

import errno
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import TemporaryUploadedFile

from techparty_site.lib.children import bare_environment
from techparty_site.lib.storage import WholeFileStorage, keys, room_for


@pytest.fixture
def media(tmp_path):
    return tmp_path / "media"


@pytest.fixture
def storage(media):
    return WholeFileStorage(media, file_permissions_mode=0o640)


@pytest.fixture(autouse=True)
def work(settings, tmp_path):
    settings.WORK_DIR = tmp_path / "work"
    settings.WORK_DIR.mkdir()
    return settings.WORK_DIR


def everything(*folders: Path) -> list[Path]:
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


def uploaded(content: bytes) -> TemporaryUploadedFile:
    upload = TemporaryUploadedFile("讲稿.pdf", "application/pdf", len(content), None)
    upload.write(content)
    upload.seek(0)
    return upload


def test_it_keeps_a_file_readable_for_its_group_only(storage, media, work):
    assert storage.save("ab/abcd", ContentFile(b"hello")) == "ab/abcd"
    assert (media / "ab/abcd").read_bytes() == b"hello"
    assert stat.S_IMODE((media / "ab/abcd").stat().st_mode) == 0o640
    assert everything(work) == []


def test_a_large_upload_is_moved_and_not_copied(storage, media, settings, work):
    settings.FILE_UPLOAD_TEMP_DIR = work
    upload = uploaded(b"hello")
    inode = os.stat(upload.temporary_file_path()).st_ino
    storage.save("ab/abcd", upload)
    assert (media / "ab/abcd").stat().st_ino == inode
    assert stat.S_IMODE((media / "ab/abcd").stat().st_mode) == 0o640
    upload.close()
    assert everything(work) == []


def test_an_upload_on_another_disk_is_copied(storage, media, monkeypatch):
    """The first rename crosses the disks, the one of the copy doesn't."""
    upload, rename = uploaded(b"hello"), os.replace

    def replace(source, target):
        if str(source) == upload.temporary_file_path():
            raise OSError(errno.EXDEV, "another disk")
        rename(source, target)

    monkeypatch.setattr(os, "replace", replace)
    storage.save("ab/abcd", upload)
    assert (media / "ab/abcd").read_bytes() == b"hello"


def test_with_the_work_folder_on_another_disk_drafts_lie_hidden_beside_their_target(
    storage, media, settings
):
    settings.WORK_DIR = Path("/proc")
    assert room_for(media.parent / "x") == media.parent
    assert storage.save("ab/abcd", ContentFile(b"hello")) == "ab/abcd"
    assert everything(media) == [media / "ab/abcd"]


class FullDisk(ContentFile[bytes]):
    def chunks(self, chunk_size=None):
        yield b"half"
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_leaves_nothing(storage, media, work):
    with pytest.raises(OSError, match="No space left"):
        storage.save("ab/abcd", FullDisk(b"half of it"))
    assert everything(media, work) == []


KILLED = """
import os, signal, sys
from django.conf import settings
settings.configure(WORK_DIR=sys.argv[1])
from django.core.files.base import ContentFile
from techparty_site.lib.storage import WholeFileStorage
class Slow(ContentFile):
    def chunks(self, chunk_size=None):
        yield b"half"
        os.kill(os.getpid(), signal.SIGKILL)
WholeFileStorage(sys.argv[2]).save("ab/abcd", Slow(b"half of it"))
"""


def test_a_kill_leaves_no_part_of_a_file_under_its_name(media, work):
    command = [sys.executable, "-c", KILLED, str(work), str(media)]
    killed = subprocess.run(command, env=bare_environment(), check=False)
    assert killed.returncode == -signal.SIGKILL
    assert everything(media) == []
    assert len(everything(work)) == 1


def test_it_lists_every_key(storage):
    assert list(keys(storage)) == []
    for key in ("ab/abcd", "cd/cdef", "top"):
        storage.save(key, ContentFile(b"x"))
    assert sorted(keys(storage)) == ["ab/abcd", "cd/cdef", "top"]
