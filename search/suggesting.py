"""What somebody may mean: while they type, and when what they typed finds nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from string import ascii_lowercase, digits

from django.db.models import QuerySet

from search.asking import Query, Term, understood
from search.expressions import Expression, Gram, some
from search.finding import Search
from search.grams import RUN, SOUND, WORD, is_wide, words
from search.matching import fact, in_heading, published, sound_of
from search.models import Kind, SearchDocument
from search.ranking import EXACT, Ranking
from search.sounds import spelt, syllables

OFFERED = {Kind.TALK: 4, Kind.SPEAKER: 3, Kind.TAG: 3}
LOOKED_THROUGH = 60  # rows
SHORTEST = 4  # letters in which one wrong one still tells what was meant
LONGEST = 24


def suggestions(text: str) -> list[SearchDocument]:
    """Talks, speakers and tags whose name has this in it, or sounds like it."""
    query = understood(text)
    if not query.terms:
        return []
    asked = some([in_heading(query), *sounding(query)])
    ranking = Ranking(query)
    found: list[SearchDocument] = []
    for kind, number in OFFERED.items():
        rows = public([fact(f"kind:{int(kind)}"), asked])
        some_rows = list(rows.defer("grams", "text", "lead")[:LOOKED_THROUGH])
        some_rows.sort(key=lambda row: ranking.score(row.folded, row.weight), reverse=True)
        found += some_rows[:number]
    # Who is called just so comes first.
    return sorted(found, key=lambda row: ranking.score(row.folded, row.weight) < EXACT)


def sounding(query: Query) -> Iterator[Expression]:
    if sound := sound_of(query):
        yield Gram(SOUND + sound, is_beginning=True)


def meant(query: Query) -> Query | None:
    """The query with words that are there in place of those that find nothing; None without."""
    terms = [nearest(term) for term in query.terms]
    if None in terms or terms == query.terms:
        return None
    other = replace(query, terms=[term for term in terms if term])
    return other if Search(other).counts else None


def nearest(term: Term) -> Term | None:
    """The term itself where it finds something, else one that sounds or is written like it."""
    if Search(Query(term.original, [term])).counts:
        return term
    word = by_sound(term.folded) or by_letter(term.folded)
    return Term(word, word) if word else None


def by_sound(folded: str) -> str:
    """The most frequent word of a heading that is spoken so: `rongqi`, 容起."""
    letters = "".join(syllables(folded)) if is_wide(folded) else folded.replace(" ", "")
    rows = headings(Gram(SOUND + letters)) if letters else ()
    heard = Counter(word for heading in rows for word, sound in spelt(heading) if sound == letters)
    return most_frequent(heard)


def by_letter(folded: str) -> str:
    """The most frequent word that is one letter away: too many, too few, another, two swapped."""
    if not (SHORTEST <= len(folded) <= LONGEST and RUN.fullmatch(folded)) or is_wide(folded):
        return ""
    near = variants(folded)
    asked = some(Gram(WORD + word) for word in sorted(near))
    texts = public([asked]).values_list("folded", flat=True)[:LOOKED_THROUGH]
    runs = (run for text in texts for run in RUN.findall(text) if not is_wide(run))
    return most_frequent(Counter(word for run in runs for word in words(run) if word in near))


def headings(asked: Expression) -> Iterable[str]:
    rows = public([asked]).values_list("folded", flat=True)[:LOOKED_THROUGH]
    return (folded.partition("\n")[0] for folded in rows)


def public(parts: Sequence[Expression]) -> "QuerySet[SearchDocument]":
    """The newest first."""
    rows = SearchDocument.objects.meeting(published(parts)).filter(is_public=True)
    return rows.order_by("-key")


def most_frequent(counted: "Counter[str]") -> str:
    best = max(counted.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return best[0]


def variants(word: str) -> set[str]:
    halves = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    letters = ascii_lowercase + digits
    fewer = (before + after[1:] for before, after in halves if after)
    swapped = (before + after[1] + after[0] + after[2:] for before, after in halves if after[1:])
    other = (before + sign + after[1:] for before, after in halves if after for sign in letters)
    more = (before + sign + after for before, after in halves for sign in letters)
    return {*fewer, *swapped, *other, *more} - {word, ""}
