"""What a list can be filtered by, as data: the values there are and the items of each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Left

from techparty_site.lib.text import fold

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Source:
    """Where the pairs of an item and a value come from: rows, and paths from a row.

    It need not care whether an item is published: the catalogue's own rows decide that.
    """

    rows: Callable[[], QuerySet[Any, Any]]
    item: str  # to the item's primary key
    key: str | Combinable  # to what stands in the address
    label: str = ""  # to what people read; the key itself when empty
    rank: str = ""  # to a number that values are sorted by

    def pairs(self, facet: str) -> QuerySet[Any, Any]:
        key = F(self.key) if isinstance(self.key, str) else self.key
        label = F(self.label) if self.label else Value("", CharField())
        rank = F(self.rank) if self.rank else Value(0, IntegerField())
        name = Value(facet, CharField())
        return self.rows().order_by().values_list(name, key, label, rank, F(self.item))


def year_of(day: str) -> Combinable:
    """The year in a date, as text. ExtractYear is a function of Python's on SQLite, and slow."""
    return Left(Cast(day, CharField()), 4)


@dataclass
class Found:
    """A value that some item has."""

    key: str
    label: str
    rank: int = 0
    items: set[int] = field(default_factory=set)

    @cached_property
    def name(self) -> str:
        """The label as it is compared."""
        return fold(self.label)


def nothing(_text: str) -> Iterable[str]:
    return ()


@dataclass(frozen=True)
class Facet:
    name: str  # of the parameter
    legend: "StrOrPromise"
    order: Callable[[Found, int], Any]  # what values are sorted by; the number is their count
    sources: tuple[Source, ...] = ()
    several: bool = False  # an item can be asked to have more than one of the values
    labels: "Mapping[str, StrOrPromise]" = field(
        default_factory=dict
    )  # by key, instead of the label
    meant: Callable[[str], Iterable[str]] = nothing  # the keys another name may mean
    typed: bool = False  # too many values for a select: people type the name
    links: int = 100  # how many values are offered as links


@dataclass(frozen=True)
class Catalogue:
    rows: Callable[[], QuerySet[Any, Any]]  # all that a visitor may see
    facets: tuple[Facet, ...]


class Index:
    """All items and values of a catalogue: one query, whatever is asked for.

    A value is known only by an item that a visitor may see, so that no draft shows in a count,
    in a name or in what an alias leads to.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        pairs = [source.pairs(facet.name) for facet in catalogue.facets for source in facet.sources]
        nothing = Value("", CharField())
        everything = catalogue.rows().order_by()
        rows = everything.values_list(nothing, nothing, nothing, Value(0, IntegerField()), F("pk"))
        told = list(rows.union(*pairs, all=True).order_by())
        self.everything = {item for facet, _key, _label, _rank, item in told if not facet}
        # By facet: what the address says, and who is called that.
        self.values: dict[str, dict[str, Found]] = {facet.name: {} for facet in catalogue.facets}
        labels = {facet.name: facet.labels for facet in catalogue.facets}
        for facet, key, label, rank, item in told:
            if facet and key is not None and item in self.everything:
                label = str(labels[facet].get(key, label or key))
                found = self.values[facet].setdefault(key, Found(key, label, rank))
                found.items.add(item)
        self.names: dict[str, dict[str, list[str]]] = {}
        for facet, values in self.values.items():
            names = self.names.setdefault(facet, {})
            for found in values.values():
                names.setdefault(found.name, []).append(found.key)
