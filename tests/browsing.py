"""What can be wrong with a page in a browser, found the same way by tests and by `make audit`."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
GONE = "gone.invalid"  # where the pictures were that tests link to
# The picture of a host that has gone, and the page that is not there.
EXPECTED = re.compile("ERR_NAME_NOT_RESOLVED|ERR_INTERNET_DISCONNECTED|404")
OVER = "document.documentElement.scrollWidth - innerWidth"
LEVELS = "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(it => +it.tagName[1])"


class Watched:
    """A tab and what is wrong with the pages it is led to."""

    def __init__(self, page: Page, host: str) -> None:
        self.page, self.host = page, host
        self.told: list[str] = []
        page.on("console", lambda said: self.hear(said.text))
        page.on("pageerror", lambda error: self.hear(str(error)))
        page.on("request", lambda request: self.see(request.url))

    def hear(self, text: str) -> None:
        if not EXPECTED.search(text):
            self.told.append(text)

    def see(self, url: str) -> None:
        if urlsplit(url).netloc not in ("", urlsplit(self.host).netloc, GONE):
            self.told.append(f"asks another host: {url}")

    def faults(self, address: str, widths: Sequence[int]) -> list[str]:
        """What cannot be read at the first width, overflow at each, and what the console says."""
        self.told = []
        self.page.set_viewport_size({"width": widths[0], "height": 900})
        self.page.goto(self.host + address, wait_until="load")
        found = unreadable(self.page)
        for width in widths:
            self.page.set_viewport_size({"width": width, "height": 900})
            if self.page.evaluate(OVER) > 0:
                found.append(f"overflow at {width}")
        return found + self.told


def unreadable(page: Page) -> list[str]:
    """axe's rules, and headings that skip a level or have another than one h1."""
    found = [f"{rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in axe(page)]
    levels = page.evaluate(LEVELS)
    steps = zip([0, *levels], levels, strict=False)
    if levels.count(1) != 1 or any(after > before + 1 for before, after in steps):
        found.append(f"headings: {levels}")
    return found


def axe(page: Page) -> list[dict[str, Any]]:
    options = {"runOnly": {"type": "tag", "values": RULES}}
    violations: list[dict[str, Any]] = Axe().run(page, options=options).response["violations"]
    return violations
