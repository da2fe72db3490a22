"""A row is made again what it was. What came since stays: talks and files are never deleted here.

Whether the public sees it, since when and at which address stays as it is now. What was deleted
comes back as a draft, and a file of what is there already as a hidden one: it may be a photo that
somebody wished away.
"""

from collections.abc import Iterator
from typing import Any

from django.core import serializers
from django.db import IntegrityError, transaction
from django.db.models import Field, FileField, ForeignKey, Model
from django.dispatch import Signal
from django.utils.translation import gettext as _

from techparty_site.lib.history.states import State, known_field
from techparty_site.lib.publishing import Status

came_back = Signal()  # with `instance`: a row that was deleted is there again
AS_NOW = {"status", "published_at", "slug", "year", "hidden", "permission"}


def restore(state: State) -> tuple[bool, list[str]]:
    """Whether the row is back, and what else could not be brought back, as sentences."""
    problems: list[str] = []
    is_there = state.model._base_manager.filter(pk=state.key).exists()
    with transaction.atomic():
        is_back = bring_back(state, problems, hide=is_there)
    return is_back, problems


def bring_back(state: State, problems: list[str], *, hide: bool) -> bool:
    try:
        with transaction.atomic():
            save(state, hide=hide)
    except (IntegrityError, Lost) as error:
        reason = str(error) if isinstance(error, Lost) else _("Another one stands in its place.")
        problems.append(
            _("“%(name)s” did not come back. %(reason)s") % {"name": state.name, "reason": reason}
        )
        return False
    remove_other_lines(state)
    for part in state.parts.values():
        bring_back(part, problems, hide=hide)
    return True


class Lost(Exception):
    """What the row stands on is no more."""


def save(state: State, *, hide: bool) -> None:
    found = deserialized(state)
    old: Any = found.object
    row: Any = state.model._base_manager.filter(pk=old.pk).first()
    is_new = row is None
    row = new(old, hide=hide) if is_new else row
    if not is_new:
        for one in written(state):
            setattr(row, one.attname, getattr(old, one.attname))
    for one in links(state.model):
        check_link(row, one)
    row.save(force_insert=is_new)
    for name, keys in (found.m2m_data or {}).items():
        field: Any = state.model._meta.get_field(name)
        if field.remote_field.through._meta.auto_created:
            there = field.related_model._base_manager.filter(pk__in=list(keys))
            getattr(row, name).set(there)
    if is_new:
        came_back.send(state.model, instance=row)


def written(state: State) -> Iterator["Field[Any, Any]"]:
    """Fields that the model still has."""
    for name in state.fields.keys() - AS_NOW:
        one = known_field(state.model, name)
        if one is not None and one.concrete and not one.many_to_many and one.editable:
            yield one


def deserialized(state: State) -> Any:
    label = state.model._meta.label_lower
    data = [{"model": label, "pk": state.key, "fields": state.fields}]
    return next(iter(serializers.deserialize("python", data, ignorenonexistent=True)))


def new(row: Any, *, hide: bool) -> Any:
    """Of what was deleted nothing becomes public by itself, and no address is taken twice."""
    if hasattr(row, "status"):
        row.status = Status.DRAFT
    if hide and hasattr(row, "hidden"):
        row.hidden = True
    if hasattr(row, "slug") and type(row)._base_manager.filter(slug=row.slug).exists():
        row.slug = ""
    for one in row._meta.fields:
        file = getattr(row, one.name) if isinstance(one, FileField) else None
        if file and not file.storage.exists(file.name):
            raise Lost(_("Its file was kept for 30 days and is gone."))
    return row


def links(model: type[Model]) -> Iterator["ForeignKey[Any, Any]"]:
    return (one for one in model._meta.fields if isinstance(one, ForeignKey))


def check_link(row: Any, one: "ForeignKey[Any, Any]") -> None:
    """Empty where it may be and what it led to is gone; never a file without its talk or event,
    which anybody could see.
    """
    key = getattr(row, one.attname)
    if key is None or one.related_model._base_manager.filter(pk=key).exists():
        return
    if not one.null or one.name in getattr(row, "history_of", ()):
        raise Lost(_("What it belongs to is gone."))
    setattr(row, one.attname, None)


def remove_other_lines(state: State) -> None:
    """Tags, speakers and other names are as they were, without what came since."""
    for relation in state.model._meta.related_objects:
        model: Any = relation.related_model
        if hasattr(model, "history_line") and relation.field.name in model.history_of:
            kept = [row.key for row in state.lines if row.model is model]
            rows = model._base_manager.filter(**{relation.field.name: state.key})
            rows.exclude(pk__in=kept).delete()
