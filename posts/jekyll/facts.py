"""What a post says of the meetup itself: day, hours, place, sponsors, link to sign up, heads."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from posts.jekyll.cities import CityFinder
from posts.jekyll.clock import read_span
from posts.jekyll.days import DayClaim, find_day
from posts.jekyll.event_titles import event_title
from posts.jekyll.places import find_head_count, find_place, find_signup, find_sponsors
from posts.jekyll.plain import PlainLine, plain_lines, plain_text
from posts.jekyll.proposal import CityNames, EventFacts, Note, SourcePost
from posts.jekyll.source import find_line
from posts.jekyll.vocabulary import WHEN_LABEL

ABOUT_NOTHING = frozenset({"article", "other"})
INVITING = frozenset({"signup", "call_for_talks", "announcement", "schedule"})
PAST = frozenset({"recap", "photos"})


def find_facts(
    source: SourcePost,
    kind: str,
    cities: Sequence[CityNames],
    own_names: Iterable[str] = (),
) -> tuple[EventFacts, list[Note]]:
    """The facts, whose `claims` name the line of each, and what contradicts itself.

    `cities` are all that are known, `own_names` what the community calls itself.
    An article tells of no meetup: nothing but its title is taken.
    """
    facts = EventFacts(title=event_title(source.title, own_names))
    if kind in ABOUT_NOTHING:
        return facts, []
    lines = plain_lines(source)
    day, conflicts = find_day(source, kind, lines)
    if day:
        facts.date = day.day
        _claim(facts, _("day of the meetup"), day.day.isoformat(), day.line)
    if len(CityFinder(cities).in_text(source.title)) > 1:
        conflicts.append(Note(_("the title names several cities; day and place are of one")))
    _read_hours(facts, lines, day)
    _read_place(facts, [*_excerpt(source), *lines], kind)
    _read_people(facts, lines, kind)
    return facts, conflicts


def _claim(facts: EventFacts, label: str, value: object, line: int | None) -> None:
    facts.claims.append(Note(f"{label}: {value}", line))


def _read_hours(facts: EventFacts, lines: list[PlainLine], day: DayClaim | None) -> None:
    """From the line of the day, else from one that is labelled as the time."""
    of_day = [line for line in lines if day and line.number == day.line]
    labelled = [line for line in lines if WHEN_LABEL.search(line.text)]
    for line in [*of_day, *labelled]:
        if span := read_span(line.text):
            facts.starts_at, facts.ends_at = span
            hours = "–".join(f"{hour:%H:%M}" for hour in span if hour)
            _claim(facts, _("hours of the meetup"), hours, line.number)
            return


def _excerpt(source: SourcePost) -> list[PlainLine]:
    line = find_line(source, "excerpt") or 1
    return [PlainLine(line, plain_text(source.excerpt), "")] if source.excerpt else []


def _read_place(facts: EventFacts, lines: list[PlainLine], kind: str) -> None:
    if place := find_place(lines, past=kind in PAST):
        facts.venue, facts.address, line = place
        _claim(facts, _("place of the meetup"), " · ".join(filter(None, place[:2])), line)


def _read_people(facts: EventFacts, lines: list[PlainLine], kind: str) -> None:
    sponsors = find_sponsors(lines)
    facts.sponsors = list(sponsors)
    for name, line in sponsors.items():
        _claim(facts, _("sponsor of the meetup"), name, line)
    if kind in INVITING and (signup := find_signup(lines)):
        facts.signup_url = signup[0]
        _claim(facts, _("link to sign up"), *signup)
    if kind in PAST and (heads := find_head_count(lines)):
        facts.head_count = heads[0]
        _claim(facts, _("people who came"), *heads)
