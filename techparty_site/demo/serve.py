"""`make demo`: from nothing to a served site, as production would serve it.

    python -m techparty_site.demo.serve [--port 8000] [--archive FOLDER]

Makes what is missing and leaves what is there: the key, the database, the demo content, the
static files. Then it keeps the web process and the worker running until Ctrl-C.
"""

import argparse
import hashlib
import os
import secrets
import socket
import sys
import tempfile
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from techparty_site.demo.supervisor import Supervisor

ROOT = Path(__file__).resolve().parents[2]
ADMIN = "admin"


def main() -> None:
    options = read_arguments()
    data = Path(os.environ.get("DATA_DIR") or ROOT / ".data").resolve()
    if not port_is_free(options.port):
        sys.exit(f"Port {options.port} is taken: stop what uses it, or run make demo PORT=8001.")
    prepare_environment(data)
    django.setup()
    prepare_database(options.archive)
    collect_static(data)
    announce(options.port, fresh_password())
    sys.exit(serve(options.port))


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Serve the demo.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--archive", type=Path, help="a Jekyll folder to import first")
    options = parser.parse_args()
    if options.archive and not options.archive.is_dir():
        parser.error(f"there is no folder {options.archive}")
    return options


def port_is_free(port: int) -> bool:
    """Asked first: nobody wants to wait for an import to learn it."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def prepare_environment(data: Path) -> None:
    data.mkdir(parents=True, exist_ok=True)
    os.environ["DATA_DIR"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "techparty_site.settings")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    make_key(data / "secret_key")


def make_key(path: Path) -> None:
    """Whole or not at all: a key cut short by a kill would stop every later start."""
    if path.exists() and path.read_text():
        return
    handle, name = tempfile.mkstemp(dir=path.parent)  # readable by its owner only
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50))
    Path(name).replace(path)


def prepare_database(archive: Path | None) -> None:
    call_command("migrate", verbosity=0)
    call_command("load_demo")
    if archive:
        call_command("import_jekyll", str(archive), commit=True)


def collect_static(data: Path) -> None:
    """Only when a source has changed: compressing takes longer than all the rest."""
    stamp, now = data / "static.stamp", fingerprint()
    whole = (Path(settings.STATIC_ROOT) / "staticfiles.json").exists()
    if not whole or not stamp.exists() or stamp.read_text() != now:
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        stamp.write_text(now)


def fingerprint() -> str:
    folder = ROOT / "techparty_site" / "static"
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files]
    return hashlib.sha256(
        "\n".join([django.__version__, str(settings.STATIC_ROOT), *lines]).encode()
    ).hexdigest()


def fresh_password() -> str:
    from django.contrib.auth.models import User

    password = secrets.token_urlsafe(12)
    user, _created = User.objects.get_or_create(
        username=ADMIN, defaults={"is_staff": True, "is_superuser": True}
    )
    user.set_password(password)
    user.save()
    return password


def announce(port: int, password: str) -> None:
    print(f"\n  Site    http://127.0.0.1:{port}/")
    print(f"  Admin   http://127.0.0.1:{port}/admin/   {ADMIN} / {password}")
    print("  Stop    Ctrl-C\n", flush=True)


def serve(port: int) -> int:
    python = [sys.executable, "-m"]
    web = [*python, "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    # Python streams recordings here, a thread each for as long as a slow phone listens.
    web += ["--workers", "1", "--blocking-threads", "32", "--workers-kill-timeout", "2"]
    web += ["--log-level", "error", "techparty_site.wsgi:application"]
    worker = [*python, "django", "db_worker"]
    return Supervisor(web, worker, ROOT).run()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
