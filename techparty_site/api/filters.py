"""The parameters that several resources share; see `parameters`."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from events.models import City, Event, Tag
from techparty_site.api.parameters import Parameter, Rows, refused
from techparty_site.api.schemas import ID, MOMENT, TEXT, one_of
from techparty_site.lib.text import key_of

LENGTH = 200
PAGE_SIZE = 30
NAME = {**TEXT, "minLength": 1, "maxLength": LENGTH}
YEAR = {"type": "integer", "minimum": 1900, "maximum": 2999}

type InCity = Callable[[Rows, City], Rows]


def changed_since(rows: Rows, moment: datetime) -> Rows:
    return rows.filter(changed__gte=moment)


UPDATED_SINCE = Parameter(
    "updated_since",
    MOMENT,
    _("Only what changed or appeared at this time or later."),
    changed_since,
)
PAGE = Parameter(
    "page",
    {"type": "integer", "minimum": 1, "maximum": 10**6, "default": 1},
    _("Which page of the list."),
)
SIZE = Parameter(
    "page_size",
    {"type": "integer", "minimum": 1, "maximum": 100, "default": PAGE_SIZE},
    _("How many on a page."),
)
COMMON = (UPDATED_SINCE, PAGE, SIZE)


def city(narrow: InCity) -> Parameter:
    return Parameter(
        "city",
        NAME,
        _("The city's slug, as in its address."),
        partial(_in_city, narrow),
    )


def _in_city(narrow: InCity, rows: Rows, slug: str) -> Rows:
    """Who mistypes a city is told which there are: an empty list would look like an answer."""
    held = Event.objects.published().filter(city=OuterRef("pk"))
    cities = City.objects.filter(Q(is_home=True) | Exists(held))
    found = {city.slug: city for city in cities}
    if slug not in found:
        raise refused("city", slug, ", ".join(found) or "–")
    return narrow(rows, found[slug])


def year(field: str, description: Any) -> Parameter:
    return Parameter("year", YEAR, description, lambda rows, year: rows.filter(**{field: year}))


def _tagged(rows: Rows, name: str) -> Rows:
    key = key_of(name)
    same = Q(slug=name) | Q(name_key=key) | Q(aliases__name_key=key)
    tags = Tag.objects.filter(same).order_by().values("pk")
    items = rows.model._meta.get_field("tag_items").related_model
    return rows.filter(pk__in=items._default_manager.filter(tag__in=tags).values("content_object"))


TAG = Parameter("tag", NAME, _("A tag by its slug, its name or another word for it."), _tagged)


def id_of(name: str, narrow: Callable[[Rows, int], Rows], description: Any) -> Parameter:
    return Parameter(name, ID, description, narrow)


def kind(values: list[str], description: Any) -> Parameter:
    return Parameter("kind", one_of(values), description, lambda rows, kind: rows.filter(kind=kind))
