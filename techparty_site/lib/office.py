"""Presentations drawn by LibreOffice, where it is installed: it makes a PDF of them.

It reads a hundred formats with code of thirty years, so it gets a profile of its own, no macros,
no network where the system allows that, and a limited child above it.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from techparty_site.lib.lightened import lighten
from techparty_site.lib.limited import Limits, run
from techparty_site.lib.unreadable import Reason, Unreadable

# By itself it holds some 160 MB; each of its processes gets the limit of the child.
LIMITS = Limits(seconds=180, megabytes=310, file_megabytes=250)
NAMES = ("soffice", "libreoffice")
PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
ZIPS = ("pptx", "odp")
OFF = "off"
GUARD = "techparty_site.lib.office_guard"
NO_NETWORK = ("unshare", "--map-root-user", "--net", "--")
OPTIONS = ("--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard")
PATH = "/usr/local/bin:/usr/bin:/bin"
SETTINGS = {
    "Cache/GraphicManager": {"GraphicMemoryLimit": "50000000", "GraphicAllowedIdleTime": "1"},
    "Security/Scripting": {
        "MacroSecurityLevel": "3",
        "DisableMacrosExecution": "true",
        "BlockUntrustedRefererLinks": "true",
        "DisableActiveContent": "true",
    },
}


def find() -> str | None:
    """The program, or None. The setting names it where it stands in no usual place."""
    if settings.LIBREOFFICE == OFF:
        return None
    places = [settings.LIBREOFFICE] if settings.LIBREOFFICE else [*NAMES, *PLACES]
    return next((found for place in places if (found := shutil.which(place))), None)


def make_pdf(program: str, path: Path, extension: str, folder: str) -> Path:
    """In `folder`, which has to be new. Raises Unreadable."""
    return Path(run(LIMITS, convert, program, str(path), extension, folder))


def convert(program: str, path: str, extension: str, folder: str) -> str:
    """Inside the child. Hidden slides are not drawn: that is LibreOffice's own default."""
    source = Path(folder, f"deck.{extension}")
    if extension in ZIPS:
        lighten(path, str(source), extension)
    else:
        source.symlink_to(Path(path).absolute())
    profile = write_profile(Path(folder, "profile"))
    command = [program, f"-env:UserInstallation={profile.as_uri()}", *OPTIONS]
    command += ["--convert-to", "pdf", "--outdir", folder, str(source)]
    guard = [sys.executable, "-m", GUARD, str(os.getpid())]
    output = subprocess.run(
        [*guard, *without_network(), *command],
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    ).stdout
    result = source.with_suffix(".pdf")
    if not result.exists():
        raise Unreadable(Reason.BROKEN, output.decode(errors="replace")[-500:])
    return str(result)


def environment(folder: str) -> dict[str, str]:
    found = {"PATH": PATH, "HOME": folder, "TMPDIR": folder, "LANG": "C.UTF-8"}
    return found | {"PYTHONPATH": os.environ["PYTHONPATH"]}


def without_network() -> tuple[str, ...]:
    """Many containers forbid it: then LibreOffice's own settings have to do."""
    try:
        allowed = subprocess.run([*NO_NETWORK, "true"], capture_output=True, check=False)
    except OSError:
        return ()
    return NO_NETWORK if not allowed.returncode else ()


def write_profile(folder: Path) -> Path:
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.Common/{group}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for group, values in SETTINGS.items()
        for name, value in values.items()
    )
    namespace = 'xmlns:oor="http://openoffice.org/2001/registry"'
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<oor:items {namespace}>{items}</oor:items>',
        encoding="utf-8",
    )
    return folder
