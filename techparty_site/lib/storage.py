"""Files under their final name only when they are whole, on this disk or in a bucket."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage

from techparty_site.lib import files


class WholeFileStorage(FileSystemStorage):
    """Written elsewhere, then renamed: a full disk or a kill leaves nothing under a file's name.

    For names that are random, as ours are: it doesn't look for a free one a second time.
    """

    def _save(self, name: str, content: "File[Any]") -> str:
        target = Path(self.path(name))
        self._make_folder(target.parent)
        if not self._moved(content, target):
            with files.scratch(room_for(target)) as draft:
                for chunk in content.chunks():
                    draft.write(chunk)
                draft.flush()
                self._publish(draft.fileno(), Path(draft.name), target)
        write_through(target.parent)
        return name

    def _moved(self, content: "File[Any]", target: Path) -> bool:
        """A large upload lies on the disk already; on another disk it has to be copied."""
        if not hasattr(content, "temporary_file_path"):
            return False
        source = Path(content.temporary_file_path())
        with source.open("rb") as file:
            try:
                self._publish(file.fileno(), source, target)
            except OSError as error:
                if error.errno != errno.EXDEV:
                    raise
                return False
        return True

    def _publish(self, handle: int, draft: Path, target: Path) -> None:
        if self.file_permissions_mode is not None:
            os.chmod(handle, self.file_permissions_mode)
        os.fsync(handle)
        os.replace(draft, target)

    def _make_folder(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        if self.directory_permissions_mode is not None:
            folder.chmod(self.directory_permissions_mode)


def room_for(target: Path) -> Path | None:
    """None for WORK_DIR, unless a rename can't reach the target from there: then beside it."""
    near = os.stat(settings.WORK_DIR).st_dev == target.parent.stat().st_dev
    return None if near else target.parent


def write_through(folder: Path) -> None:
    """The new name too shall outlive a power cut: the row that tells it will."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def is_local(storage: Storage) -> bool:
    return isinstance(storage, FileSystemStorage)


def keys(storage: Storage, folder: str = "") -> Iterator[str]:
    """All that is stored, folder by folder."""
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever stored
        return
    for name in names:
        yield f"{folder}{name}"
    for name in folders:
        yield from keys(storage, f"{folder}{name}/")
