"""The same content twice in one event: the form says what is there, and whoever wants it sends it.

The answer comes back beside the form's own fields, as the hash of the file that it is about: a
checkbox `again`, and `known` for a new row that may stay without its file. Of several files sent
at once a twin is only left out: a form that came back would lose all the others.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from events.intake import shorten
from events.models import Attachment, Event
from techparty_site.lib.desk_forms import OwnRowsFormSet

if TYPE_CHECKING:
    from events.admin.files import AttachmentForm

CHOICE = """{} {} <label><input type="checkbox" name="{}" value="{}"> {}</label>\
<input type="hidden" name="{}" value="{}">"""
LINK = """<a href="{}" target="_blank" rel="noopener">{}</a>{}"""


class AttachmentFormSet(OwnRowsFormSet):
    def clean(self) -> None:
        super().clean()
        seen: dict[str, str] = {}  # names by hash
        for form in self.forms:
            if form in self.deleted_forms or not (form.facts and form.upload):
                continue
            name = shorten(form.upload.name)
            if not form.left_out and (first := seen.get(form.facts.sha256)):
                text = _("“%(name)s” is the same file as “%(first)s” above.")
                refuse(form, form.facts.sha256, text % {"name": name, "first": first})
            seen.setdefault(form.facts.sha256, name)


def tell_of_twins(form: "AttachmentForm", sha256: str) -> None:
    links = format_html_join("、", LINK, map(link_to, twins_of(form, sha256)))
    if links:
        name = shorten(form.upload.name or "") if form.upload else ""
        text = _("“%(name)s” is in this event already:") % {"name": name}
        refuse(form, sha256, format_html("{} {}", text, links))


def twins_of(form: "AttachmentForm", sha256: str) -> "QuerySet[Attachment]":
    given: dict[str, Any] = form.cleaned_data
    talk, event = (given.get(name) or getattr(form.instance, name) for name in ("talk", "event"))
    number = talk.event_id if talk else event and event.pk
    rows = Attachment.objects.of_events(Event.objects.filter(pk=number))
    return rows.filter(sha256=sha256).exclude(pk=form.instance.pk).select_related("talk")


def link_to(twin: Attachment) -> tuple[str, str, str]:
    return twin.file_url, str(twin), f"（{twin.talk}）" if twin.talk else ""


def refuse(form: "AttachmentForm", sha256: str, text: str | SafeString) -> None:
    """Unless its sender has already said to take it all the same."""
    if form.data.get(form.add_prefix("again")) == sha256:
        return
    if is_one_of_many(form):
        form.left_out = text
    else:
        ask(form, sha256, text)


def is_one_of_many(form: "AttachmentForm") -> bool:
    """A new row among others, that brings nothing but its file."""
    return form.empty_permitted and len(form.files) > 1 and not form.cleaned_data.get("url")


def ask(form: "AttachmentForm", sha256: str, text: str | SafeString) -> None:
    again, known = (form.add_prefix(name) for name in ("again", "known"))
    all_the_same = _("Take it all the same (choose the file once more)")
    html = format_html(CHOICE, text, way_out(form), again, sha256, all_the_same, known, sha256)
    form.add_error("file", ValidationError(html, "twin"))


def tell_of_left_out(request: HttpRequest, forms: Iterable["AttachmentForm"]) -> None:
    """After the others were saved."""
    for form in forms:
        if form.left_out:
            text = _("Left out; to have it twice, send it by itself.")
            messages.warning(request, format_html("{} {}", form.left_out, text))


def way_out(form: "AttachmentForm") -> str:
    if not form.instance._state.adding:
        return _("Choose no file, and the one of this row stays.")
    if form.prefix:
        return _("Choose no file, and nothing is added.")
    return _("Leave this page, and nothing is added.")


def is_left_alone(form: "AttachmentForm") -> bool:
    """A new row that came back because its file is here already, and brings nothing else now."""
    asked, again = (form.data.get(form.add_prefix(name)) for name in ("known", "again"))
    brings = form.files.get(form.add_prefix("file")) or form.data.get(form.add_prefix("url"))
    return bool(form.empty_permitted and asked and not again and not brings)
