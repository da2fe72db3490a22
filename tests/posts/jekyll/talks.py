"""Short ways to read the talks out of a text that a test invents."""

from posts.jekyll.people import Person
from posts.jekyll.talks import TalkFindings, find_talks
from tests.posts.jekyll.make import make_source


def read(body: str, *people: Person, kind: str = "recap", **fields) -> TalkFindings:
    return find_talks(make_source(body, **fields), people, kind)


def told(body: str, *people: Person, **fields) -> list[tuple[str | None, list[str]]]:
    """Titles with the names of their speakers."""
    talks = read(body, *people, **fields).talks
    return [(talk.title, [speaker.name for speaker in talk.speakers]) for talk in talks]


def files(findings: TalkFindings) -> list[list[tuple[str, str]]]:
    """Kind and address of each talk's files, in order."""
    return [[(a.kind, a.url) for a in talk.attachments] for talk in findings.talks]
