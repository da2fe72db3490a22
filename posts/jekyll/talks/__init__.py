"""Finding the talks of a post, with their speakers and their files."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from posts.jekyll.lines import Document
from posts.jekyll.names import KnownPeople, PersonLike
from posts.jekyll.proposal import AttachmentClaim, Note, SourcePost, SpeakerClaim, TalkClaim
from posts.jekyll.talks.choose import choose
from posts.jekyll.talks.files import Placed, find_files, place_files
from posts.jekyll.talks.gaps import find_gaps
from posts.jekyll.talks.model import Context, Entry, Reading

__all__ = ["TalkFindings", "find_talks"]

_LONGEST = 300_000  # characters
_MOST_LINES = 4_000
# Kinds of posts that have talks; the others must give strong reasons.
_WITH_TALKS = ("recap", "signup", "schedule", "announcement")


@dataclass
class TalkFindings:
    """What one post says of its talks. `sectioned`: each talk owns a section under a heading."""

    talks: list[TalkClaim] = field(default_factory=list)
    attachments: list[AttachmentClaim] = field(default_factory=list)  # of the whole event
    sectioned: bool = False
    unplaced: list[Note] = field(default_factory=list)
    repaired: list[Note] = field(default_factory=list)


def find_talks(source: SourcePost, people: Sequence[PersonLike], kind: str) -> TalkFindings:
    """The talks of a post of this kind; a body longer than any post is not searched."""
    if len(source.body) > _LONGEST or source.body.count("\n") > _MOST_LINES:
        return TalkFindings(unplaced=[Note(_("The text is too long to look for talks in it."))])
    context = Context(Document(source), KnownPeople(people))
    reading = choose(context)
    files = find_files(context, reading.entries)
    placed = place_files(context, reading.entries, files)
    if kind not in _WITH_TALKS and not _convincing(reading, placed):
        reading = Reading("none", [])
        placed = place_files(context, [], files)
    sectioned = all(e.pattern == "heading" and e.place[1] == 0 for e in reading.entries)
    bonus = 0.2 if len(reading.entries) > 2 and reading.coherence >= 0.8 else 0.0
    talks = [
        _claim(context, entry, placed.of_talks.get(position, []), sectioned=sectioned, bonus=bonus)
        for position, entry in enumerate(reading.entries)
    ]
    repaired = [Note(link.repair, link.line) for link in context.document.links if link.repair]
    unplaced = find_gaps(talks, placed.of_event, kind)
    return TalkFindings(talks, placed.of_event, sectioned and bool(talks), unplaced, repaired)


def _convincing(reading: Reading, placed: Placed) -> bool:
    """Several talks, each with much that speaks for it, most of them with files of their own."""
    entries = reading.entries
    firm = [e for e in entries if e.title and e.speakers and e.points >= 2.5]
    filed = [position for position in range(len(entries)) if placed.of_talks.get(position)]
    return len(entries) >= 2 and (len(firm) == len(entries) or len(filed) * 3 >= len(entries) * 2)


def _claim(
    context: Context,
    entry: Entry,
    attachments: list[AttachmentClaim],
    *,
    sectioned: bool,
    bonus: float,
) -> TalkClaim:
    line = context.lines[entry.place[0]].number
    end = context.document.source.body_line + entry.end[0]
    return TalkClaim(
        title=entry.title,
        speakers=[SpeakerClaim(s.name, s.affiliation, line) for s in entry.speakers],
        attachments=attachments,
        line=line,
        lines=(line, end) if sectioned else None,
        confidence=round(min(1.0, entry.points / 4 + bonus), 2),
        pattern=entry.pattern,
    )
