"""The catalogue of translations: compile it, and find what is missing.

    python -m tests.messages --compile

polib does it without GNU gettext, which a machine with only Python and make lacks.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
APPS = ("techparty_site", "events", "posts", "speakers")
FUNCTIONS = {"_", "gettext_noop", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
TRANSLATE = re.compile(r"""{%-?\s*(?:translate|trans)\s+(?:"([^"]+)"|'([^']+)')""")
QUOTED = re.compile(r"""_\((?:"([^"]+)"|'([^']+)')\)""")
BLOCK = re.compile(
    r"{% blocktranslate[^%]*%}(.*?)(?:{% plural %}.*?)?{% endblocktranslate %}", re.DOTALL
)


def in_code() -> Iterator[str]:
    for path in sorted(path for app in APPS for path in (ROOT / app).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in FUNCTIONS and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def in_templates() -> Iterator[str]:
    folders = [ROOT / "templates", *(ROOT / app for app in APPS)]
    for path in sorted(path for folder in folders for path in folder.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        for one, other in TRANSLATE.findall(text) + QUOTED.findall(text):
            yield one or other
        for block in BLOCK.findall(text):
            yield re.sub(r"{{\s*(\w+)[^}]*}}", r"%(\1)s", " ".join(block.split()))


def missing() -> list[str]:
    """Words in code or templates that the catalogue does not have or leaves empty."""
    translated = {
        " ".join(entry.msgid.split()) for entry in polib.pofile(str(CATALOGUE)).translated_entries()
    }
    used = {" ".join(text.split()) for text in [*in_code(), *in_templates()]}
    return sorted(used - translated)


def main() -> None:
    catalogue = polib.pofile(str(CATALOGUE))
    catalogue.save_as_mofile(str(CATALOGUE.with_suffix(".mo")))
    for text in missing():
        print(f"no translation: {text!r}")


if __name__ == "__main__":
    if sys.argv[1:] != ["--compile"]:
        sys.exit(__doc__)
    main()
