"""What comes in of a talk after it was given: "tell me when the slides arrive"."""

from django.db.models import Q
from django.utils.feedgenerator import Enclosure
from django.utils.html import format_html
from django.utils.translation import gettext as _

from events.materials import TOLD
from events.models import Attachment, Community, Talk
from events.models.attachment import AttachmentQuerySet
from events.templatetags.facts import file_label
from events.templatetags.talks import file_facts
from posts.feeds.atom import Entry, tag_uri
from posts.feeds.entries import authors_of
from posts.feeds.text import absolute


def arrivals(talk: Talk) -> AttachmentQuerySet:
    """What its page lists of it and of its whole event, the newest first."""
    kept_picture = ~Q(file="") & Q(content_type__startswith="image/")
    rows = Attachment.objects.shown().filter(Q(talk=talk) | Q(event=talk.event_id), kind__in=TOLD)
    return rows.exclude(kept_picture).defer("text").order_by("-created_at", "-pk")


def arrival(file: Attachment, talk: Talk, community: Community, home: str) -> Entry:
    # What lay there beforehand arrived for visitors when the event appeared.
    came = max(file.created_at, talk.event.published_at or file.created_at)
    page = home + talk.get_absolute_url()
    told = {"kind": file.get_kind_display(), "talk": str(talk)}
    shared = _("one file for the whole event") if file.event_id else ""
    html = format_html(
        '<p><a href="{}">{}</a></p><p><a href="{}">{}</a> {}</p>',
        talk.get_absolute_url(), talk, file.get_absolute_url(), file_label(file),
        file_facts(file, shared),
    )  # fmt: skip
    return Entry(
        id=tag_uri(file.created_at.year, f"talk/{talk.pk}/file/{file.uuid}"),
        title=_("%(kind)s: %(talk)s") % told,
        url=page,
        html=absolute(html, page),
        published=came,
        updated=came,
        authors=authors_of(talk, community),
        enclosures=enclosures_of(file, home),
    )


def enclosures_of(file: Attachment, home: str) -> list[Enclosure]:
    """A file of ours, which readers and players of podcasts fetch by themselves."""
    if not file.file or file.size is None:
        return []
    kind = file.content_type or "application/octet-stream"
    return [Enclosure(home + file.file_url, str(file.size), kind)]
