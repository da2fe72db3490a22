"""Found places as the results page shows them: titles and lines with the words marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.models import SlidePage
from search.models import Kind, SearchDocument
from techparty_site.lib import marking
from techparty_site.lib.folding import folded
from techparty_site.lib.languages import in_language

LANDS = {Kind.PAGE, Kind.PARAGRAPH}  # pages that mark words themselves


@dataclass
class Hit:
    row: SearchDocument
    terms: Sequence[str]
    page: SlidePage | None = None  # of a slide: its picture, and where its words stand

    @property
    def title(self) -> str:
        return self.row.title or str(_("Talk without a title"))

    @property
    def marked_title(self) -> SafeString:
        return marking.marked(self.title, self.terms)

    @cached_property
    def snippet(self) -> SafeString:
        """Of the text where it has the words; else the tags or names that do, or how it begins."""
        row = self.row
        items = [item for item in row.lead.split("、") if self._has_terms(item)]
        if items and not self._has_terms(row.text) and not self._has_terms(row.title):
            return marking.marked("、".join(items), self.terms)
        return marking.marked(marking.snippet(row.text, self.terms), self.terms)

    def _has_terms(self, text: str) -> int:
        return marking.count(folded(text), self.terms)

    @property
    def address(self) -> str:
        row = self.row
        if row.kind in LANDS:
            address = marking.asking(row.address, self.terms)
        else:
            address = row.address + self._fragment()
        return in_language(address, get_language() or "")

    def _fragment(self) -> str:
        if not self.terms or marking.count(folded(self.row.title), self.terms) == len(self.terms):
            return ""
        sources = [self.row.text, *self.row.lead.split("、")]
        found = (marking.fragment(source, self.terms) for source in sources)
        directive = next(filter(None, found), "")
        return f"#{directive}" if directive else ""

    @property
    def boxes(self) -> list[marking.Box]:
        return marking.boxes(self.page.words, self.terms) if self.page else []


def hits(rows: Iterable[SearchDocument], terms: Sequence[str]) -> list[Hit]:
    """One query for the pictures of all slides among them."""
    rows = list(rows)
    decks = {row.object_id for row in rows if row.kind == Kind.PAGE}
    pages: dict[tuple[int, int], SlidePage] = {}
    if decks:
        numbers = {row.number for row in rows if row.kind == Kind.PAGE}
        found = SlidePage.objects.filter(attachment__in=decks, number__in=numbers)
        found = found.select_related("attachment").defer("text", "attachment__text")
        pages = {(page.attachment_id, page.number): page for page in found}
    return [Hit(row, terms, pages.get((row.object_id, row.number))) for row in rows]
