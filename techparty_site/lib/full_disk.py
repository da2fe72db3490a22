"""Whether an error means that a disk is full, whoever found it: the system or a database."""

import errno
import sqlite3

NUMBERS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
POSTGRESQL_DISK_FULL = "53100"


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
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # its upper bytes tell more exactly
    full = code == sqlite3.SQLITE_FULL or "database or disk is full" in str(error)
    return full or getattr(error, "sqlstate", "") == POSTGRESQL_DISK_FULL
