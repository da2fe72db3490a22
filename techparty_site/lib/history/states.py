"""What a revision holds of one row: its fields, and the rows that belong to it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, ForeignKey, Model
from reversion.models import Revision

type Key = tuple[type[Model], str]


@dataclass
class State:
    """A row as it was, with the rows that belong to it."""

    model: type[Model]
    key: str
    fields: dict[str, Any]
    name: str
    parts: "dict[Key, State]" = field(default_factory=dict)

    @property
    def own_parts(self) -> "list[State]":
        return [part for part in self.parts.values() if not hasattr(part.model, "history_line")]

    @property
    def lines(self) -> "Iterator[State]":
        return (part for part in self.parts.values() if hasattr(part.model, "history_line"))


def state_of(revision: Revision, model: type[Model], key: object) -> State | None:
    """None where the revision does not know the row."""
    rows = rows_of(revision)
    root = rows.get((model, str(key)))
    if root is not None:
        gather(root, rows)
    return root


def rows_of(revision: Revision) -> dict[Key, State]:
    found: dict[Key, State] = {}
    for version in revision.version_set.select_related("content_type"):
        model = version.content_type.model_class()
        if model is not None:  # a model that is no more
            fields = json.loads(version.serialized_data)[0]["fields"]
            state = State(model, version.object_id, fields, version.object_repr)
            found[model, version.object_id] = state
    return found


def gather(state: State, rows: Mapping[Key, State]) -> None:
    """Every row stands with the one it belongs to; a file of a talk with the talk."""
    for key, row in rows.items():
        if row is not state and belongs_to(row, state):
            state.parts[key] = row
            gather(row, rows)


def belongs_to(row: State, state: State) -> bool:
    return any(
        isinstance(one, ForeignKey)
        and one.related_model is state.model
        and str(row.fields.get(one.name)) == state.key
        for one in parents(row.model)
    )


def parents(model: type[Model]) -> "list[Field[Any, Any]]":
    """The fields by which a row belongs to another, as they are called in `history_of`."""
    return [model._meta.get_field(name) for name in getattr(model, "history_of", ())]  # type: ignore[misc]


def known_field(model: type[Model], name: str) -> "Field[Any, Any] | None":
    """None for what an older release had."""
    try:
        return model._meta.get_field(name)  # type: ignore[return-value]
    except FieldDoesNotExist:
        return None
