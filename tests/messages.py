"""The catalogue of translations: compile it, and find what is missing.

    python -m tests.messages --compile

polib does it without GNU gettext, which a machine with only Python and make lacks.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
APPS = ("techparty_site", "events", "posts", "speakers")
PARTS = {  # of each function, what its arguments are
    "_": ("text",),
    "gettext": ("text",),
    "gettext_noop": ("text",),
    "ngettext": ("text", "plural"),
    "pgettext": ("context", "text"),
    "npgettext": ("context", "text", "plural"),
}
STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(?:n?p?gettext|_)\({STRING}(?:, ?{STRING})*(?:, ?count)?\)")


class Message(NamedTuple):
    """What a translation is looked up by, and whether it needs one for many."""

    text: str
    context: str = ""
    plural: str = ""


def in_code(source: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(source)):
        parts = PARTS.get(_name(node.func)) if isinstance(node, ast.Call) else None
        if parts and isinstance(node, ast.Call):
            texts = [str(arg.value) for arg in node.args if isinstance(arg, ast.Constant)]
            if len(texts) >= len(parts):
                yield Message(**dict(zip(parts, texts, strict=False)))


def _name(function: ast.expr) -> str:
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    return name.removesuffix("_lazy")


def in_template(source: str) -> Iterator[Message]:
    """By Django's own reading, which turns every tag that translates into a call."""
    for call in CALL.findall(templatize(source)):
        yield from in_code(call)


def used() -> set[Message]:
    code = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    folders = [ROOT / "templates", *(ROOT / app for app in APPS)]
    templates = [path for folder in folders for path in folder.rglob("*.html")]
    return {
        *(found for path in code for found in in_code(path.read_text(encoding="utf-8"))),
        *(found for path in templates for found in in_template(path.read_text(encoding="utf-8"))),
    }


def missing(messages: set[Message], entries: list[polib.POEntry]) -> list[Message]:
    """Messages that no entry answers: none of that context, or none for many."""
    known = {(entry.msgctxt or "", entry.msgid): entry.msgid_plural for entry in entries}
    return sorted(
        message
        for message in messages
        if (message.context, message.text) not in known
        or (message.plural and message.plural != known[message.context, message.text])
    )


def untranslated() -> list[Message]:
    """Words in code or templates that the catalogue does not have or leaves empty."""
    return missing(used(), polib.pofile(str(CATALOGUE)).translated_entries())


def main() -> None:
    catalogue = polib.pofile(str(CATALOGUE))
    catalogue.save_as_mofile(str(CATALOGUE.with_suffix(".mo")))
    for message in untranslated():
        print(f"no translation: {message}")


if __name__ == "__main__":
    if sys.argv[1:] != ["--compile"]:
        sys.exit(__doc__)
    main()
