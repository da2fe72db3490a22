"""What the readers of talks pass to one another."""

from dataclasses import dataclass, field

from posts.jekyll.lines import Document
from posts.jekyll.names import KnownPeople
from posts.jekyll.talks.seen import Seen, see
from posts.jekyll.talks.speakers import Speakers
from posts.jekyll.talks.words import SPEAKER_LABEL, TITLE_LABEL

Place = tuple[int, int]  # index of a line in the document, column in its seen text


@dataclass
class Entry:
    """One talk as one reader sees it; it owns the text from `place` up to `end`."""

    place: Place
    end: Place
    title: str | None
    speakers: Speakers = ()
    points: float = 0.0  # how much speaks for it; 1.5 and more is a talk
    pattern: str = ""
    quoted: bool = False
    mentions: list[Place] = field(default_factory=list)  # other places that name it


@dataclass
class Reading:
    """All talks that one reader finds in a post."""

    pattern: str
    entries: list[Entry]
    coherence: float = 1.0  # share of the lines of this form that are talks

    @property
    def score(self) -> float:
        return sum(min(entry.points, 5.0) for entry in self.entries) * self.coherence


class Context:
    """The post, read once for all readers."""

    def __init__(self, document: Document, people: KnownPeople) -> None:
        self.document = document
        self.people = people
        self.seen: list[Seen] = [see(document, line) for line in document.lines]
        self.lines = document.lines
        self.speakers_first = _speakers_first(self.seen)
        self._headings = _headings_above(self.seen)

    @property
    def author(self) -> str:
        name = self.document.source.author.strip()
        return self.people.name_of(name) or name

    def next_heading(self, index: int, level: int = 6) -> int:
        """Index of the first heading after `index` of this level or higher up."""
        for later in range(index + 1, len(self.lines)):
            line = self.lines[later]
            if line.style == "heading" and line.level <= level:
                return later
        return len(self.lines)

    def heading_above(self, index: int) -> str:
        return self._headings[index]


def _headings_above(seen: list[Seen]) -> list[str]:
    headings = []
    above = ""
    for each in seen:
        headings.append(above)
        if each.line.style == "heading":
            above = each.text
    return headings


def _speakers_first(seen: list[Seen]) -> bool:
    """True where 讲师： stands above the 主题： it belongs to, as the first of them shows."""
    for each in seen:
        if TITLE_LABEL.match(each.text):
            return False
        if SPEAKER_LABEL.match(each.text):
            break
    return any(TITLE_LABEL.match(each.text) for each in seen)
