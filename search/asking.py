"""What somebody typed, understood: words, "phrases", -without and city:深圳."""

import re
from dataclasses import dataclass, field

from techparty_site.lib.folding import composed, folded

LONGEST = 200  # signs of a query that are read
MOST = 16  # words of it
QUOTES = str.maketrans("“”„«»「」『』＂：－", '"""""""""":-')
FILTERS = {
    "city": ("city", "城市"),
    "tag": ("tag", "标签"),
    "year": ("year", "年", "年份"),
    "speaker": ("speaker", "讲师"),
    "has": ("has", "有"),
}
NAMES = {name: key for key, names in FILTERS.items() for name in names}
PIECE = re.compile(
    rf'(?P<without>-)?(?:(?P<name>{"|".join(NAMES)}):\s*)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))',
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Term:
    folded: str
    original: str = field(compare=False)
    is_phrase: bool = False  # in quotes: its Latin words are whole ones


@dataclass(frozen=True)
class Filter:
    name: str  # of FILTERS
    value: str
    is_barred: bool = False  # what has it is left out

    def __str__(self) -> str:
        value = f'"{self.value}"' if " " in self.value else self.value
        return f"{'-' if self.is_barred else ''}{self.name}:{value}"


@dataclass
class Query:
    text: str  # as it was typed, as far as it is read
    terms: list[Term] = field(default_factory=list)
    without: list[Term] = field(default_factory=list)
    filters: list[Filter] = field(default_factory=list)
    is_cut: bool = False  # more was typed than is read

    @property
    def is_empty(self) -> bool:
        return not (self.terms or any(not one.is_barred for one in self.filters))

    @property
    def phrase(self) -> str:
        """All words as one, folded: who has typed a whole title means that title."""
        return folded(composed(" ".join(term.original for term in self.terms)))

    @property
    def marks(self) -> list[str]:
        return [term.folded for term in self.terms]

    def words(self) -> str:
        """The query without its filters."""
        return " ".join(written(term) for term in self.terms)

    def __str__(self) -> str:
        """As it could be typed."""
        without = (f"-{written(term)}" for term in self.without)
        return " ".join(filter(None, [self.words(), *without, *map(str, self.filters)]))


def written(term: Term) -> str:
    return f'"{term.original}"' if term.is_phrase else term.original


def understood(text: str) -> Query:
    """Of anything: what no sign of can be searched for is left out."""
    typed = " ".join(composed(text.encode(errors="replace").decode()).split())
    query = Query(typed[:LONGEST].strip(), is_cut=len(typed) > LONGEST)
    for piece in PIECE.finditer(query.text.translate(QUOTES)):
        _take(query, piece)
    for terms in (query.terms, query.without, query.filters):
        query.is_cut |= len(terms) > MOST
        del terms[MOST:]
    return query


def _take(query: Query, piece: "re.Match[str]") -> None:
    is_phrase = piece["phrase"] is not None
    original = (piece["phrase"] if is_phrase else piece["word"]).strip()
    if piece["name"]:
        if original:
            name, is_barred = NAMES[piece["name"].casefold()], bool(piece["without"])
            query.filters.append(Filter(name, original, is_barred))
        return
    # Without "go" still means with "mongo".
    term = Term(folded(composed(original)), original, is_phrase or bool(piece["without"]))
    into = query.without if piece["without"] else query.terms
    if term.folded and term not in into:
        into.append(term)
