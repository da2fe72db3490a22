"""A disk that is full: known by its errors, of the system or a database, and lived with."""

import errno
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

NUMBERS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
POSTGRESQL_DISK_FULL = "53100"
NO_ROOM_FOR_INDEX = sqlite3.SQLITE_IOERR_SHMSIZE


def is_full_disk(error: BaseException | None) -> bool:
    """Also for what was raised because of such an error."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if says_so(error):
            return True
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return False


def says_so(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in NUMBERS
    code = getattr(error, "sqlite_errorcode", 0)
    full = code & 0xFF == sqlite3.SQLITE_FULL or "database or disk is full" in str(error)
    return (
        full or code == NO_ROOM_FOR_INDEX or getattr(error, "sqlstate", "") == POSTGRESQL_DISK_FULL
    )


def hold_open(database: dict[str, Any]) -> sqlite3.Connection | None:
    """Keep what it returns, of an entry of DATABASES: then SQLite is read on a full disk too.

    With its last connection go the -wal and -shm files, and whoever reads next has to make them.
    """
    if not database["ENGINE"].endswith("sqlite3"):
        return None
    with suppress(sqlite3.Error, ValueError):  # not there yet, or a database in memory
        address = f"{Path(database['NAME']).absolute().as_uri()}?mode=rw"
        connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
        return connection
    return None
