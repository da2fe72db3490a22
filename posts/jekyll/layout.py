"""How a post will stand on the new site: a body, and the sections that move to its talks.

A section moves only where nothing of it can be lost: its heading says no more than the
talk's title, speakers and companies, and the words a talk's page says by itself.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from posts.jekyll.links import scan
from posts.jekyll.plain import plain_text
from posts.jekyll.proposal import PostProposal, TalkClaim

NOT_LETTERS = re.compile(r"[\W_]+")
# What the page of a talk says in its own words: its number, that somebody gave it.
SAID_BY_THE_PAGE = re.compile(
    r"(?:主题|议题|话题|课题|topic|session|talk|第)[一二三四五六七八九十\d]*(?:讲|个|场|部分)?"
    r"|^[一二三四五六七八九十\d]+|讲师|分享(?:者|人|嘉宾)?|嘉宾|演讲(?:者|人)?|by|speaker",
    re.IGNORECASE,
)
# “点此下载讲稿”: the row of a file says by itself that it can be fetched.
FETCH = re.compile(
    r"^[\s\[【（(]*(?:请|点此|点击|点我|在此|此处|这里|戳我|戳此)*(?:下载|查看|观看|跳转|链接)*[:：]?\s*",
)
SETEXT = re.compile(r"^ {0,3}(?:=+|-{2,})\s*$")
LIST_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")


@dataclass
class Layout:
    """`parts` is the body: text, or the index of the talk whose section stood there."""

    parts: list[str | int]
    summaries: dict[int, str] = field(default_factory=dict)

    @property
    def moved(self) -> bool:
        return bool(self.summaries)

    def body(self, slugs: dict[int, str]) -> str:
        """The Markdown to store, with a marker line for each moved talk."""
        pieces = [p if isinstance(p, str) else f"[[talk {slugs[p]}]]" for p in self.parts]
        return "\n\n".join(piece.strip("\n") for piece in pieces if piece.strip()) + "\n"


def lay_out(proposal: PostProposal) -> Layout:
    """Sections moved to their talks where that loses nothing, else the body whole."""
    lines = proposal.source.body.split("\n")
    sections = _sections(proposal, len(lines))
    if not sections or not all(_heading_is_said(lines[a], talk) for _i, talk, a, _b in sections):
        return whole(proposal)
    layout, position = Layout([]), 0
    for index, talk, start, end in sections:
        layout.parts += ["\n".join(lines[position:start]), index]
        layout.summaries[index] = _summary(lines[start:end], talk, proposal)
        position = end
    layout.parts.append("\n".join(lines[position:]))
    return layout


def whole(proposal: PostProposal) -> Layout:
    return Layout([proposal.source.body])


def _sections(proposal: PostProposal, count: int) -> list[tuple[int, TalkClaim, int, int]]:
    """(index of the talk, talk, first line, line after the last) in order; empty if any is odd."""
    if not proposal.sectioned:
        return []
    offset = proposal.source.body_line
    found, position = [], 0
    for index, talk in enumerate(proposal.talks):
        if talk.lines is None:
            return []
        start, end = talk.lines[0] - offset, talk.lines[1] - offset
        if not position <= start < end <= count:
            return []
        found.append((index, talk, start, end))
        position = end
    return found


def file_title(label: str) -> str:
    """What a file's row says beside its kind: the link's words without the call to click."""
    return FETCH.sub("", label).strip(" 】])）")


def letters(text: str) -> str:
    """Letters and digits alone, width and case folded: what may not be lost."""
    return NOT_LETTERS.sub("", unicodedata.normalize("NFKC", text).casefold())


def _heading_is_said(heading: str, talk: TalkClaim) -> bool:
    rest = plain_text(heading)
    names = [s.name for s in talk.speakers] + [s.affiliation for s in talk.speakers]
    said = sorted({letters(part) for part in [talk.title or "", *names]} - {""}, key=len)
    for part in reversed(said):
        pattern = r"[\W_]*".join(map(re.escape, part))
        rest = re.sub(pattern, " ", unicodedata.normalize("NFKC", rest), flags=re.IGNORECASE)
    return not letters(SAID_BY_THE_PAGE.sub("", rest.strip()))


def _summary(section: list[str], talk: TalkClaim, proposal: PostProposal) -> str:
    """The section without its heading and without lines that are nothing but its file links."""
    first = 2 if len(section) > 1 and SETEXT.match(section[1]) else 1
    claimed = {a.url: letters(a.label) for a in [*talk.attachments, *proposal.attachments]}
    kept = [line for line in section[first:] if not _is_file_line(line, claimed)]
    return "\n".join(kept).strip("\n")


def _is_file_line(line: str, claimed: dict[str, str]) -> bool:
    """A line of links to files that the talk lists anyway, with labels that its list repeats."""
    found = scan(line)
    if not found or not all(link.url in claimed and not link.picture for link in found):
        return False
    said = "".join(claimed[link.url] for link in found)
    return letters(plain_text(LIST_ITEM.sub("", line))) == said
