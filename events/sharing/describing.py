"""A page in a sentence or two, for search engines and for the links that people share."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.models import Event, Talk
from events.sharing.kinds import BLANK, credited, held
from events.templatetags.facts import listed
from speakers.models import Speaker
from techparty_site.lib import markup

LENGTH = 120  # characters
SHORTEST = 12  # of somebody's own words that tell more than the facts do


def of_talk(talk: Talk) -> str:
    """Its summary, else who gave it where and when."""
    if own := beginning(talk.summary_html):
        return own
    facts = {
        "speakers": credited(talk),
        "event": talk.event.title,
        "place": held(talk.event),
    }
    if facts["speakers"]:
        return cut(_("A talk by %(speakers)s at “%(event)s”: %(place)s.") % facts)
    return cut(_("A talk at “%(event)s”: %(place)s.") % facts)


def of_event(event: Event, talks: Iterable[Talk]) -> str:
    """Its announcement, else where and when, and what was spoken of."""
    if own := beginning(event.description_html):
        return own
    between = pgettext("between facts", ", ")
    place = between.join(filter(None, [held(event), event.venue]))
    if titles := [talk.title for talk in talks if talk.title]:
        return cut(_("%(place)s. Talks: %(titles)s") % {"place": place, "titles": listed(titles)})
    return cut(_("%(place)s.") % {"place": place})


def of_speaker(speaker: Speaker, talks: Iterable[Talk]) -> str:
    """What is told about them, else what they spoke of."""
    if own := beginning(speaker.bio_html):
        return own
    if titles := [talk.title for talk in talks if talk.title]:
        facts = {"name": speaker.name, "titles": listed(titles)}
        return cut(_("%(name)s spoke of: %(titles)s") % facts)
    return speaker.name


def beginning(html: str) -> str:
    text = markup.excerpt(html, LENGTH)
    return text if len(text) >= SHORTEST else ""


def cut(text: str) -> str:
    text = text.replace(BLANK, " ")
    return text if len(text) <= LENGTH else text[: LENGTH - 1] + "…"
