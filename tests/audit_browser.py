"""The demo's pages in a real Chromium: axe, overflow, console, layout shift; and Lighthouse.

Lighthouse comes from npm into a folder that goes when all is done.
"""

import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import find_chromium
from tests.browsing import Watched

type Scheme = Literal["light", "dark"]

ROOT = Path(__file__).parents[1]
WIDTHS = (390, 820, 1440)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
LISTS = (
    "/",
    "/search/?q=容器",
    "/recaps/",
    "/events/",
    "/talks/",
    "/speakers/",
    "/cities/",
    "/tags/",
    "/archive/",
)
OTHERS = ("/nowhere/", "/api/docs/", "/en/", "/corrections/", "/talks/?has=slides&year=1999")
# Layout shift from the first paint on, without that which a reader's own hand causes.
SHIFT = """new PerformanceObserver((seen) => {
  const own = seen.getEntries().filter((it) => !it.hadRecentInput);
  for (const it of own) window.shift = (window.shift || 0) + it.value;
}).observe({ type: "layout-shift", buffered: true });"""
SCROLL = """async () => {
  for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) {
    scrollTo(0, y);
    await new Promise((done) => setTimeout(done, 60));
  }
  return window.shift || 0;
}"""
RUNS = 3  # of Lighthouse, whose median is told: machines are noisy
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LIGHTHOUSE = "lighthouse@12"  # the last that runs on Node 18 and 20
NEEDED = ("node", "npm")


def check(folder: Path) -> int:
    """How many pages have a fault; what Lighthouse says is only told."""
    chromium = find_chromium()
    if not chromium:
        print("Browser: left out, there is no Chromium")
        return 0
    addresses = pages_of_every_type()
    with served(folder) as host:
        broken = look(chromium, host, addresses)
        measure(folder, chromium, host, addresses)
    return broken


def pages_of_every_type() -> dict[str, str]:
    """Of the demo content, by what they are: the fullest of each kind."""
    from django.db.models import Count

    from events.models import Attachment, City, Event, Tag, Talk
    from posts.models import Post
    from speakers.models import Speaker

    kept = Attachment.objects.shown()
    deck = kept.filter(kind="slides", talk__isnull=False).exclude(pages=None).first()
    talks = Talk.objects.published()
    rows = {
        "recap": Post.objects.published().recaps().first(),
        "event": Event.objects.published().past().annotate(n=Count("talks")).order_by("-n").first(),
        "coming": Event.objects.published().upcoming().first(),
        "talk": deck and deck.talk,
        "talk, slides missing": talks.filter(attachments=None).first(),
        "speaker": Speaker.objects.published().first(),
        "city": City.objects.home().first(),
        "tag": Tag.objects.in_use().first(),
    }
    found = {name: row.get_absolute_url() for name, row in rows.items() if row}
    found |= {address: address for address in (*LISTS, *OTHERS)}
    if deck:
        found |= {"all slides": f"{found['talk']}slides/", "slide": f"{found['talk']}slides/1/"}
    return found


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The demo as production would serve it, on a free port, its decks read."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "SECRET_KEY", "LIBREOFFICE", "LOG_LEVEL")
    environ = {key: value for key, value in os.environ.items() if key not in own}
    environ["DATA_DIR"] = str(folder / "served")
    command = [sys.executable, "-m", "techparty_site.demo.serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL)
    try:
        host = f"http://127.0.0.1:{port}"
        wait_for(server, host)
        yield host
    finally:
        server.terminate()
        server.wait(30)


def wait_for(server: "subprocess.Popen[bytes]", host: str) -> None:
    for _second in range(180):
        time.sleep(1)
        if server.poll() is not None:
            sys.exit("The demo did not start.")
        try:
            with urlopen(f"{host}/api/", timeout=5):  # noqa: S310 - our own address
                return
        except OSError:
            continue
    sys.exit("The demo did not answer.")


def look(chromium: str, host: str, addresses: dict[str, str]) -> int:
    """Every page at three widths in two themes; what is wrong is printed."""
    broken, shift = 0, 0.0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        for scheme in SCHEMES:
            for width in WIDTHS:
                for name, faults, moved in walk(browser, host, addresses, scheme, width):
                    broken, shift = broken + bool(faults), max(shift, moved)
                    if faults:
                        print(f"  {name}, {width} px, {scheme}: {'; '.join(faults)}")
        browser.close()
    tried = len(addresses) * len(WIDTHS) * len(SCHEMES)
    print(f"Browser: {len(addresses)} pages, {tried} views, {broken} with a fault", end="; ")
    print(f"largest layout shift {shift:.4f}", flush=True)
    return broken


def walk(
    browser: Browser, host: str, addresses: dict[str, str], scheme: Scheme, width: int
) -> Iterator[tuple[str, list[str], float]]:
    """By page, its faults and its layout shift while it is scrolled through."""
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
    context.add_init_script(SHIFT)
    tab = Watched(context.new_page(), host)
    for name, address in addresses.items():
        tab.page.set_viewport_size({"width": width, "height": 900})
        tab.page.goto(host + address, wait_until="load")
        moved = tab.page.evaluate(SCROLL)
        faults = tab.faults(address, (width, 320) if width == WIDTHS[0] else (width,))
        yield name, faults + ([f"layout shift {moved:.4f}"] if moved else []), moved
    context.close()


def measure(folder: Path, chromium: str, host: str, addresses: dict[str, str]) -> None:
    """Lighthouse's figures, the medians of a few runs, and what keeps them from a hundred."""
    if lacking := [name for name in NEEDED if not shutil.which(name)]:
        print(f"Lighthouse: left out, there is no {' and no '.join(lacking)}")
        return
    command = ["npm", "install", "--silent", "--no-audit", "--no-fund", LIGHTHOUSE]
    place = folder / "lighthouse"
    place.mkdir()
    if subprocess.run(command, cwd=place, check=False, capture_output=True).returncode:
        print("Lighthouse: left out, npm could not get it")
        return
    for name in ("/", "recap", "talk", "tag"):
        for device in ("mobile", "desktop"):
            url = host + addresses[name]
            runs = [run(place, chromium, url, device) for _run in range(RUNS)]
            tell(f"Lighthouse, {unquote(name)}, {device}", [one for one in runs if one])


def run(place: Path, chromium: str, url: str, device: str) -> dict[str, Any]:
    """One report; empty when there was none."""
    command = ["node_modules/.bin/lighthouse", url, "--quiet", "--output=json"]
    command += ["--output-path=report.json"]  # on a pipe its end is cut off
    command += ["--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
    command += [f"--only-categories={','.join(CATEGORIES)}"]
    command += ["--preset=desktop"] if device == "desktop" else []
    environ = {**os.environ, "CHROME_PATH": chromium}
    done = subprocess.run(command, cwd=place, env=environ, capture_output=True, check=False)
    if done.returncode:
        return {}
    found: dict[str, Any] = json.loads((place / "report.json").read_text(encoding="utf-8"))
    return found


def tell(title: str, runs: list[dict[str, Any]]) -> None:
    if not runs:
        print(f"{title}: no report")
        return
    scores = [
        statistics.median(100 * (one["categories"][name]["score"] or 0) for one in runs)
        for name in CATEGORIES
    ]
    print(f"{title}: {' / '.join(f'{score:.0f}' for score in scores)}", flush=True)
    for name in CATEGORIES:
        for audit in runs[-1]["categories"][name]["auditRefs"]:
            found = runs[-1]["audits"][audit["id"]]
            if audit["weight"] and found["score"] is not None and found["score"] < 0.9:
                print(f"  {name}: {found['title']} {found.get('displayValue', '')}")
