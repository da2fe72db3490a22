"""A transcript as a page shows it: paragraphs with addresses, times and questions told apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from events.materials import Materials
from events.models import Attachment

OPEN = 12  # paragraphs; the rest is folded
TIME_RE = re.compile(r"[\[(（【]?((?:\d{1,2}:)?\d{1,2}:\d{2})[\])）】]?[\s:：,，-]*(?=\S)")
QUESTION_RE = re.compile(r"(?:问|提问|Q)\s*\d*\s*[:：]|(?:观众|听众|现场)提问", re.IGNORECASE)


@dataclass(frozen=True)
class Paragraph:
    number: int
    time: str  # 1:02:03 where the transcript tells it
    text: str

    @property
    def is_question(self) -> bool:
        return bool(QUESTION_RE.match(self.text))


def paragraphs(text: str, *, first: int = 1) -> Iterator[Paragraph]:
    lines = (line.strip() for line in text.splitlines())
    for number, line in enumerate((line for line in lines if line), start=first):
        time = TIME_RE.match(line)
        yield Paragraph(number, time[1] if time else "", line[time.end() :] if time else line)


@dataclass(frozen=True)
class Speech:
    """One transcript: its beginning, and the rest that opens on demand."""

    attachment: Attachment
    is_shared: bool
    beginning: list[Paragraph]
    rest: list[Paragraph]


def speeches(materials: Materials) -> list[Speech]:
    """Of a talk's transcripts with their text loaded; paragraphs are counted through."""
    found: list[Speech] = []
    count = 0
    for attachment in materials.transcripts:
        lines = list(paragraphs(attachment.text, first=count + 1))
        count += len(lines)
        if lines:
            shared = attachment in materials.shared
            found.append(Speech(attachment, shared, lines[:OPEN], lines[OPEN:]))
    return found
