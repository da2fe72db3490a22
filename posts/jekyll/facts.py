"""What a post says of the meetup itself: day, hours, place, sponsors, link to sign up, heads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from posts.jekyll.clock import read_span
from posts.jekyll.days import DayClaim, find_day
from posts.jekyll.event_titles import event_title
from posts.jekyll.places import find_head_count, find_place, find_signup, find_sponsors
from posts.jekyll.plain import PlainLine, plain_lines, plain_text
from posts.jekyll.proposal import EventFacts, Note, SourcePost
from posts.jekyll.source import find_line
from posts.jekyll.vocabulary import WHEN_LABEL

ABOUT_NOTHING = frozenset({"article", "other"})
INVITING = frozenset({"signup", "call_for_talks", "announcement", "schedule"})
PAST = frozenset({"recap", "photos"})


@dataclass
class Findings:
    facts: EventFacts
    claims: list[Note] = field(default_factory=list)  # what was found on which line
    conflicts: list[Note] = field(default_factory=list)

    def claim(self, label: str, value: object, line: int | None) -> None:
        self.claims.append(Note(f"{label}: {value}", line))


def find_facts(
    source: SourcePost, kind: str, cities: Sequence[str], own_names: Iterable[str] = ()
) -> Findings:
    """`cities` are the slugs the post was given, `own_names` what the community calls itself.

    An article tells of no meetup, so nothing but its title is taken.
    """
    found = Findings(EventFacts(title=event_title(source.title, own_names)))
    if kind in ABOUT_NOTHING:
        return found
    lines = plain_lines(source)
    day, found.conflicts = find_day(source, kind, lines)
    if day:
        found.facts.date = day.day
        found.claim(_("date"), day.day.isoformat(), day.line)
    if len(cities) > 1:
        found.conflicts.append(Note(_("the post tells of several cities; day and place are one's")))
    _read_hours(found, lines, day)
    _read_place(found, [*_excerpt(source), *lines], kind)
    _read_people(found, lines, kind)
    return found


def _read_hours(found: Findings, lines: list[PlainLine], day: DayClaim | None) -> None:
    """From the line of the day, else from one that is labelled as the time."""
    of_day = [line for line in lines if day and line.number == day.line]
    labelled = [line for line in lines if WHEN_LABEL.search(line.text)]
    for line in [*of_day, *labelled]:
        if span := read_span(line.text):
            found.facts.starts_at, found.facts.ends_at = span
            hours = "–".join(f"{hour:%H:%M}" for hour in span if hour)
            found.claim(_("hours"), hours, line.number)
            return


def _excerpt(source: SourcePost) -> list[PlainLine]:
    line = find_line(source, "excerpt") or 1
    return [PlainLine(line, plain_text(source.excerpt), "")] if source.excerpt else []


def _read_place(found: Findings, lines: list[PlainLine], kind: str) -> None:
    if place := find_place(lines, past=kind in PAST):
        found.facts.venue, found.facts.address, line = place
        found.claim(_("place"), " · ".join(filter(None, place[:2])), line)


def _read_people(found: Findings, lines: list[PlainLine], kind: str) -> None:
    sponsors = find_sponsors(lines)
    found.facts.sponsors = list(sponsors)
    for name, line in sponsors.items():
        found.claim(_("sponsor"), name, line)
    if kind in INVITING and (signup := find_signup(lines)):
        found.facts.signup_url = signup[0]
        found.claim(_("sign-up link"), *signup)
    if kind in PAST and (heads := find_head_count(lines)):
        found.facts.head_count = heads[0]
        found.claim(_("head count"), *heads)
