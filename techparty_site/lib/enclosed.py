"""A program that sees nothing of this machine but programs, fonts and one folder; and no network.

Linux only, and only where namespaces are allowed: many containers forbid them.
"""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

NAMESPACES = ("unshare", "--map-root-user", "--net", "--mount", "--ipc")
# /proc tells nothing secret of others: they are in another user namespace.
SHOWN = (
    *("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/dev", "/proc"),
    *(
        "/etc/alternatives",
        "/etc/fonts",
        "/etc/ld.so.cache",
        "/etc/libreoffice",
        "/var/cache/fontconfig",
    ),
)
# $1 is the folder, then what is shown, "--" and the command. Mounts end with their namespace.
SCRIPT = """set -e
folder=$1 root=$1/.root
shift
mkdir -p "$root"
mount -t tmpfs none "$root"
show() {
  if [ -d "$1" ]; then mkdir -p "$root$1"; else mkdir -p "$root${1%/*}"; : > "$root$1"; fi
  mount --rbind "$1" "$root$1"
}
while [ "$1" != -- ]; do
  if [ -L "$1" ]; then mkdir -p "$root${1%/*}"; cp -P "$1" "$root$1"; else show "$1"; fi
  shift
done
shift
show "$folder"
exec chroot "$root" "$@"
"""


def enclose(
    command: Sequence[str], program: str, folder: str, environment: dict[str, str]
) -> list[str]:
    """What runs `command` so, in `folder` as the one place it may write to; empty where this
    system can't.
    """
    shown = [place for place in (*SHOWN, installation(program)) if os.path.lexists(place)]
    start = [*NAMESPACES, "sh", "-c", SCRIPT, "sh", folder, *shown, "--"]
    try:
        tried = subprocess.run([*start, "true"], env=environment, capture_output=True, check=False)
    except OSError:
        return []
    return [] if tried.returncode else [*start, *command]


def installation(program: str) -> str:
    """The folder with all that belongs to a program that may stand anywhere."""
    path = Path(program).resolve()
    return str(path.parents[1] if path.parent.name == "program" else path.parent)
