"""Why a file was not read, or not whole, and what to do: sentences for whoever brought it."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Attachment
from events.processing.decks import PRESENTATIONS
from techparty_site.lib.packages import KEY
from techparty_site.lib.unreadable import Reason

# Of the file itself: read once more, it would be the same.
LASTING = {Reason.BROKEN, Reason.ENCRYPTED, Reason.TOO_MANY_PAGES}


def describe(attachment: Attachment) -> str:
    """Empty when nothing is wrong with it."""
    if attachment.content_type == KEY:
        return _(
            "Browsers cannot open Keynote. Export a PDF and add it; "
            "the original is kept for download."
        )
    if not attachment.processing_error:
        return ""
    reason = reason_of(attachment)
    pages, bare = pages_of(attachment)
    if attachment.content_type in PRESENTATIONS:
        reason = of_presentation(attachment, reason, has_text=pages > 0)
    if not 0 < bare < pages:
        return reason
    values = {"count": bare, "total": pages, "reason": reason}
    words = ngettext(
        "%(count)d of %(total)d pages has no picture. %(reason)s",
        "%(count)d of %(total)d pages have no picture. %(reason)s",
        bare,
    )
    return words % values


def pages_of(attachment: Attachment) -> tuple[int, int]:
    """How many, and how many of them without a picture; the desk's lists know it of all rows."""
    known = vars(attachment)
    if "pages_read" in known:
        return known["pages_read"], known["pages_bare"]
    bare = Count("pk", filter=Q(image=""))
    found = attachment.pages.aggregate(pages=Count("pk"), bare=bare)
    return found["pages"], found["bare"]


def can_read_again(attachment: Attachment) -> bool:
    """Whether that could end in any other way."""
    return bool(attachment.processing_error) and attachment.processing_error not in LASTING


def reason_of(attachment: Attachment) -> str:
    """What is wrong, and what to do about it."""
    advice = {
        Reason.BROKEN: _("Save it anew from its program and choose the new file here."),
        Reason.ENCRYPTED: _("Save it without one and choose the new file here."),
        Reason.TOO_LARGE: _("Save it with smaller pictures and choose the new file here."),
        Reason.TOO_MANY_PAGES: _("To be read online, save it in several parts and add each."),
        Reason.TOO_SLOW: _("Read it once more; if that fails, save it anew and smaller."),
        Reason.NO_READER: _("It can be downloaded all the same."),
        Reason.FAILED: _("Read it once more; if that fails, tell the administrator."),
    }
    problem = attachment.get_processing_error_display()
    values = {"problem": problem, "advice": advice[Reason(attachment.processing_error)]}
    return _("%(problem)s %(advice)s") % values


def of_presentation(attachment: Attachment, reason: str, *, has_text: bool) -> str:
    if attachment.processing_error == Reason.NO_READER:
        if has_text:
            return _(
                "Only the text was read: there is no LibreOffice here. "
                "For pictures of the pages, ask the speaker for a PDF."
            )
        return _("It was not read: there is no LibreOffice here. Ask the speaker for a PDF.")
    if has_text:
        return _("Only the text was read. For pictures of the pages, ask the speaker for a PDF.")
    return reason
