"""Rows that stand in an order: a new one without a number goes to the end, not to the front."""

from typing import Any

from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _

from events.models import Attachment, Talk
from techparty_site.lib.desk_forms import DeskForm


class OrderedForm[M: Talk | Attachment](DeskForm[M]):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("position")
        if field and self.instance._state.adding:
            field.required, field.initial = False, None
            field.help_text = _("Empty: at the end.")

    def save(self, commit: bool = True) -> M:  # noqa: FBT001, FBT002 - Django's signature
        self.give_position()
        return super().save(commit)

    def give_position(self) -> None:
        if "position" in self.fields and self.cleaned_data.get("position") is None:
            self.instance.position = next_position(self.instance)


def next_position(row: Talk | Attachment) -> int:
    last = siblings(row).aggregate(last=Max("position"))["last"]
    return 1 if last is None else min(last + 1, 32767)


def siblings(row: Talk | Attachment) -> "QuerySet[Any]":
    if isinstance(row, Talk):
        return row.event.talks.all()
    owner = row.talk or row.event
    return owner.attachments.all() if owner else Attachment.objects.none()
