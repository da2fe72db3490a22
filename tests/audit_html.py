"""Pages and style sheets before the Nu Html Checker, which the W3C runs too.

It comes from npm into a folder that goes when all is done, and wants Java.
"""

import json
import shutil
import subprocess
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from django.test import Client

from tests.site.test_crawl import crawl

STYLES = Path(__file__).parents[1] / "techparty_site" / "static"
NEEDED = ("java", "npm")
SHOWN = 40  # kinds of findings; each once, with one page that has it


class Finding(NamedTuple):
    severity: str  # error, warning, info
    text: str
    place: str
    extract: str


def check(folder: Path) -> int:
    """How many errors, in pages; what it says of style sheets is only told."""
    if lacking := [name for name in NEEDED if not shutil.which(name)]:
        print(f"Nu Html Checker: left out, there is no {' and no '.join(lacking)}")
        return 0
    jar = fetch(folder)
    if jar is None:
        print("Nu Html Checker: left out, npm could not get vnu-jar")
        return 0
    pages = save_pages(folder / "pages")
    found = list(findings(jar, folder / "pages", "--html"))
    errors = show(f"Nu Html Checker, {len(pages)} pages", found, pages)
    sheets = save_sheets(folder / "styles")
    show(f"Nu Html Checker, {len(sheets)} style sheets", findings(jar, folder / "styles"), sheets)
    return errors


def fetch(folder: Path) -> Path | None:
    command = ["npm", "pack", "vnu-jar", "--silent"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    packed = folder / done.stdout.strip()
    if done.returncode or not packed.is_file():
        return None
    with tarfile.open(packed) as archive:
        member = next(one for one in archive if one.name.endswith("/vnu.jar"))
        archive.extract(member, folder, filter="data")
    return folder / member.name


def save_pages(folder: Path) -> dict[str, str]:
    """Every page that a visitor can reach; by the name of its file, its address."""
    folder.mkdir()
    names = {}
    for number, (url, page) in enumerate(
        crawl(Client(SERVER_NAME="localhost"), in_english=True).items()
    ):
        if page.content and page["Content-Type"].startswith("text/html"):
            name = f"{number}.html"
            (folder / name).write_bytes(page.content)
            names[name] = unquote(url)
    return names


def save_sheets(folder: Path) -> dict[str, str]:
    folder.mkdir()
    sheets = sorted(STYLES.glob("*.css"))
    for sheet in sheets:
        shutil.copy(sheet, folder)
    return {sheet.name: sheet.name for sheet in sheets}


def findings(jar: Path, folder: Path, *options: str) -> Iterator[Finding]:
    command = ["java", "-jar", str(jar), "--format", "json", "--exit-zero-always"]
    command += [*(options or ("--css",)), *map(str, sorted(folder.iterdir()))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    for said in json.loads(done.stderr)["messages"]:
        severity = said.get("subType") or said["type"]
        place = said.get("url", "").rpartition("/")[2]
        yield Finding(severity, said["message"], place, said.get("extract", ""))


def show(title: str, found: "Iterator[Finding] | list[Finding]", names: dict[str, str]) -> int:
    kinds: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], Finding] = {}
    for one in found:
        kind = (one.severity, one.text)
        kinds[kind] += 1
        first.setdefault(kind, one)
    counts: Counter[str] = Counter()
    for (severity, _text), times in kinds.items():
        counts[severity] += times
    told = [f"{counts[name]} {name}s" for name in ("error", "warning", "info")]
    print(f"{title}: {', '.join(told)}")
    for (severity, text), times in sorted(kinds.items())[:SHOWN]:
        one = first[severity, text]
        extract = " ".join(one.extract.split())[:160]
        print(f"  {severity} × {times}: {text}\n    {names.get(one.place, one.place)}  {extract}")
    return counts["error"] + counts["fatal"]
