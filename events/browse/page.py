"""A filtered list as its page shows it: what is chosen, what else there is, and every link."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from django.db.models import F
from django.http import HttpRequest
from django.utils.functional import cached_property

from events.browse.asked import Chosen, asked, clean, place, suggestions
from events.browse.facets import Catalogue, Facet, Found, Index
from techparty_site.lib.paging import page_of
from techparty_site.lib.text import fold

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.db.models import QuerySet

NO_LETTER = re.compile(r"[^\w.~-]")
NEAR = 8  # suggestions for a name that nobody has
TYPED = 20  # names offered while somebody types


@dataclass(frozen=True)
class Choice:
    """A value as a link: it chooses the value, or removes it where it is chosen."""

    key: str
    label: str
    count: int
    url: str
    is_chosen: bool = False


@dataclass(frozen=True)
class Menu:
    """A facet with the values that lead somewhere."""

    facet: Facet
    choices: list[Choice]
    typed: list[str]  # what a typed field offers
    text: str  # what stands in that field

    @property
    def links(self) -> list[Choice]:
        """The frequent ones, and what is chosen."""
        first = self.choices[: self.facet.links]
        return first + [late for late in self.choices[self.facet.links :] if late.is_chosen]

    @property
    def more(self) -> int:
        return len(self.choices) - len(self.links)


class Browse:
    def __init__(self, request: HttpRequest, catalogue: Catalogue) -> None:
        self.request = request
        self.facets = catalogue.facets
        self.index = Index(catalogue)
        self.chosen = [
            item for facet in self.facets for item in asked(facet, request.GET, self.index)
        ]
        self.matching = self.having(self.chosen)
        self.page: Page[Any] | None = None

    def having(self, chosen: Iterable[Chosen]) -> set[int]:
        items = self.index.everything
        for item in chosen:
            items = items & item.found.items
        return items

    def page_of[T](self, rows: "QuerySet[Any, T]", *, count: int | None = None) -> "Page[T]":
        """A page of those among the rows that match; the pager's links are about this one."""
        self.page = page = page_of(self.request, self.narrow(rows), count=count)
        return page

    def narrow[R: "QuerySet[Any, Any]"](self, rows: R) -> R:
        if not self.chosen:
            return rows
        # The sum keeps SQLite from probing every key once per event: 2 s with 10,000 talks.
        return rows.alias(number=F("pk") + 0).filter(number__in=self.matching)

    # Addresses

    def url(self, chosen: Iterable[Chosen], page: int = 1) -> str:
        """Short: without the path unless nothing is left to ask for, and Chinese as it is read."""
        query = encoded(chosen, page, quote_via=readable)
        return f"?{query}" if query else self.request.path

    @property
    def query(self) -> str:
        """The page's one address, as far as it is a query."""
        return encoded(self.chosen, self.page.number if self.page else 1)

    @property
    def moved(self) -> str:
        """Where the question stands in its one form; empty where it need not be put again.

        It need not where only the order differs or something else was asked besides: what a
        page shows is the same then, and its canonical address says so.
        """
        sent = self.request.GET
        names = [facet.name for facet in self.facets]
        is_blank = any(not clean(text) for name in [*names, "page"] for text in sent.getlist(name))
        means_more = any(
            item.is_known and item.found.key not in sent.getlist(item.facet.name)
            for item in self.chosen
        )
        if not is_blank and not means_more:
            return ""
        query = encoded(self.chosen, clean(sent.get("page", "")))
        return f"{self.request.path}?{query}" if query else self.request.path

    @property
    def previous_url(self) -> str:
        page = self.page
        has_one = page and page.has_previous()
        return self.url(self.chosen, page.previous_page_number()) if page and has_one else ""

    @property
    def next_url(self) -> str:
        page = self.page
        return self.url(self.chosen, page.next_page_number()) if page and page.has_next() else ""

    @property
    def is_combined(self) -> bool:
        """Of combinations there are too many for a search engine, and of what is empty one too."""
        return len(self.chosen) > 1 or not all(item.is_known for item in self.chosen)

    # What can be chosen

    @cached_property
    def menus(self) -> list[Menu]:
        return [menu for menu in map(self.menu, self.facets) if menu.choices or menu.text]

    def menu(self, facet: Facet) -> Menu:
        others = [item for item in self.chosen if item.facet is not facet or facet.several]
        mine = {item.found.key for item in self.chosen if item.facet is facet}
        within = self.having(item for item in others)
        counted = [
            (found, len(found.items & within)) for found in self.index.values[facet.name].values()
        ]
        offered = [pair for pair in counted if pair[1] or pair[0].key in mine]
        offered.sort(key=lambda pair: facet.order(*pair))
        choices = [self.choice(facet, found, count, mine) for found, count in offered]
        return Menu(facet, choices, *self.typing(facet, choices))

    def choice(self, facet: Facet, found: Found, count: int, mine: set[str]) -> Choice:
        rest = [item for item in self.chosen if item.facet is not facet or facet.several]
        is_chosen = found.key in mine
        if is_chosen:
            chosen = [item for item in self.chosen if item.pair != (facet.name, found.key)]
        else:
            chosen = self.in_order([*rest, Chosen(facet, found, is_known=True)])
        return Choice(found.key, found.label, count, self.url(chosen), is_chosen)

    def in_order(self, chosen: Iterable[Chosen]) -> list[Chosen]:
        return sorted(chosen, key=lambda item: (self.facets.index(item.facet), *place(item)))

    def typing(self, facet: Facet, choices: Sequence[Choice]) -> tuple[list[str], str]:
        if not facet.typed:
            return [], ""
        mine = [item.found for item in self.chosen if item.facet is facet]
        return (
            [self.name_for(facet, choice) for choice in choices[:TYPED]],
            self.name_for(facet, mine[0]) if mine else "",
        )

    def name_for(self, facet: Facet, value: Choice | Found) -> str:
        """What to type for it: its name, or its key where two share the name."""
        keys = self.index.names[facet.name].get(fold(value.label), [])
        is_taken = value.label in self.index.values[facet.name]
        return value.label if keys == [value.key] and not is_taken else value.key

    # What is chosen

    @cached_property
    def removals(self) -> list[Choice]:
        """For each of the chosen ones, the list without it."""
        return [self.removal(item) for item in self.chosen]

    def removal(self, item: Chosen) -> Choice:
        rest = [other for other in self.chosen if other is not item]
        return Choice(
            item.found.key,
            item.found.label,
            len(self.having(rest)),
            self.url(rest),
            is_chosen=True,
        )

    @property
    def helpful(self) -> list[Choice]:
        """What to give up where nothing is left, if one thing is enough; the largest list first."""
        useful = [removal for removal in self.removals if removal.count]
        return sorted(useful, key=lambda removal: -removal.count)

    @property
    def near(self) -> list[Choice]:
        """What was perhaps meant by a name that nobody has."""
        found = [
            choice for item in self.chosen if not item.is_known for choice in self.instead_of(item)
        ]
        return found[:NEAR]

    def instead_of(self, item: Chosen) -> Iterator[Choice]:
        rest = [other for other in self.chosen if other is not item]
        within = self.having(rest)
        for found in suggestions(item, self.index):
            if count := len(found.items & within):
                url = self.url(self.in_order([*rest, Chosen(item.facet, found, is_known=True)]))
                yield Choice(found.key, found.label, count, url)

    @property
    def names(self) -> list[str]:
        return [item.found.label for item in self.chosen]

    @property
    def is_in_one_city(self) -> bool:
        """Then no row need name it."""
        return any(item.facet.name == "city" for item in self.chosen)

    @property
    def total(self) -> int:
        return len(self.index.everything)


def encoded(chosen: Iterable[Chosen], page: int | str, **options: Any) -> str:
    pairs = [item.pair for item in chosen]
    return urlencode([*pairs, *([("page", page)] if page and str(page) != "1" else [])], **options)


def readable(text: str, *_options: str) -> str:
    """A third of the bytes: browsers encode letters of all scripts themselves."""
    return NO_LETTER.sub(lambda sign: quote(sign[0], safe=""), text)
