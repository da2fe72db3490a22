"""Files and their names as they come in, and the place for half-done ones.

Nothing here looks into a file.
"""

import hashlib
import os
import platform
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import IO, Any, cast

from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage

CHUNK = 2**20  # bytes
WORK_NAME = re.compile(r"\.?techparty-(?P<machine>[0-9a-f]{8})-(?P<pid>\d+)-")
FORGOTTEN = timedelta(days=1)  # no work takes that long
LONGEST_NAME = 255  # characters
# What is not seen, or turns the reading direction round; joiners stay, emoji are made with them.
UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)


class TooLarge(Exception):
    pass


def clean_name(name: str) -> str:
    """The name as it was given, without folders and unseen characters, at most 255 long."""
    name = UNSEEN.sub("", name.replace("\\", "/").rpartition("/")[2]).strip()
    if not name.strip("."):
        return "file"
    if len(name) <= LONGEST_NAME:
        return name
    stem, dot, extension = name.rpartition(".")
    if dot and len(extension) <= 10:
        return stem[: LONGEST_NAME - len(extension) - 1] + dot + extension
    return name[:LONGEST_NAME]


def extension_of(name: str) -> str:
    """In small letters, without the dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def measure(file: "IO[bytes] | File[Any]", *, limit: int) -> tuple[int, str]:
    """Size in bytes and SHA-256, found in one pass. Raises TooLarge as soon as it is."""
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    while chunk := file.read(CHUNK):
        size += len(chunk)
        if size > limit:
            raise TooLarge
        digest.update(chunk)
    file.seek(0)
    return size, digest.hexdigest()


@contextmanager
def on_disk(file: "File[Any]") -> Iterator[Path]:
    """A path under which another process can read the file, wherever it is kept."""
    if path := path_of(file):
        yield path
        return
    with scratch() as copy:
        if hasattr(file, "storage"):
            with reading(file.storage, str(file.name)) as source:
                shutil.copyfileobj(source, copy, CHUNK)
        else:
            file.seek(0)
            shutil.copyfileobj(file, copy, CHUNK)
            file.seek(0)
        copy.flush()
        yield Path(copy.name)


def reading(storage: Storage, key: str) -> IO[bytes]:
    """To be read once from start to end: from a bucket it comes piece by piece."""
    bucket = getattr(storage, "bucket", None)
    if bucket is None:
        return cast(IO[bytes], storage.open(key))
    return cast(IO[bytes], bucket.Object(key).get()["Body"])


def path_of(file: "File[Any]") -> Path | None:
    if hasattr(file, "temporary_file_path"):
        return Path(file.temporary_file_path())
    try:
        return Path(file.path)  # type: ignore[attr-defined]  # of a FieldFile on local disk
    except (AttributeError, NotImplementedError, ValueError):
        return None


@contextmanager
def workspace() -> Iterator[str]:
    """A folder in WORK_DIR for as long as it is used. Who is killed leaves it to `check_files`."""
    with tempfile.TemporaryDirectory(prefix=work_prefix(), dir=settings.WORK_DIR) as folder:
        yield folder


@contextmanager
def scratch(folder: Path | None = None) -> "Iterator[tempfile._TemporaryFileWrapper[bytes]]":
    """A named file in WORK_DIR, or hidden in `folder`; gone afterwards unless it was moved away."""
    prefix = f".{work_prefix()}" if folder else work_prefix()
    place = folder or settings.WORK_DIR
    with tempfile.NamedTemporaryFile(prefix=prefix, dir=place, delete=False) as file:
        try:
            yield file
        finally:
            Path(file.name).unlink(missing_ok=True)


def work_prefix() -> str:
    """Begins the name of all that is half done: says which process of which machine does it."""
    return f"techparty-{machine()}-{os.getpid()}-"


@cache
def machine() -> str:
    """Where process numbers mean the same: until it starts anew, and not in the next container."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii")
        where = f"{boot}{os.stat('/proc/self/ns/pid').st_ino}"
    except OSError:
        where = platform.node()
    return hashlib.sha256(where.encode()).hexdigest()[:8]


def leftovers() -> list[Path]:
    """What lies in WORK_DIR and nobody works with any more."""
    found = sorted(Path(settings.WORK_DIR).iterdir())
    return [path for path in found if is_left(path.name, modified(path))]


def is_left(name: str, changed: datetime) -> bool:
    """Of a process that is gone, or untouched for a day: another machine's, a cut upload."""
    if changed < datetime.now(UTC) - FORGOTTEN:
        return True
    match = WORK_NAME.match(name)
    return bool(match and match["machine"] == machine() and not is_running(int(match["pid"])))


def modified(path: Path) -> datetime:
    """Now for what has gone meanwhile."""
    try:
        return datetime.fromtimestamp(path.lstat().st_mtime, UTC)
    except FileNotFoundError:
        return datetime.now(UTC)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except PermissionError:  # another user's
        return True
    except (ProcessLookupError, OverflowError):
        return False
    return True


def clear(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
