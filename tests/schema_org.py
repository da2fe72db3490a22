"""Holds JSON-LD against the words of schema.org, and against what search engines ask for.

The words are those of the package pydantic2_schemaorg. Its modules are read, not imported: they
stand on a pydantic that does not run on every Python.
"""

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

FOUND = find_spec("pydantic2_schemaorg")
WORDS = Path((FOUND.submodule_search_locations or [""])[0] if FOUND else "")
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
KEYWORDS = {"@type", "@id", "@context", "@graph"}
FORMS = {
    "Duration": re.compile(r"P(?!$)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?"),
    "Distance": re.compile(r"\d+ [a-z]+"),
}
MEMBER = "https://schema.org/"
# By type: what Google asks for before it shows anything of it.
ASKED = {
    "Event": {"name", "startDate", "location"},
    "VideoObject": {"name", "thumbnailUrl", "uploadDate"},
    "BlogPosting": {"headline", "author", "datePublished"},
    "Article": {"headline", "author", "datePublished"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name"},
    "Person": {"name"},
    "Organization": {"name", "url"},
    "WebSite": {"name", "url"},
    "ImageObject": {"contentUrl"},
}
BARE = {"@type", "@id", "name", "url"}  # a mention of what another page tells in full


@dataclass(frozen=True)
class Word:
    """A type: those above it, and what each property of its own may hold."""

    parents: tuple[str, ...]
    properties: dict[str, set[str]]


@cache
def word(name: str) -> Word | None:
    path = WORDS / f"{name}.py"
    if not name.isidentifier() or not path.is_file():
        return None
    tree = ast.parse(path.read_text(encoding="utf-8"))
    (found,) = (node for node in tree.body if isinstance(node, ast.ClassDef))
    fields = [node for node in found.body if isinstance(node, ast.AnnAssign)]
    properties = {alias_of(field): types_of(field) for field in fields}
    return Word(tuple(ast.unparse(base) for base in found.bases), properties)


def alias_of(field: ast.AnnAssign) -> str:
    given = field.value.keywords if isinstance(field.value, ast.Call) else []
    aliases = [ast.literal_eval(one.value) for one in given if one.arg == "alias"]
    return str(aliases[0]) if aliases else ast.unparse(field.target)


def types_of(field: ast.AnnAssign) -> set[str]:
    """The quoted names: the others are Python's, and every property takes Python's str."""
    nodes = ast.walk(field.annotation)
    return {str(node.value) for node in nodes if isinstance(node, ast.Constant)}


def family(name: str) -> set[str]:
    """The type and all above it."""
    found = word(name)
    return {name}.union(*(family(parent) for parent in found.parents)) if found else set()


def allowed(name: str, prop: str) -> set[str] | None:
    """What the property may hold on this type; None where the type does not have it."""
    for one in family(name):
        found = word(one)
        if found and prop in found.properties:
            return found.properties[prop]
    return None


def errors_in(node: Any, where: str = "$") -> Iterator[str]:
    """What is wrong with a document, a node of it or a list of them."""
    if isinstance(node, list):
        for index, one in enumerate(node):
            yield from errors_in(one, f"{where}[{index}]")
        return
    if "@graph" in node:
        yield from errors_in(node["@graph"], where)
        return
    kind = node.get("@type", "")
    if word(kind) is None:
        yield f"{where}: no type {kind!r}"
        return
    if not (node.keys() <= BARE and "@id" in node):
        lacking = ASKED.get(kind, set()) - node.keys()
        yield from (f"{where}: a {kind} lacks {name}" for name in sorted(lacking))
    for name in sorted(node.keys() - KEYWORDS):
        yield from errors_of_property(kind, name, node[name], f"{where}.{name}")


def errors_of_property(kind: str, name: str, value: Any, where: str) -> Iterator[str]:
    types = allowed(kind, name)
    if types is None:
        yield f"{where}: a {kind} has none"
        return
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            if one.keys() == {"@id"}:
                continue
            if not types & family(one.get("@type", "")):
                yield f"{where}: {one.get('@type')} where it takes {sorted(types)}"
            yield from errors_in(one, where)
        elif not any(is_a(one, type_) for type_ in types):
            yield f"{where}: {one!r} where it takes {sorted(types)}"


def is_a(value: Any, type_: str) -> bool:
    if isinstance(value, bool):
        return type_ == "Boolean"
    if isinstance(value, int | float):
        return type_ in {"Number", "Integer", "Float"}
    if not isinstance(value, str) or not value.strip():
        return False
    if type_ in FORMS:
        return bool(FORMS[type_].fullmatch(value))
    if type_ in {"Date", "DateTime", "Time"}:
        return parses(value, type_)
    if type_ in {"URL", "Thing"}:  # what a page is about may be named by its address
        return is_address(value)
    if type_ == "Text":
        return True
    return value.startswith(MEMBER) and type_ in family(value.removeprefix(MEMBER))


def parses(value: str, type_: str) -> bool:
    """A moment says in which zone it is: else nobody knows when."""
    try:
        if type_ == "DateTime":
            return datetime.fromisoformat(value).tzinfo is not None
        (date if type_ == "Date" else time).fromisoformat(value)
    except ValueError:
        return False
    return True


def is_address(value: str) -> bool:
    parts = urlsplit(value)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and value.isascii()


def documents(html: str) -> list[dict[str, Any]]:
    """The JSON-LD of a page, document by document."""
    return [json.loads(text) for text in SCRIPT.findall(html)]


def nodes(html: str) -> list[dict[str, Any]]:
    """All things that stand at the top of a page's documents."""
    return [node for one in documents(html) for node in one.get("@graph", [one])]


def node(html: str, kind: str) -> dict[str, Any]:
    """The one thing of this type at the top."""
    (found,) = (one for one in nodes(html) if one["@type"] == kind)
    return found


def errors_on(html: str) -> list[str]:
    found = documents(html)
    foreign = [str(one) for one in found if one.get("@context") != "https://schema.org"]
    return foreign + [error for one in found for error in errors_in(one)]
