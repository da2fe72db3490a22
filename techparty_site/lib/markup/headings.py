"""Which lines beginning with # are headings, and what the headings of a page are called."""

import re
from html import unescape
from urllib.parse import unquote

HEADING_RE = re.compile(r"(#{1,6})(?!#)( *)(.*?) *")
CLOSING_RE = re.compile(r"(.*?)( *)(#+)")
HASHTAG_RE = re.compile(r"#(?:[\d!]|[^#\s]+#)")
RENDERED_RE = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
JUMP_RE = re.compile(r'(<a [^>]*?href="#)([^"]*)"')
PREFIX = "s-"  # a heading “Main” would take the id of the page's own parts
TAGS_RE = re.compile(r"<[^>]*>")


def heading_line(text: str, *, at_start: bool) -> str | None:
    """The line as Python-Markdown reads it, or None where # is no heading's.

    `###title` is one; `#title` only where a paragraph may begin and when it is no `#tag#`.
    """
    match = HEADING_RE.fullmatch(text)
    if not match or not match[3].strip("#"):
        return None
    marks, blank, title = match.groups()
    if marks == "#" and not blank and (not at_start or HASHTAG_RE.match(text)):
        return None
    return f"{marks} {without_closing(title, marks)}"


def without_closing(title: str, marks: str) -> str:
    """`title ##` and `title##` end in marks; `C#` keeps its own."""
    match = CLOSING_RE.fullmatch(title)
    if match and (match[2] or (match[3] == marks and len(marks) > 1)):
        title = match[1]
    return re.sub(r"#$", r"\\#", title)


def number_headings(html: str) -> str:
    """Let headings begin at h2 without gaps (h1 is the page's title) and give each an id.

    Links to a heading name it without the prefix.
    """
    levels = sorted({match[1] for match in RENDERED_RE.finditer(html)})
    names: dict[str, int] = {}

    def numbered(match: re.Match[str]) -> str:
        level = min(levels.index(match[1]) + 2, 6)
        name = PREFIX + unique(slug(match[2]), names)
        return f'<h{level} id="{name}">{match[2]}</h{level}>'

    def led(match: re.Match[str]) -> str:
        known = unquote(unescape(match[2])) in names
        return f'{match[1]}{PREFIX}{match[2]}"' if known else match[0]

    return JUMP_RE.sub(led, RENDERED_RE.sub(numbered, html))


def slug(html: str) -> str:
    text = re.sub(r"[^\w\s-]", "", unescape(TAGS_RE.sub("", html)).lower())
    return re.sub(r"[-\s]+", "-", text).strip("-") or "section"


def unique(name: str, names: dict[str, int]) -> str:
    """Also for `a`, `a`, `a-2`: a counted name is taken like any other."""
    candidate = name
    while candidate in names:
        names[name] += 1
        candidate = f"{name}-{names[name]}"
    names[candidate] = 1
    return candidate
