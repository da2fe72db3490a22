"""Beside every file field: what may be sent, for people and for `uploads.js` alike."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from events.allowed import (
    EXTENSIONS,
    FILES_AT_ONCE,
    HEIC_EXTENSIONS,
    MEGABYTE,
    REQUEST_LIMIT,
    TYPES,
    extensions_of,
    limit_of,
)
from events.models import Attachment
from techparty_site.lib import images

Kind = Attachment.Kind
# A file that ends like this tells by that what it is; code and albums are zips alike.
TELLING = (Kind.SLIDES, Kind.TRANSCRIPT, Kind.AUDIO, Kind.VIDEO, Kind.PHOTO)
KIND = """<li data-kind="{}" data-endings="{}" data-megabytes="{}" data-telling="{}" \
data-accept="{}">{}</li>"""
LIST = """<ul class="uploads" data-too-large="{}" data-ending="{}" data-too-many="{}" \
data-too-much="{}" data-sending="{}" data-files="{}" data-megabytes="{}">{}</ul>"""


def endings_help() -> SafeString:
    """A line for each kind, with its rule in attributes, and the sentences for refusals."""
    values = {"files": FILES_AT_ONCE, "limit": REQUEST_LIMIT // MEGABYTE}
    return format_html(
        LIST,
        _("“%(name)s” is larger than %(limit)s MB."),
        _("“%(name)s” can't be taken: its name has to end in one of %(allowed)s."),
        _("That are more than %(files)s files. Send them in several rounds.") % values,
        _("All files together are more than %(limit)s MB. Send them in several rounds.") % values,
        _("Sending %(files)s files (%(megabytes)s MB). Please leave this page open."),
        values["files"],
        values["limit"],
        format_html_join("", KIND, map(rule_of, EXTENSIONS)),
    )


def rule_of(kind: str) -> tuple[object, ...]:
    endings, megabytes = readable(kind), limit_of(kind) // MEGABYTE
    values = {"kind": Kind(kind).label, "endings": ", ".join(endings), "limit": megabytes}
    line = _("%(kind)s: %(endings)s; up to %(limit)s MB") % values
    if kind == Kind.ALBUM:
        line = _("%s; kept but given to no visitor: send the photos themselves to show them") % line
    telling = "yes" if kind in TELLING else ""
    return kind, " ".join(endings), megabytes, telling, accept_of(kind), line


def readable(kind: str) -> tuple[str, ...]:
    if images.can_read_heic():
        return extensions_of(kind)
    return tuple(each for each in extensions_of(kind) if each not in HEIC_EXTENSIONS)


def accept_of(kind: str) -> str:
    """For the file field. With picture types phones offer their camera and albums, and an iPhone
    makes a JPEG of its HEIC where that is not among them.
    """
    types = [TYPES[each] for each in readable(kind)] if kind == Kind.PHOTO else []
    return ",".join(dict.fromkeys([*types, *(f".{each}" for each in readable(kind))]))
