"""Cues of an SRT or WebVTT file, joined into paragraphs behind the time of their first cue."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape

from techparty_site.lib.documents.lines import join, spoken, stamp

CUE = re.compile(
    r"^\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})\s*-->"
    r"\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
)
VOICE = re.compile(r"<v(?:\.[^\s>]{0,99})?\s+([^>]{1,99})>")
MARKUP = re.compile(r"</?[a-z][^<>]{0,199}>|<\d[\d:.]{0,20}>|\{\\[^{}]{0,199}\}", re.IGNORECASE)
NAME = r"[^\s\d:：，。！？,.!?][^\s:：，。！？,.!?]{0,11}"
NAMED = re.compile(rf"(?:[-–—]\s*)?({NAME}(?: {NAME})?)[:：]\s*(?![/\d\s])(?=.)")
ASKING = {"问", "答", "提问", "回答", "Q", "A"}  # told each time: one question may follow another
COUNTED = re.compile(r"[\u2e80-\uffef]|[^\s\u2e80-\uffef]+")  # a character, or a foreign word
SENTENCE_END = tuple("。！？!?….”」』")
PAUSE = 2.5  # seconds of silence that end a paragraph
ENOUGH = 60  # characters, from where on a sentence may be the last one
MOST = 120
BLINK = 0.1  # seconds: live captions that roll show each line once more for so long


@dataclass
class Said:
    start: float
    end: float
    speaker: str
    lines: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        return join(self.lines)

    @property
    def length(self) -> int:
        return len(COUNTED.findall(self.words))


def cues(lines: list[str]) -> Iterator[str]:
    paragraph, speaker = None, ""
    for cue in each_cue(lines):
        if cue.speaker == speaker and speaker not in ASKING:
            cue.speaker = ""
        speaker = cue.speaker or speaker
        if paragraph and (cue.speaker or ends_before(paragraph, cue)):
            yield written(paragraph)
            paragraph = None
        if paragraph:
            paragraph.lines.append(cue.words)
            paragraph.end = cue.end
        else:
            paragraph = cue
    if paragraph:
        yield written(paragraph)


def written(said: Said) -> str:
    return f"{stamp(int(said.start))} {spoken(said.speaker, said.words)}"


def ends_before(paragraph: Said, cue: Said) -> bool:
    if cue.start - paragraph.end > PAUSE or cue.start < paragraph.start:
        return True
    length = paragraph.length
    return length + cue.length > MOST or (
        length >= ENOUGH and paragraph.lines[-1].endswith(SENTENCE_END)
    )


def each_cue(lines: Iterable[str]) -> Iterator[Said]:
    """Without what rolls on from the cue before."""
    shown: list[str] = []
    for cue in raw_cues(lines):
        blinks = cue.end - cue.start < BLINK and cue.lines == shown[-1:]
        said = cue.lines[1:] if len(cue.lines) > 1 and cue.lines[:1] == shown[-1:] else cue.lines
        shown = cue.lines
        if said and not blinks:
            yield from by_voice(Said(cue.start, cue.end, cue.speaker, said))


def by_voice(cue: Said) -> Iterator[Said]:
    """Of each voice of a cue what it says, with the tags taken out."""
    part = Said(cue.start, cue.end, "")
    for line in cue.lines:
        before, *rest = VOICE.split(line)
        texts = [("", before), *zip(rest[::2], rest[1::2], strict=True)]
        for voice, text in texts:
            words = unescape(MARKUP.sub("", text)).strip()
            if not voice and (match := NAMED.match(words)):
                voice, words = match[1], words[match.end() :]
            if voice and part.lines:
                yield part
                part = Said(cue.start, cue.end, "")
            part.speaker = part.speaker or unescape(voice).strip()
            part.lines += [words] if words else []
    if part.lines:
        yield part


def raw_cues(lines: Iterable[str]) -> Iterator[Said]:
    cue = None
    for line in [*lines, ""]:
        if match := CUE.match(line):
            if cue:  # no blank line between them; its last line is the number of this one
                yield cue
            values = match.groups()
            cue = Said(moment(values[:4]), moment(values[4:]), "")
        elif cue and line.strip():
            cue.lines.append(line.strip())
        elif cue:
            yield cue
            cue = None


def moment(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = (part or "0" for part in parts)
    return int(hours) * 3600 + int(minutes) * 60 + float(f"{seconds}.{fraction}")
