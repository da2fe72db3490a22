"""The column that the index stands on, and the one question it answers."""

import re
from collections.abc import Collection
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from search.expressions import Expression, fts5, lexeme, tsquery

LEXEME = re.compile(r"'((?:[^']|'')*)'")


class KeyField(models.BigIntegerField[int, int]):
    """On SQLite the table's own row number, as only a plain INTEGER is: both indexes meet there."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)


def unquoted(lexeme: str) -> str:
    return lexeme.replace("''", "'").replace("\\\\", "\\")


class GramsField(models.Field[set[str], str]):
    """A set of grams: on PostgreSQL a tsvector without places, on SQLite words in a row.

    There a trigger keeps the FTS5 table `search_grams` in step with it; see the migration.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_placeholder_sql(
        self, value: Any, compiler: Any, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        return "%s::tsvector" if connection.vendor == "postgresql" else "%s", (value,)

    def from_db_value(
        self, value: str | None, expression: Any, connection: BaseDatabaseWrapper
    ) -> set[str]:
        """PostgreSQL gives lexemes in quotes, one blank between them."""
        if connection.vendor == "postgresql":
            return set(map(unquoted, LEXEME.findall(value or "")))
        return set((value or "").split(" ")) - {""}

    def get_db_prep_value(
        self, value: Collection[str], connection: BaseDatabaseWrapper, *args: Any, **kwargs: Any
    ) -> str:
        if isinstance(value, str):
            return value
        if connection.vendor != "postgresql":
            return " ".join(value)
        # Folded text has no quotes: they are looked for in all of them at once.
        plain = "' '".join(value)
        if plain.count("'") == 2 * (len(value) - 1) and "\\" not in plain:
            return f"'{plain}'"
        return " ".join(map(lexeme, value))


@GramsField.register_lookup
class Meets(models.Lookup[Any]):
    lookup_name = "meets"
    prepare_rhs = False
    rhs: Expression

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, list[str]]:
        table = compiler.quote_name(self.lhs.alias)
        found = "SELECT rowid FROM search_grams WHERE search_grams MATCH %s"
        return f"{table}.key IN ({found})", [fts5(self.rhs)]

    def as_postgresql(
        self, compiler: Any, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[str]]:
        sql, params = self.process_lhs(compiler, connection)
        return f"{sql} @@ %s::tsquery", [*map(str, params), tsquery(self.rhs)]
