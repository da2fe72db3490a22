"""What the results page says to a query: hits by kind, or one kind page by page."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Page
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from events.models import City, Tag
from search.asking import Query, understood
from search.finding import PER_PAGE, Group, Search
from search.hits import Hit, hits
from search.models import Kind
from search.reading import COUNTED
from search.sources.facts import names_of
from search.suggesting import meant
from search.ways import Offer, Way, offers, removals, ways_out, whole_words
from techparty_site.lib.paging import page_of
from techparty_site.lib.text import fold

SLUGS = {kind.name.lower(): kind for kind in Kind}  # as an address names a kind


def url_of(query: str, kind: Kind | None = None) -> str:
    parameters = {"q": query} | ({"kind": kind.name.lower()} if kind else {})
    return f"{reverse('search')}?{urlencode(parameters)}"


@dataclass(frozen=True)
class Section:
    """The best few of a kind."""

    group: Group
    hits: list[Hit]
    url: str  # of all of them

    @property
    def slug(self) -> str:
        return self.group.kind.name.lower()

    @property
    def name(self) -> str:
        return str(self.group.kind.label)

    @property
    def is_slides(self) -> bool:
        return self.group.kind == Kind.PAGE


class Answer:
    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.asked = understood(request.GET.get("q", ""))
        self.kind = SLUGS.get(request.GET.get("kind", ""))

    @cached_property
    def _first(self) -> Search:
        return Search(self.asked)

    @cached_property
    def search(self) -> Search:
        """Of what was asked, or of what was probably meant where that finds nothing."""
        if self._first.counts or not self.asked.terms:
            return self._first
        other = meant(self.asked)
        return Search(other) if other else self._first

    @property
    def query(self) -> Query:
        return self.search.query

    @property
    def is_corrected(self) -> bool:
        return self.search is not self._first

    @property
    def total(self) -> int:
        return sum(min(count, COUNTED) for count in self.search.counts.values())

    @property
    def is_more(self) -> bool:
        """Whether counting stopped before the end."""
        return any(count > COUNTED for count in self.search.counts.values())

    @cached_property
    def sections(self) -> list[Section]:
        groups = self.search.overview()
        found = hits([row for group in groups for row in group.hits], self.query.marks)
        shown = {hit.row.key: hit for hit in found}
        return [
            Section(
                group, [shown[row.key] for row in group.hits], url_of(str(self.query), group.kind)
            )
            for group in groups
        ]

    @property
    def kinds(self) -> list[tuple[Kind, str, int]]:
        """Of one kind: where the others are."""
        counts = self.search.counts
        return [
            (kind, url_of(str(self.query), kind), min(counts[kind], COUNTED)) for kind in counts
        ]

    @property
    def everything_url(self) -> str:
        return url_of(str(self.query))

    @cached_property
    def page(self) -> Page[int]:
        """Of the hits of the kind that is asked for. Raises Http404."""
        count = min(self.search.counts.get(self.kind, 0), COUNTED) if self.kind else 0
        return page_of(self.request, range(count), PER_PAGE)

    @cached_property
    def hits(self) -> list[Hit]:
        rows = self.search.listing(self.kind, self.page.number) if self.kind else []
        return hits(rows, self.query.marks)

    @property
    def is_slides(self) -> bool:
        return self.kind == Kind.PAGE

    @property
    def canonical_query(self) -> str:
        """What tells this page from others."""
        pairs = {"q": self.asked.text, "kind": self.kind.name.lower() if self.kind else ""}
        if self.kind and self.page.number > 1:
            pairs["page"] = str(self.page.number)
        return urlencode({name: value for name, value in pairs.items() if value})

    @cached_property
    def synonyms(self) -> list[str]:
        """Other names of the tag that was typed: what wears it was found too."""
        if len(self.query.terms) != 1:
            return []
        typed = self.query.terms[0].original
        called = [tag.pk for tag in Tag.objects.canonical([typed]).values()]
        tags = Tag.objects.filter(pk__in=called).in_use().prefetch_related("aliases")
        names = [name for tag in tags for name in names_of(tag)]
        return [name for name in names if fold(name) != fold(typed)]

    @property
    def chosen(self) -> list[Way]:
        return list(removals(self.query, url_of))

    @cached_property
    def offers(self) -> list[Offer]:
        return offers(self.search, url_of)

    @property
    def example(self) -> str:
        """Of filters, for who wonders what can be typed."""
        city = City.objects.home().first()
        return f"{f'city:{city.name} ' if city else ''}year:{timezone.localdate().year - 1}"

    @property
    def whole_words(self) -> Way | None:
        return whole_words(self.query, url_of)

    @cached_property
    def ways_out(self) -> list[Way]:
        return ways_out(self.query, url_of)
