"""What is left of Jekyll's template language in a post: resolved where the archive can tell.

Line breaks are never added or removed, so a line of the result is a line of the file.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from posts.jekyll.proposal import Note

# Every repetition is bounded: a line may be a megabyte of braces.
TOKEN = re.compile(r"\{%-?(?P<tag>[^\n%]{1,300})%\}|\{\{-?(?P<value>[^\n{}]{1,300})\}\}")
OPENING = re.compile(r"\{%-?\s{0,9}(raw|comment|highlight)\b([^\n%]{0,100})%\}")
CLOSINGS = {
    tag: re.compile(rf"\{{%-?\s{{0,9}}end{tag}\s{{0,9}}-?%\}}")
    for tag in ("raw", "comment", "highlight")
}
FENCE = re.compile(r"`{3,}")
MOST_NOTES = 100
LONGEST_VALUE = 300
SILENT = frozenset({"include", "assign", "capture", "endcapture"})
PostAddress = Callable[[str], str | None]


def _nowhere(_name: str) -> None:
    return None


@dataclass
class Liquid:
    """Resolves the tags of one text; `notes` then says what was done, line by line."""

    names: Mapping[str, Any]  # what {{ site.x }} and {{ page.x }} may name
    post_address: PostAddress = _nowhere
    first_line: int = 1
    notes: list[Note] = field(default_factory=list)

    def render(self, text: str) -> str:
        if "{%" not in text and "{{" not in text:
            return text
        done, position = [], 0
        while (opening := OPENING.search(text, position)) is not None:
            closing = CLOSINGS[opening[1]].search(text, opening.end())
            if closing is None:
                break
            done.append(self._render_plain(text, position, opening.start()))
            inner = text[opening.end() : closing.start()]
            done.append(self._render_block(text, opening, inner))
            position = closing.end()
        done.append(self._render_plain(text, position, len(text)))
        return "".join(done)

    def _note(self, text: str, position: int, message: str) -> None:
        if len(self.notes) < MOST_NOTES:
            self.notes.append(Note(message, self.first_line + text.count("\n", 0, position)))

    def _render_block(self, text: str, opening: re.Match[str], inner: str) -> str:
        tag, words = opening[1], opening[2].strip("- ")
        if tag == "raw":
            return inner
        if tag == "comment":
            self._note(text, opening.start(), _("a Liquid comment was left out"))
            return "\n" * inner.count("\n")
        self._note(text, opening.start(), _("a highlight block became a fenced code block"))
        language = (words.split() or [""])[0]
        fence = "`" * max([3, *(len(found) + 1 for found in FENCE.findall(inner))])
        return f"{fence}{language}{_line_start(inner)}{_line_end(inner)}{fence}"

    def _render_plain(self, text: str, start: int, end: int) -> str:
        def replace(match: re.Match[str]) -> str:
            found = self._resolve(match)
            if found is None:
                message = _("Liquid stays as it is written: %(code)s")
                self._note(text, start + match.start(), message % {"code": match[0][:80]})
                return match[0]
            message = _("Liquid resolved: %(code)s became “%(text)s”")
            values = {"code": match[0][:80], "text": found[:80]}
            self._note(text, start + match.start(), message % values)
            return found

        return TOKEN.sub(replace, text[start:end]) if start < end else ""

    def _resolve(self, match: re.Match[str]) -> str | None:
        if match["value"]:
            return self._value(match["value"].strip(" -"))
        tag, _blank, words = match["tag"].strip(" -").partition(" ")
        if tag in SILENT:
            return ""
        if tag == "post_url":
            return self.post_address(words.strip("\"' "))
        if tag == "link":
            return "/" + words.strip("\"' /")
        if tag == "gist" and words.split():
            return f"<https://gist.github.com/{words.split()[0]}>"
        return None

    def _value(self, expression: str) -> str | None:
        name = expression.split("|")[0].strip()
        found: Any = self.names
        for part in name.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
        if isinstance(found, str | int | float) and not isinstance(found, bool):
            text = " ".join(str(found).split())
            return text if len(text) <= LONGEST_VALUE else None
        # As Jekyll did: an unknown setting of the site is nothing, so that paths stay whole.
        return "" if name.startswith("site.") else None


def _line_start(inner: str) -> str:
    return inner if inner.startswith(("\n", " \n")) else "\n" + inner


def _line_end(inner: str) -> str:
    return "" if inner.rstrip(" \t").endswith("\n") else "\n"
