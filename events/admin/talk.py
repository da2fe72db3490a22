"""A talk's own page: its speakers with the company of that time, its files."""

from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from events.admin.attachment import KeepsFiles, TalkAttachmentInline
from events.admin.credits import NOBODY_FOUND, TalkPageForm
from events.admin.filters import CityOfEvent, StatusFilter, YearOfEvent
from events.admin.scope import ScopedAdmin, ScopedTable
from events.models import Talk, TalkSpeaker


class CreditInline(ScopedTable[TalkSpeaker, Talk]):
    model = TalkSpeaker
    fields = ("position", "speaker", "affiliation")
    autocomplete_fields = ("speaker",)
    addable = ("speaker",)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "speaker":
            kwargs["help_text"] = NOBODY_FOUND
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Talk)
class TalkAdmin(KeepsFiles, ScopedAdmin[Talk]):
    form = TalkPageForm
    inlines = (CreditInline, TalkAttachmentInline)
    list_display = ("__str__", "who", "event", "position")
    list_filter = (CityOfEvent, StatusFilter, YearOfEvent)
    date_hierarchy = "event__date"
    list_select_related = ("event",)
    search_fields = ("title", "credits__speaker__name", "event__title", "tags__name")
    autocomplete_fields = ("event",)
    ordering = (F("event__date").desc(nulls_last=True), "event", "position")
    fieldsets = (
        (None, {"fields": ("event", ("position", "title"), "summary", "tags")}),
        (_("Address"), {"fields": ("slug",)}),
    )

    def choice_label(self, obj: Talk) -> str:
        return f"{obj} — {obj.event}"

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Talk]":
        rows = super().get_queryset(request).select_related("event")
        return rows.prefetch_related("credits__speaker")

    @admin.display(description=_("speakers"))
    def who(self, talk: Talk) -> str:
        return "、".join(str(row.speaker) for row in talk.credits.all())
