"""Whether the index is just what the content is now."""

import re
from typing import Any

from django.db import connection

from search import indexing
from search.models import SearchDocument, SearchMark
from search.sources import places
from search.sources.everything import EVERYTHING

COLUMNS = [one.attname for one in SearchDocument._meta.concrete_fields if one.name != "grams"]
LEXEME = re.compile(r"'((?:[^'\\]|''|\\\\)*)'")

type Rows = dict[int, dict[str, Any]]


def told(row: SearchDocument) -> dict[str, Any]:
    return {name: getattr(row, name) for name in COLUMNS}


def content() -> tuple[Rows, dict[int, set[str]]]:
    """What the index ought to hold, made afresh, and the grams of each row."""
    rows: Rows = {}
    grams: dict[int, set[str]] = {}
    for kind, keys in EVERYTHING.items():
        for place in places(kind, list(keys())):
            row = place.document()
            assert row.key not in rows
            rows[row.key], grams[row.key] = told(row), set(row.grams)
    return rows, grams


def kept() -> Rows:
    return {row.key: told(row) for row in SearchDocument.objects.defer("grams")}


def kept_grams() -> dict[int, set[str]]:
    """As the database holds them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT key, CAST(grams AS text) FROM search_searchdocument")
        rows = cursor.fetchall()
    return {key: set(unquoted(told)) for key, told in rows}


def unquoted(told: str) -> list[str]:
    if connection.vendor != "postgresql":
        return told.split()
    return [one.replace("''", "'").replace("\\\\", "\\") for one in LEXEME.findall(told)]


def check_fts() -> None:
    """SQLite's own comparison of its index with the rows: raises where they differ."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO search_grams (search_grams, rank) VALUES ('integrity-check', 1)"
            )


def differences(kept: Rows, wanted: Rows) -> list[object]:
    """What a person reads where the two are not the same."""
    found: list[object] = [f"left over: {kept[key]}" for key in kept.keys() - wanted.keys()]
    found += [f"missing: {wanted[key]}" for key in wanted.keys() - kept.keys()]
    for key in kept.keys() & wanted.keys():
        pairs = kept[key].items() - wanted[key].items()
        found += [(wanted[key]["unit"], name, one, wanted[key][name]) for name, one in pairs]
    return found


def assert_in_step() -> None:
    indexing.catch_up()
    rows, grams = content()
    assert differences(kept(), rows) == []
    assert kept_grams() == grams
    check_fts()
    assert not indexing.due().exists()


def marks() -> set[str]:
    """What was marked and not worked off yet."""
    return set(SearchMark.objects.filter(due_at=None).values_list("subject", flat=True))
