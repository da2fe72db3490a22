"""Names and bytes of files as they come in."""

import hashlib
import os
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile, File

from techparty_site.lib.files import (
    TooLarge,
    clean_name,
    extension_of,
    is_left,
    machine,
    measure,
    on_disk,
    scratch,
    workspace,
)


@pytest.mark.parametrize(
    "name",
    [
        "容器镜像瘦身（广州 2023-04）.pdf",
        "👩‍💻 说.docx",
        "“引号” & 100% #1?.pdf",
        "讲" * 196 + ".pdf",
        "a" * 255,
    ],
)
def test_it_keeps_a_name_exactly(name):
    assert clean_name(name) == name


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\slides\\第一讲.pdf", "第一讲.pdf"),
        ("a\x00b.pdf", "ab.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie: x=1.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("half\ud800.pdf", "half.pdf"),
        ("  talk.pdf\t", "talk.pdf"),
        ("..", "file"),
        ("", "file"),
        ("slides/", "file"),
    ],
)
def test_it_takes_folders_and_unseen_characters_out_of_a_name(name, kept):
    assert clean_name(name) == kept


def test_a_name_of_5000_characters_is_cut_before_its_extension():
    assert clean_name("讲" * 5000 + ".pdf") == "讲" * 251 + ".pdf"
    assert clean_name("讲" * 5000) == "讲" * 255


def test_an_extension_is_what_follows_the_last_dot():
    assert extension_of("a.tar.GZ") == "gz"
    assert extension_of("README") == ""


def test_it_weighs_and_hashes_a_file_in_one_pass():
    file = BytesIO(b"x" * 3_000_000)
    file.seek(17)
    assert measure(file, limit=3_000_000) == (
        3_000_000,
        hashlib.sha256(b"x" * 3_000_000).hexdigest(),
    )


def test_it_stops_at_the_limit_without_reading_on():
    file = BytesIO(b"x" * 5_000_000)
    with pytest.raises(TooLarge):
        measure(file, limit=1000)
    assert file.tell() < 5_000_000


def test_a_file_in_memory_lies_on_the_disk_only_while_it_is_needed():
    with on_disk(ContentFile(b"hello")) as path:
        assert path.read_bytes() == b"hello"
    assert not path.exists()


def test_an_upload_that_is_on_the_disk_is_not_copied(tmp_path):
    upload = File(BytesIO(b"hello"))
    upload.temporary_file_path = lambda: str(tmp_path / "upload")
    with on_disk(upload) as path:
        assert path == tmp_path / "upload"


def test_half_done_work_lies_in_the_work_folder_and_tells_whose_it_is(settings):
    with workspace() as folder, scratch() as file:
        for path in (Path(folder), Path(file.name)):
            assert path.parent == settings.WORK_DIR
            assert f"-{os.getpid()}-" in path.name
    assert not Path(folder).exists()
    assert not Path(file.name).exists()


def test_a_scratch_file_may_be_moved_away(tmp_path):
    with scratch() as file:
        os.replace(file.name, tmp_path / "kept")
    assert (tmp_path / "kept").exists()


def test_nothing_half_done_is_written_anywhere_else():
    """`lib/limited` keeps the errors of a child in a file without a name; the demo its key."""
    allowed = {"files.py", "uploads.py", "limited.py", "serve.py"}
    root = Path(__file__).parents[2]
    apps = ("techparty_site", "events", "posts")
    sources = [path for app in apps for path in (root / app).rglob("*.py")]
    users = {path.name for path in sources if "import tempfile" in path.read_text("utf-8")}
    assert users <= allowed
    assert "files.py" in users


@pytest.mark.parametrize(
    ("name", "hours", "left"),
    [
        ("techparty-{machine}-{pid}-x", 23, False),
        ("techparty-{machine}-{pid}-x", 25, True),
        ("techparty-{machine}-4194305-x", 0, True),
        ("techparty-{machine}-1" + "0" * 30 + "-x", 0, True),
        ("techparty-{machine}-1-x", 0, False),
        ("techparty-00000000-4194305-x", 23, False),
        ("anything", 23, False),
        ("anything", 25, True),
    ],
)
def test_work_is_left_when_its_process_is_gone_or_after_a_day(name, hours, left):
    name = name.format(machine=machine(), pid=os.getpid())  # other ones in every test process
    assert is_left(name, datetime.now(UTC) - timedelta(hours=hours)) is left
