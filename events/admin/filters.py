"""What the lists of events, talks, files and posts can be narrowed to."""

from functools import reduce
from operator import or_
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import City, Publishable


def along(paths: tuple[str, ...], lookup: str, value: Any) -> Q:
    """Rows of which one of the paths ends at the value."""
    return reduce(or_, [Q(**{f"{path}__{lookup}": value}) for path in paths])


class PathFilter(admin.SimpleListFilter):
    """By something of the row, or of what it belongs to: `paths` lead there."""

    paths: tuple[str, ...]

    def narrow(self, rows: "QuerySet[Any]", lookup: str, value: Any) -> "QuerySet[Any]":
        """As a subquery: a row that is found by two paths stands in the list once."""
        found = rows.model._default_manager.filter(along(self.paths, lookup, value)).order_by()
        return rows.filter(pk__in=found.values("pk"))


class CityFilter(PathFilter):
    """The cities in use, shown also where there is only one."""

    title = gettext_lazy("city")
    parameter_name = "city"
    paths: tuple[str, ...] = ("city",)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        rows: QuerySet[Any] = model_admin.get_queryset(request).order_by()
        used = [
            Q(pk__in=rows.filter(**{f"{path}__isnull": False}).values(path)) for path in self.paths
        ]
        return list(City.objects.filter(reduce(or_, used)).values_list("slug", "name"))

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        return self.narrow(queryset, "slug", self.value()) if self.value() else queryset


class YearFilter(PathFilter):
    """The years in which there was an event, newest first, and the events without a date."""

    title = gettext_lazy("year")
    parameter_name = "year"
    paths = ("date",)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        (path,) = self.paths
        rows: QuerySet[Any] = model_admin.get_queryset(request).order_by()
        years = rows.filter(**{f"{path}__isnull": False}).values_list(f"{path}__year", flat=True)
        found = [(str(year), str(year)) for year in sorted(set(years.distinct()), reverse=True)]
        return [*found, ("none", _("Date unknown"))]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        value = self.value() or ""
        if value == "none":
            return self.narrow(queryset, "isnull", True)  # noqa: FBT003 - a lookup's value
        offered = {choice for choice, _title in self.lookup_choices}
        return self.narrow(queryset, "year", int(value)) if value in offered else queryset


class StatusFilter(PathFilter):
    title = gettext_lazy("status")
    parameter_name = "status"
    paths: tuple[str, ...] = ("event__status",)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(value), str(label)) for value, label in Publishable.Status.choices]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        return self.narrow(queryset, "exact", self.value()) if self.value() else queryset


class CityOfEvent(CityFilter):
    paths = ("event__city",)


class YearOfEvent(YearFilter):
    paths = ("event__date",)


class CityOfOwner(CityFilter):
    """Of an event, or of the event of a talk."""

    paths = ("event__city", "talk__event__city")


class StatusOfOwner(StatusFilter):
    paths = ("event__status", "talk__event__status")
