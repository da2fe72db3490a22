"""`[[talks]]` and `[[talk some-slug]]`, alone in a paragraph, hold a place for talks.

The place is marked in the stored HTML by an element nh3 would never let through, put in
after nh3 has run; until then it travels under a random name that no author can know.
"""

import re
import secrets
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

MARKER_RE = re.compile(r"\[\[ *(?:talks|talk +([-\w]+)) *\]\]")
PLACEHOLDER_RE = re.compile(r'<div data-talk="([-\w]*)"></div>')


def placeholder(slug: str) -> str:
    return f'<div data-talk="{slug}"></div>'


class Markers(Treeprocessor):
    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.name = secrets.token_hex(16)

    def run(self, root: Element) -> None:
        for paragraph in root.findall("p"):
            match = MARKER_RE.fullmatch((paragraph.text or "").strip())
            if match and not len(paragraph):
                slug = match[1] or ""
                paragraph.text = AtomicString(f"{self.name}/{slug}/")

    def split(self, html: str) -> list[str]:
        """HTML, slug, HTML, slug, …, HTML."""
        return re.split(rf"<p>{self.name}/([-\w]*)/</p>", html)
