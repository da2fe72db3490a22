"""What the lists of events and files can be narrowed to."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Event


class YearFilter(admin.SimpleListFilter):
    """The years in which there was an event, newest first, and the events without a date."""

    title = gettext_lazy("year")
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        rows: QuerySet[Event] = model_admin.get_queryset(request).order_by()
        years = rows.filter(date__isnull=False).values_list("date__year", flat=True).distinct()
        found = [(str(year), str(year)) for year in sorted(years, reverse=True)]
        return [*found, ("none", _("Date unknown"))]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        value = self.value() or ""
        if value == "none":
            return queryset.filter(date__isnull=True)
        return queryset.filter(date__year=int(value)) if value.isdecimal() else queryset
