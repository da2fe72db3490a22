"""Presentations drawn by LibreOffice, where it is installed: it makes a PDF of them.

It reads a hundred formats with code of thirty years, so it gets a profile of its own, no macros,
nothing that leads out of the file, a limited child above it and, where the system allows that,
neither network nor files of others. A .ppt can't be searched for ways out: without that it is
not opened.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from techparty_site.lib.enclosed import enclose
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
FILTERS = {
    "pptx": "Impress MS PowerPoint 2007 XML",
    "odp": "impress8",
    "ppt": "MS PowerPoint 97",
}
NOWHERE = "127.0.0.1", "9"
OPTIONS = ("--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard")
PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
SETTINGS = {
    "Office.Common/Cache/GraphicManager": {
        "GraphicMemoryLimit": "50000000",
        "GraphicAllowedIdleTime": "1",
    },
    "Inet/Settings": {
        "ooInetProxyType": "2",
        **{f"ooInet{kind}ProxyName": NOWHERE[0] for kind in ("HTTP", "HTTPS", "FTP")},
        **{f"ooInet{kind}ProxyPort": NOWHERE[1] for kind in ("HTTP", "HTTPS", "FTP")},
    },
    "Office.Common/Security/Scripting": {
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
    command = [*arguments(program, folder, extension), str(source)]
    alone = enclose(command, program, folder, environment(folder))
    if extension in ZIPS:
        lighten(path, str(source), extension)
    elif alone:
        shutil.copyfile(path, source)
    else:
        raise Unreadable(Reason.NO_READER, f"a .{extension} where namespaces are forbidden")
    guard = [sys.executable, "-m", GUARD, str(os.getpid())]
    output = subprocess.run(
        [*guard, *(alone or [*without_network(), *command])],
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


def arguments(program: str, folder: str, extension: str) -> list[str]:
    """Told which filter to take, it doesn't go looking for another."""
    profile = write_profile(Path(folder, "profile"))
    start = [program, f"-env:UserInstallation={profile.as_uri()}", *OPTIONS]
    return [*start, f"--infilter={FILTERS[extension]}", "--convert-to", "pdf", "--outdir", folder]


def environment(folder: str) -> dict[str, str]:
    found = {"PATH": PATH, "HOME": folder, "TMPDIR": folder, "LANG": "C.UTF-8"}
    proxy = "http://" + ":".join(NOWHERE)
    found |= {f"{kind}_proxy": proxy for kind in ("http", "https", "ftp", "all")}
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
        f'<item oor:path="/org.openoffice.{group}">'
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
