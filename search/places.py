"""A place as its source tells it, made into the row that the index keeps."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from operator import attrgetter

from search.grams import AROUND, FACT, HEADING, SOUND, grams
from search.models import Kind, SearchDocument, key_of
from search.sounds import sounds
from techparty_site.lib.folding import composed, folded

# Characters of one place that are searched. PostgreSQL takes a megabyte of grams for a row.
LONGEST, LONGEST_LEAD, LONGEST_HEADING = 50_000, 10_000, 1000
SPOKEN = {Kind.POST, Kind.EVENT, Kind.TALK, Kind.SPEAKER, Kind.TAG}  # also found by their sound


@dataclass(frozen=True)
class Place:
    kind: Kind
    object_id: int
    unit: str
    address: str
    title: str
    number: int = 0
    heading: str | None = None  # the title, unless it is a place inside
    names: tuple[str, ...] = ()  # other headings: who asks for one asks for exactly this
    lead: str = ""
    text: str = ""
    people: str = ""
    around: str = ""
    moment: str = ""
    weight: int = 0
    day: date | None = None
    city: int | None = None
    is_public: bool = False
    facts: frozenset[str] = field(default_factory=frozenset)  # city:2, has:slides …

    def document(self) -> SearchDocument:
        heading = (self.title if self.heading is None else self.heading)[:LONGEST_HEADING]
        lead, text = composed(self.lead), composed(self.text[:LONGEST])
        whole = self._folded(heading, lead[:LONGEST_LEAD], text)
        around = surroundings(self.around)
        row = SearchDocument(
            key=key_of(self.day, self.kind, self.object_id, self.number),
            unit=self.unit,
            kind=self.kind,
            object_id=self.object_id,
            number=self.number,
            weight=self.weight,
            date=self.day,
            city_id=self.city,
            is_public=self.is_public,
            address=self.address,
            title=composed(self.title),
            people=composed(self.people),
            moment=self.moment,
            lead=lead,
            text=text,
            folded=whole,
            around=around.folded,
            grams=(*self._grams(whole, heading), *around.grams),
        )
        row.digest = digest(row, self.facts)
        return row

    def _folded(self, heading: str, *lines: str) -> str:
        """Names that are headings too stand in the first line, each after a tab."""
        headings = (folded(composed(name)) for name in (heading, *self.names))
        first = "\t".join(dict.fromkeys(filter(None, headings)))
        return "\n".join([first, *map(folded, lines)])

    def _grams(self, whole: str, heading: str) -> Iterator[str]:
        """Each once: their marks tell the sorts apart."""
        lines = whole.replace("\t", "\n")
        yield from grams(lines)
        yield from (HEADING + gram for gram in grams(lines[: whole.find("\n")]))
        if self.kind in SPOKEN:
            heard = set().union(*map(sounds, (heading, *self.names)))
            yield from (SOUND + sound for sound in heard)
        state = "public" if self.is_public else "draft"
        yield from (FACT + fact for fact in {*self.facts, f"kind:{int(self.kind)}", state})


@dataclass(frozen=True)
class Surroundings:
    folded: str
    grams: frozenset[str]


@lru_cache(maxsize=200)
def surroundings(text: str) -> Surroundings:
    """The same for all pages of a talk."""
    whole = folded(composed(text))
    return Surroundings(whole, frozenset(AROUND + gram for gram in grams(whole)))


COMPARED = attrgetter(
    *(
        one.attname
        for one in SearchDocument._meta.concrete_fields
        if one.attname not in {"digest", "grams"}
    )
)


def digest(row: SearchDocument, facts: Iterable[str]) -> str:
    """Of everything in it: two rows with the same one are the same, grams included."""
    whole = repr((COMPARED(row), sorted(facts))).encode(errors="replace")
    return hashlib.blake2b(whole, digest_size=16).hexdigest()


def listed(parts: Iterable[object]) -> str:
    return "、".join(dict.fromkeys(str(part) for part in parts if part))
