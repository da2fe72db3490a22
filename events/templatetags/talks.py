"""What the pages of talks and files need beyond `facts`."""

import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events import reading
from events.models import Attachment, Talk
from events.templatetags.facts import file_detail, host
from techparty_site.lib import markup
from techparty_site.lib.languages import isolated

register = template.Library()

TOLD_FIRST = ("recap", "photos", "schedule", "signup", "call_for_talks")
HEADING_RE = re.compile(r'<(/?)h([2-6])(?: id="[^"]*")?>')


@register.filter
def nested(html: str) -> SafeString:
    """Stored HTML under a heading of the page's own: its headings stand one level lower.

    Their ids go, since several texts on one page may use the same.
    """

    def lower(match: re.Match[str]) -> str:
        return f"<{match[1]}h{min(int(match[2]) + 1, 6)}>"

    return markup.trusted(HEADING_RE.sub(lower, html))


@register.filter
def short(attachment: Attachment) -> str:
    """What tells a deck from the others of its talk in an address."""
    return reading.short(attachment)


@register.filter
def one_line(text: str) -> str:
    return " ".join(text.split())


@register.filter
def recaps_first(posts: Iterable[Any]) -> list[Any]:
    """Posts of an event, what tells most of it first; those of one kind keep their order."""
    ranks = {kind: rank for rank, kind in enumerate(TOLD_FIRST)}
    return sorted(posts, key=lambda post: ranks.get(post.kind, len(ranks)))


@register.filter
def recap(posts: Iterable[Any]) -> Any:
    """The first recap everybody may read, or None."""
    return next((post for post in posts if post.kind == "recap" and post.is_published), None)


@register.filter
def pictured(rows: Iterable[Any]) -> bool:
    """Whether any row of talks has a picture: else the list needs no column for them."""
    return any(row.picture for row in rows)


@register.filter
def names(talk: Talk) -> str:
    """Its speakers with their companies in one line, or that nobody knows them."""
    between = pgettext("between facts", ", ")
    told = [
        between.join(map(isolated, filter(None, [credit.speaker.name, credit.affiliation])))
        for credit in talk.credits.all()
    ]
    return pgettext("between speakers", "; ").join(told) or nobody(talk)


@register.filter
def nobody(talk: Talk) -> str:
    """What stands in the place of speakers."""
    if talk.event.is_upcoming:
        return _("The speaker is not announced yet")
    return _("The speaker was not written down")


@register.filter
def length_of(seconds: int) -> str:
    """`1:02:03`, `4:05`."""
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


@register.filter
def file_facts(file: Attachment, shared: str = "") -> str:
    """Everything a row says of a file in its second line."""
    facts = [
        file_detail(file, shared),
        length_of(file.duration) if file.duration else "",
        _("Opens at {host}").format(host=host(file.url)) if file.is_outside else "",
        _("Rescued from {host}").format(host=host(file.url)) if file.file and file.url else "",
        rights(file),
        _("Shown with permission") if file.permission == file.Permission.GRANTED else "",
    ]
    return pgettext("between facts", ", ").join(fact for fact in facts if fact)


@register.filter
def unlicensed(files: Iterable[Attachment]) -> bool:
    """Whether any file is kept here of which nobody has said what may be done with it."""
    return any(row.file and row.permission == row.Permission.UNKNOWN for row in files)


@register.filter
def rights(file: Attachment) -> str:
    """Who made it and under which licence, as far as that is known."""
    told = file.permission not in {file.Permission.UNKNOWN, file.Permission.GRANTED}
    facts = [file.credit, str(file.get_permission_display()) if told else ""]
    return pgettext("between facts", ", ").join(fact for fact in facts if fact)
