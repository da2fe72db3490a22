"""What the author of a post should hear after saving it: nothing that would refuse the save."""

import html
import re
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from events.models import Event, Talk
from posts.models import Post
from techparty_site.lib import markup
from techparty_site.lib.markup import TalkMarker

CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)
LITERAL = re.compile(r"\[\[ *talk.*")


def advice(post: Post) -> Iterator[str]:
    yield from closed_events(post)
    for slug in lost_talks(post):
        text = _("%(marker)s in the text names no talk of these events; visitors do not see it.")
        yield text % {"marker": f"[[talk {slug}]]"}
    for line in literal_markers(post):
        if "]]" in line:
            text = _("“%(line)s” is no line of its own and will be shown as it stands.")
        else:
            text = _("“%(line)s” lacks a ] and will be shown as it stands.")
        yield text % {"line": line}


def closed_events(post: Post) -> Iterator[SafeString]:
    """A public post shows nothing of an event that is not: no talks, no time, no place."""
    if post.status != Post.Status.PUBLISHED:
        return
    moment = max(post.published_at or timezone.now(), timezone.now())
    published: Any = {"status": Post.Status.PUBLISHED, "published_at__lte": moment}
    for event in post.events.exclude(**published).order_by("date", "pk"):
        yield format_html(_sentence(event), event=_link(event))


def _sentence(event: Event) -> str:
    if event.is_scheduled:
        return _(
            "“{event}” appears later than this: until then visitors of the post see neither its "
            "talks nor its time and place."
        )
    return _(
        "“{event}” is still a draft: visitors of the post see neither its talks nor its time and "
        "place. Publish the event, too."
    )


def _link(event: Event) -> SafeString:
    url = reverse("admin:events_event_change", args=[event.pk])
    return format_html('<a href="{}">{}</a>', url, event)


def lost_talks(post: Post) -> list[str]:
    """Addresses in markers that lead to no talk of the post's events."""
    pieces = markup.segments(post.body_html)
    named = [piece.slug for piece in pieces if isinstance(piece, TalkMarker) and piece.slug]
    talks = Talk.objects.filter(event__posts=post, slug__in=named)
    known = set(talks.values_list("slug", flat=True))
    return [slug for slug in dict.fromkeys(named) if slug not in known]


def literal_markers(post: Post) -> list[str]:
    """Lines that were meant as markers, and are text to the reader."""
    text = html.unescape(strip_tags(CODE.sub("", post.body_html)))
    return [line.strip() for line in LITERAL.findall(text)]
