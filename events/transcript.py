"""A transcript as a page shows it: paragraphs with addresses, times and questions told apart."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from events.headings import parts
from events.materials import Materials
from events.models import Attachment, Talk
from events.sheets import address, sheets, within
from techparty_site.lib.documents.lines import told

OPEN = 12  # paragraphs; the rest is folded
SHOWN = 8000  # characters on a talk's page, folded ones included
COUNT = r"\s*[\d一二三四五六七八九]?\s*"
QUESTION_RE = re.compile(
    rf"(?:(?:提?问|问题|提问[人者]|[qＱ]|question){COUNT}[:：]"
    rf"|(?:现场)?[观听]众{COUNT}(?:[a-z]|提问)?\s*[:：]|(?:[观听]众|现场)提问)",
    re.IGNORECASE,
)
ANSWER_RE = re.compile(rf"(?:回?答|[aＡ]|answer){COUNT}[:：]", re.IGNORECASE)
HOST_RE = re.compile(r"主持人?\s*[:：]")
MARKS = {"question": QUESTION_RE, "answer": ANSWER_RE, "host": HOST_RE}
SLACK = 5  # seconds that a last paragraph may begin behind the recording's end

type Numbered = tuple[Attachment, list[Paragraph]]


@dataclass(frozen=True)
class Paragraph:
    number: int
    time: str  # 12:30 or 1:02:03 where the transcript tells it
    text: str
    is_heading: bool = False

    @property
    def mark(self) -> str:
        """question, answer, host, or nothing."""
        return next((mark for mark, pattern in MARKS.items() if pattern.match(self.text)), "")

    @property
    def label(self) -> str:
        """Who or what speaks, as it stands in front: `问：`."""
        match = MARKS[self.mark].match(self.text) if self.mark else None
        return match[0] if match else ""

    @property
    def words(self) -> str:
        return self.text[len(self.label) :]

    @property
    def seconds(self) -> int:
        total = 0
        for part in self.time.split(":") if self.time else []:
            total = total * 60 + int(part)
        return total


def paragraphs(text: str, *, first: int = 1) -> Iterator[Paragraph]:
    lines = (line.strip() for line in text.splitlines())
    for number, line in enumerate((line for line in lines if line), start=first):
        is_heading, moment, words = told(line)
        time = "" if moment is None else clock(moment)
        yield Paragraph(number, time, words, is_heading)


def clock(moment: int) -> str:
    """As a player's address wants it: two digits for minutes, and hours only where there are."""
    hours = f"{moment // 3600}:" if moment >= 3600 else ""
    return f"{hours}{moment // 60 % 60:02}:{moment % 60:02}"


@dataclass(frozen=True)
class Speech:
    """One transcript or a talk's part of it: its beginning, and the rest that opens on demand."""

    attachment: Attachment
    is_shared: bool
    is_part: bool
    recording: Attachment | None  # what its times are times of
    beginning: list[Paragraph]
    rest: list[Paragraph]
    left: list[Paragraph]  # not on this page
    whole: list[Paragraph]  # all that stands on the page of its owner's transcripts

    @property
    def recording_url(self) -> str:
        return self.recording.file_url if self.recording else ""

    @property
    def is_timed(self) -> bool:
        """Whether a time leads into a recording."""
        return bool(self.recording) and any(one.time for one in self.beginning + self.rest)

    @property
    def begin_url(self) -> str:
        return self.address(self.beginning[0])

    @property
    def left_url(self) -> str:
        return self.address(self.left[0]) if self.left else ""

    def address(self, paragraph: Paragraph) -> str:
        """Where it stands among all of its owner's; there it has a number of its own."""
        before = self.whole[0].number - 1
        lines = [replace(line, number=line.number - before) for line in self.whole]
        return address(path_of(self.attachment), paragraph.number - before, sheets(lines))

    def on(self, sheet: range) -> "Speech":
        """What of it stands on one sheet of its page."""
        shown = [line for line in self.beginning if line.number in sheet]
        return replace(self, beginning=shown)


def path_of(transcript: Attachment) -> str:
    if transcript.talk:
        return reverse("talk_transcript", args=[transcript.talk.slug])
    return reverse("event_transcript", args=[transcript.event.slug]) if transcript.event else ""


def speeches(
    materials: Materials, talk: Talk | None = None, talks: Iterable[Talk] = ()
) -> list[Speech]:
    """As a talk's page shows them: of each some at once and more on demand, but not without end."""
    return [folded(speech) for speech in whole_speeches(materials, talk, talks)]


def whole_speeches(
    materials: Materials, talk: Talk | None = None, talks: Iterable[Talk] = ()
) -> list[Speech]:
    """Of the transcripts with their text loaded; paragraphs are counted through.

    With the event's talks in order, `talk` gets of a transcript of the whole event its own part.
    """
    every = numbered(materials)
    return [
        Speech(
            attachment=attachment,
            is_shared=attachment in materials.shared,
            is_part=is_part,
            recording=recording_of(attachment, materials.players, lines),
            beginning=lines,
            rest=[],
            left=[],
            whole=of_owner(attachment, every),
        )
        for attachment, lines, is_part in parted(every, materials, talk, list(talks))
        if lines
    ]


def folded(speech: Speech) -> Speech:
    lines = speech.beginning
    count = within(lines, SHOWN)
    return replace(
        speech,
        beginning=lines[: min(OPEN, count)],
        rest=lines[min(OPEN, count) : count],
        left=lines[count:],
    )


def numbered(materials: Materials) -> list[Numbered]:
    count, found = 0, []
    for attachment in materials.transcripts:
        lines = list(paragraphs(attachment.text, first=count + 1))
        count += len(lines)
        found.append((attachment, lines))
    return found


def of_owner(transcript: Attachment, every: list[Numbered]) -> list[Paragraph]:
    mine = (lines for other, lines in every if owner(other) == owner(transcript))
    return [line for lines in mine for line in lines]


def parted(
    every: list[Numbered], materials: Materials, talk: Talk | None, talks: Sequence[Talk]
) -> Iterator[tuple[Attachment, list[Paragraph], bool]]:
    for attachment, lines in every:
        mine = None
        if talk in talks and attachment in materials.shared:
            mine = parts(lines, talks)[talks.index(talk)]
        yield attachment, lines[mine.start : mine.stop] if mine else lines, mine is not None


def recording_of(
    transcript: Attachment, players: list[Attachment], lines: list[Paragraph]
) -> Attachment | None:
    """The only one of its talk, else the only one of the event, if it is long enough."""
    own = [one for one in players if owner(one) == owner(transcript)]
    found = own or [one for one in players if transcript.talk_id and one.event_id]
    if len(found) != 1:
        return None
    length = found[0].duration
    last = max((line.seconds for line in lines), default=0)
    return None if length and last > length + SLACK else found[0]


def owner(attachment: Attachment) -> tuple[int | None, int | None]:
    return attachment.talk_id, attachment.event_id


def contents(materials: Materials, talks: Sequence[Talk]) -> list[tuple[Talk, int]]:
    """Each talk with the number of its first paragraph, where a transcript tells it."""
    for _attachment, lines in numbered(materials):
        found = parts(lines, talks)
        if any(found):
            return [
                (talk, lines[mine.start].number)
                for talk, mine in zip(talks, found, strict=True)
                if mine
            ]
    return []
