"""Revisions are written: before the first change that is not kept yet, and after every save."""

import json
from typing import Any

import reversion
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.db.models import Model, QuerySet
from reversion.models import Revision, Version
from reversion.revisions import _follow_relations_recursive

type Message = list[dict[str, Any]]  # as Django's log of the admin has it
type Data = dict[tuple[int, str], str]  # by content type and key: the row as JSON

BEFORE: Message = [{"before": {}}]
DELETED: Message = [{"deleted": {}}]
ASIDE: Message = [{"aside": {}}]  # sent, but never saved: it clashed


def is_kept(model: type[Model]) -> bool:
    return bool(reversion.is_registered(model))


def root_of(row: Model) -> Model:
    root: Model = getattr(row, "history_root", row)
    return root


def revisions_of(row: Model) -> "QuerySet[Revision]":
    """The newest first."""
    kept = Version.objects.get_for_object(row)
    found: QuerySet[Revision] = Revision.objects.filter(pk__in=kept.values("revision"))
    return found.order_by("-pk")


def saved(row: Model) -> "QuerySet[Revision]":
    """Of the unit a row is in, without what was only set aside."""
    return revisions_of(root_of(row)).exclude(comment=json.dumps(ASIDE))


def set_aside(row: Model, user: Any) -> None:
    """As somebody would have saved it: `row` has the values, the database does not."""
    root = fresh(root_of(row))
    if root is not None:
        write(root, user, ASIDE, instead=row)


def keep(row: Model, user: Any, message: Message) -> None:
    """As it is now, with all that belongs to it; nothing where that is kept already."""
    root = fresh(root_of(row))
    if root is not None and (message == DELETED or not is_newest(root, data_now(root))):
        write(root, user, message)


def lock(row: Model) -> None:
    """Within a transaction. SQLite has one writer anyway."""
    root = root_of(row)
    type(root)._base_manager.select_for_update().filter(pk=root.pk).first()


def keep_before(row: Model) -> Data:
    """What was never kept, or changed since by an import or a program, is kept as it was."""
    root = fresh(root_of(row))
    if root is None:
        return {}
    data = data_now(root)
    if not is_newest(root, data):
        write(root, None, BEFORE)
    return data


def write(root: Model, user: Any, message: Message, *, instead: Model | None = None) -> None:
    with reversion.create_revision(manage_manually=True):
        if user is not None:
            reversion.set_user(user)
        reversion.set_comment(json.dumps(message))
        reversion.add_to_revision(root)
        if instead is not None:
            reversion.add_to_revision(instead)


def fresh(row: Model) -> Model | None:
    """Without what a form or a list brought along."""
    return type(row)._base_manager.filter(pk=row.pk).first()


def is_newest(root: Model, data: Data) -> bool:
    newest = saved(root).first()
    return newest is not None and data_of(newest) == data


def data_of(revision: Revision) -> Data:
    rows = revision.version_set.values_list("content_type_id", "object_id", "serialized_data")
    return {(kind, key): data for kind, key, data in rows}


def data_now(root: Model) -> Data:
    """As a revision would hold it."""
    rows = _follow_relations_recursive(root)
    kinds = ContentType.objects.get_for_models(*{type(row) for row in rows})
    return {(kinds[type(row)].pk, str(row.pk)): serialized(row) for row in rows}


def serialized(row: Model) -> str:
    fields = reversion.revisions._get_options(type(row)).fields
    return str(serializers.serialize("json", [row], fields=fields))
