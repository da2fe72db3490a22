"""What a page says to programs: JSON-LD in the words of schema.org, by this one door."""

import json
from collections.abc import Callable, Iterable
from html.parser import HTMLParser
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from techparty_site.lib.languages import without_prefix
from techparty_site.lib.markup import trusted

type Node = dict[str, Any]

CONTEXT = "https://schema.org"
# What would end the element, or be read as the beginning of another.
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


class Addresses:
    """Whole addresses of what is known by its path; `absolute` puts the host before it."""

    def __init__(self, absolute: Callable[[str], str]) -> None:
        self.absolute = absolute

    def __call__(self, path: str) -> str:
        return self.absolute(path)

    def name(self, path: str, part: str) -> str:
        """The @id of a thing: the same on its pages in all languages."""
        return f"{self.absolute(without_prefix(path))}#{part}"


def script(nodes: Iterable[Node]) -> SafeString:
    """A data block, which no browser runs; nothing for no node."""
    kept = [node for node in nodes if node]
    if not kept:
        return trusted("")
    things: Node = kept[0] if len(kept) == 1 else {"@graph": kept}
    text = serialised({"@context": CONTEXT, **things})
    return format_html('<script type="application/ld+json">{}</script>', trusted(text))


def serialised(node: Node) -> str:
    text = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    return text.translate(ESCAPES)


def told(node: Node) -> Node:
    """Without what is not known."""
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}


class _Trail(HTMLParser):
    """The items of a list of links, each with its words and where it leads."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[tuple[list[str], str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "li":
            self.items.append(([], ""))
        elif tag == "a" and self.items:
            self.items[-1] = (self.items[-1][0], dict(attrs).get("href") or "")

    def handle_data(self, data: str) -> None:
        if self.items:
            self.items[-1][0].append(data)


def breadcrumbs(html: str, addresses: Addresses) -> Node:
    """What the trail of a page says to people, said again; empty for a page without."""
    trail = _Trail()
    trail.feed(html)
    trail.close()
    items = [
        told(
            {
                "@type": "ListItem",
                "position": position,
                "name": " ".join("".join(words).split()),
                "item": path and addresses(path),
            }
        )
        for position, (words, path) in enumerate(trail.items, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items} if items else {}
