"""What differs between two states of a row, as a person reads it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import (
    CharField,
    Field,
    FileField,
    ForeignKey,
    ManyToManyField,
    Model,
    TextField,
)
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from techparty_site.lib.history import texts
from techparty_site.lib.history.states import State, known_field

SHOWN = 60  # signs of a row's name


@dataclass(frozen=True)
class Change:
    label: str
    before: str = ""
    after: str = ""
    lines: list[texts.Line] = field(default_factory=list)  # of a long text


@dataclass
class Part:
    """A row that changed, came or went; the first one is the row that was asked for."""

    title: str
    changes: list[Change]
    word: str = ""  # "added", "removed"


def between(before: State | None, after: State | None) -> list[Part]:
    """Part by part, without those where nothing changed."""
    return [part for part in parts(before, after, title="") if part.changes or part.word]


def parts(before: State | None, after: State | None, *, title: str) -> Iterator[Part]:
    row = after or before
    if row is None:
        return
    word = _("added") if before is None else _("removed") if after is None else ""
    yield Part(title, [*field_changes(before, after), *line_changes(before, after)], word)
    old = before.own_parts if before else []
    new = after.own_parts if after else []
    was, became = ({(one.model, one.key): one for one in some} for some in (old, new))
    for key in [*became, *(key for key in was if key not in became)]:
        one = became.get(key) or was[key]
        kind = capfirst(str(one.model._meta.verbose_name))
        name = _("%(kind)s “%(name)s”") % {"kind": kind, "name": one.name[:SHOWN]}
        yield from parts(
            was.get(key), became.get(key), title=f"{title} › {name}" if title else name
        )


def field_changes(before: State | None, after: State | None) -> Iterator[Change]:
    row: Any = after or before
    for one in fields_of(row.model):
        was, became = (state.fields.get(one.name) if state else None for state in (before, after))
        if (was or None) == (became or None):
            continue
        label = capfirst(str(one.verbose_name))
        if is_text(one):
            yield Change(label, lines=texts.compare(str(was or ""), str(became or "")))
        else:
            yield Change(label, said(one, was), said(one, became))


def is_text(one: "Field[Any, Any]") -> bool:
    return isinstance(one, CharField | TextField) and not one.choices


def fields_of(model: type[Model]) -> Iterator["Field[Any, Any]"]:
    """Those that people write; a file by the name it came under."""
    parents = getattr(model, "history_of", ())
    for one in (*model._meta.fields, *model._meta.many_to_many):
        is_written = one.editable and not one.primary_key and not isinstance(one, FileField)
        if (is_written and one.name not in parents) or one.name == "original_name":
            yield one


def line_changes(before: State | None, after: State | None) -> Iterator[Change]:
    """Tags, speakers, other names: each sort as one line."""
    old, new = (names(state.lines) if state else {} for state in (before, after))
    for label in dict.fromkeys([*old, *new]):
        was, became = "、".join(old.get(label, ())), "、".join(new.get(label, ()))
        if was != became:
            yield Change(capfirst(label), was, became)


def names(rows: Iterable[State]) -> dict[str, list[str]]:
    found: dict[str, list[tuple[int, str]]] = {}
    for row in rows:
        shown = known_field(row.model, row.model.history_line)  # type: ignore[attr-defined]
        label = str(getattr(row.model, "history_label", row.model._meta.verbose_name_plural))
        if shown is not None:
            text = said(shown, row.fields.get(shown.name))
            found.setdefault(label, []).append((row.fields.get("position") or 0, text))
    return {label: [text for _place, text in sorted(some)] for label, some in found.items()}


def said(one: "Field[Any, Any]", value: Any) -> str:
    if value in (None, "", []):
        return ""
    if isinstance(one, ManyToManyField):
        return "、".join(called(one.related_model, value))
    if isinstance(one, ForeignKey):
        return "".join(called(one.related_model, [value]))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    choices: dict[Any, Any] = dict(one.flatchoices)
    if value in choices:
        return str(choices[value])
    moment = parse_datetime(value) if isinstance(value, str) and "T" in value else None
    day = parse_date(value) if one.get_internal_type() == "DateField" else None
    if moment or day:
        return str(localize(localtime(moment) if moment else day))
    return str(value)


def called(model: Any, keys: Iterable[Any]) -> list[str]:
    """By what they are called now; of what is gone only the number is known."""
    rows = {str(pk): str(row) for pk, row in model._base_manager.in_bulk(list(keys)).items()}
    return [rows.get(str(key), f"#{key}") for key in keys]
