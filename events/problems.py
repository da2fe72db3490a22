"""Why a file was not read, or not whole: a sentence for whoever brought it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Attachment
from events.processing.decks import PRESENTATIONS
from techparty_site.lib.unreadable import Reason


def describe(attachment: Attachment) -> str:
    """Empty when nothing is wrong with it."""
    if not attachment.processing_error:
        return ""
    reason = attachment.get_processing_error_display()
    pages = list(attachment.pages.values_list("image", flat=True))
    bare = pages.count("")
    if attachment.content_type in PRESENTATIONS:
        reason = of_presentation(attachment, reason, has_text=bool(pages))
    if not 0 < bare < len(pages):
        return reason
    values = {"count": bare, "total": len(pages), "reason": reason}
    words = ngettext(
        "%(count)d of %(total)d pages has no picture. %(reason)s",
        "%(count)d of %(total)d pages have no picture. %(reason)s",
        bare,
    )
    return words % values


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
