"""What reading one Jekyll post yields: facts and claims, each with its source line.

Nothing here touches the database: reading proposes, `writing` disposes.
Lines count from 1 and are lines of the file (front matter included), so that a
report can be checked against the source in any editor.
"""

from dataclasses import dataclass, field
from datetime import date as Day  # a field called date would hide its own type
from datetime import datetime, time
from typing import Any


@dataclass(frozen=True)
class Note:
    """One sentence for the report about one line of the source (None: the whole file)."""

    message: str
    line: int | None = None


@dataclass(frozen=True)
class CityNames:
    """A city as the reader needs it: its slug and every spelling that means it."""

    slug: str
    names: tuple[str, ...]


@dataclass
class SourcePost:
    """A file taken apart, nothing interpreted."""

    file_name: str
    raw: bytes
    sha256: str
    encoding: str
    front_matter: dict[str, Any]
    body: str  # text after the front matter, line ends as \n
    body_line: int  # line of the file on which the body starts
    title: str = ""
    slug: str = ""
    date: datetime | None = None  # aware; from the front matter, else from the file name
    author: str = ""
    excerpt: str = ""
    categories: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    wordpress_id: int | None = None
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True)
class AttachmentClaim:
    """A file or a page elsewhere; `kind` is one of events.Attachment.Kind's values."""

    kind: str
    url: str
    label: str = ""
    line: int | None = None


@dataclass(frozen=True)
class SpeakerClaim:
    name: str
    affiliation: str = ""
    line: int | None = None


@dataclass
class TalkClaim:
    """One talk; `lines` is the half-open range of its section where it has one of its own."""

    title: str | None
    speakers: list[SpeakerClaim] = field(default_factory=list)
    attachments: list[AttachmentClaim] = field(default_factory=list)
    line: int | None = None
    lines: tuple[int, int] | None = None
    confidence: float = 1.0  # 0..1
    pattern: str = ""  # which reading rule found it: heading, list, prose …


@dataclass
class EventFacts:
    """What the text says of the meetup itself."""

    date: Day | None = None
    title: str = ""
    starts_at: time | None = None
    ends_at: time | None = None
    venue: str = ""
    address: str = ""
    signup_url: str = ""
    head_count: int | None = None
    sponsors: list[str] = field(default_factory=list)
    claims: list[Note] = field(default_factory=list)  # each of these, by which line


@dataclass
class PostProposal:
    """Everything the importer believes about one post."""

    source: SourcePost
    kind: str = "other"  # one of posts.Post.Kind's values
    cities: list[str] = field(default_factory=list)  # slugs
    event: EventFacts = field(default_factory=EventFacts)
    talks: list[TalkClaim] = field(default_factory=list)
    attachments: list[AttachmentClaim] = field(default_factory=list)  # of the whole event
    sectioned: bool = False  # each talk owns a section under a heading of its own
    unplaced: list[Note] = field(default_factory=list)
    repaired: list[Note] = field(default_factory=list)
    conflicts: list[Note] = field(default_factory=list)
    dropped: list[Note] = field(default_factory=list)  # what sanitising took away
