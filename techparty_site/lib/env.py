"""Settings from the environment, with errors that say what to write instead."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}
POSTGRES_OPTIONS = {"sslmode", "sslrootcert", "application_name", "host"}


def text(name: str, default: str = "") -> str:
    """The value of NAME, else the content of the file that NAME_FILE names, else the default."""
    if name in os.environ:
        return os.environ[name]
    path = os.environ.get(f"{name}_FILE")
    if not path:
        return default
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name}_FILE names a file that cannot be read: {error}"
        ) from None


def file_text(path: Path) -> str:
    """The stripped content of a file, empty where there is none."""
    return path.read_text(encoding="utf-8").strip() if path.is_file() else ""


def flag(name: str, *, default: bool = False) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in TRUE:
        return True
    if value.strip().lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}: write 1 or 0.")


def number(name: str, default: int) -> int:
    """A whole number from 0 on."""
    value = text(name).strip() or str(default)
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} is {value!r}: write a whole number.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list, blanks around the items dropped."""
    return [item.strip() for item in text(name, default).split(",") if item.strip()]


def database(name: str, default: str) -> dict[str, Any]:
    """An entry for DATABASES from `sqlite:///file` or `postgres://user:password@host:port/name`.

    A Unix socket is `postgres://user@/name?host=/run/postgresql`.
    """
    url = text(name, default)
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite":
        return _sqlite(rest, name)
    if scheme in {"postgres", "postgresql"}:
        return _postgres(url, name)
    raise ImproperlyConfigured(
        f"{name} begins with {scheme!r}: write sqlite:///path or postgres://user:password@host/name."
    )


def _sqlite(rest: str, name: str) -> dict[str, Any]:
    path = unquote(rest.removeprefix("/"))
    if not path:
        raise ImproperlyConfigured(f"{name} names no file: write sqlite:///path/to/file.sqlite3.")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            # WAL alone loses writes to "database is locked" when two requests upgrade their
            # read lock together; IMMEDIATE takes the write lock at BEGIN and waits its turn.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


def _postgres(url: str, name: str) -> dict[str, Any]:
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    unknown = set(options) - POSTGRES_OPTIONS
    if unknown:
        raise ImproperlyConfigured(f"{name} has an unknown option: {', '.join(sorted(unknown))}.")
    try:
        port = str(parts.port or "")
    except ValueError:
        raise ImproperlyConfigured(f"{name} has a port that is no number.") from None
    if not parts.path.strip("/"):
        raise ImproperlyConfigured(f"{name} names no database: end it with /name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": port,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5, "options": "-c statement_timeout=30s", **options},
    }
