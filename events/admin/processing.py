"""How far the reading of a file is, and the way to have it read once more."""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from events.admin.counts import count_of
from events.models import Attachment, SlidePage
from events.problems import can_read_again, describe
from events.processing import has_reader, read_again
from events.processing.workers import SILENT, is_any_seen

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[Any]
    _Rows = admin.options.BaseModelAdmin[Any]
else:
    _Admin = _Rows = object

Processing = Attachment.Processing
FOLLOWED = 200  # rows that one page asks about
LONGEST_NUMBER = 18  # digits; SQLite takes no larger integer
# The button stands in the page's large form and sends a small one, see admin/change_form.html.
STATE = """<span class="reading" data-id="{}" data-name="{}" data-url="{}" data-moving="{}">\
<span>{}</span>{}</span>"""
BUTTON = """ <button type="submit" form="read-again" formaction="{}">{}</button>"""
LATER = BUTTON.replace(" form=", " hidden form=")


def words_of(attachment: Attachment, *, unread: bool = False) -> str:
    """What the row says of itself; `unread` when no worker is there to read what waits."""
    if unread:
        return _("Nothing is being read: ask the administrator to start manage.py db_worker.")
    if attachment.processing == Processing.RUNNING and attachment.processed_pages:
        return pages_of(attachment.processed_pages, attachment.page_count)
    if attachment.processing:
        return attachment.get_processing_display()
    if problem := describe(attachment):
        return problem
    was_seen = attachment.file and attachment.processing_seen_at
    return _("Has been read") if was_seen and has_reader(attachment) else ""


def with_pages_counted(rows: "QuerySet[Attachment]") -> "QuerySet[Attachment]":
    """So that `describe` asks nothing more."""
    pages = SlidePage.objects.filter(attachment=OuterRef("pk"))
    return rows.annotate(
        pages_read=count_of(pages, "attachment"),
        pages_bare=count_of(pages.filter(image=""), "attachment"),
    )


def pages_of(page: int, pages: int | None) -> str:
    if not pages:
        return _("Reading page %d") % page
    return _("Reading page %(page)d / %(pages)d") % {"page": page, "pages": pages}


def waits_long(attachment: Attachment) -> bool:
    since = attachment.processing_seen_at
    waiting = attachment.processing == Processing.WAITING
    return waiting and (since is None or timezone.now() - since > SILENT)


def can_retry(attachment: Attachment) -> bool:
    return can_read_again(attachment) and not attachment.processing


class ShowsReading(_Rows):
    """For the file's own page and for lists of files on other pages."""

    class Media:
        js = (forms.Script("admin/progress.js", type="module"),)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Attachment]":
        """With what is told of each row, and without its text, which nobody edits here."""
        return with_pages_counted(super().get_queryset(request)).defer("text")

    @admin.display(description=gettext_lazy("reading"))
    def reading(self, attachment: Attachment) -> str:
        if not attachment.pk:
            return ""
        button = format_html(
            BUTTON if can_retry(attachment) else LATER,
            reverse("admin:events_attachment_read_again", args=[attachment.pk]),
            _("Read once more"),
        )
        return state(attachment, unread=waits_long(attachment) and self.is_unread, after=button)

    @property
    def is_unread(self) -> bool:
        return not is_any_seen()


class ShowsReadingInList(ShowsReading):
    """An inline lives for one request: it asks once for all its rows."""

    @cached_property
    def is_unread(self) -> bool:
        return not is_any_seen()


def state(attachment: Attachment, *, unread: bool = False, after: str = "") -> str:
    return format_html(
        STATE,
        attachment.pk,
        str(attachment),
        reverse("admin:events_attachment_progress"),
        "yes" if attachment.processing else "",
        words_of(attachment, unread=unread),
        after,
    )


class ReadsAgain(ShowsReading, _Admin):
    """The library's own: where progress is asked for, and reading anew."""

    actions = ("read_once_more",)

    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        urls: list[URLPattern] = [
            path("progress/", wrap(self.progress_view), name="events_attachment_progress"),
            path(
                "<int:pk>/read-again/",
                wrap(self.read_again_view),
                name="events_attachment_read_again",
            ),
        ]
        return [*urls, *super().get_urls()]

    @admin.display(description=gettext_lazy("reading"))
    def reading_in_row(self, attachment: Attachment) -> str:
        """Only what is not as it should be."""
        return state(attachment) if attachment.processing or describe(attachment) else ""

    def progress_view(self, request: HttpRequest) -> JsonResponse:
        """Of the rows `id` names: {id: {text, moving, retry}}; nothing of what is out of reach."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        given = request.GET.getlist("id")[:FOLLOWED]
        wanted = [int(pk) for pk in given if pk.isdecimal() and len(pk) <= LONGEST_NUMBER]
        rows = list(self.get_queryset(request).filter(pk__in=wanted))
        unread = any(map(waits_long, rows)) and not is_any_seen()
        return JsonResponse(
            {
                row.pk: {
                    "text": words_of(row, unread=unread and waits_long(row)),
                    "moving": bool(row.processing),
                    "retry": can_retry(row),
                }
                for row in rows
            }
        )

    @method_decorator(require_POST)
    def read_again_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self.get_object(request, str(pk))
        if row is None:
            raise Http404
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        self.begin_anew(request, [row])
        return HttpResponseRedirect(self.way_back(request, row))

    @admin.action(description=gettext_lazy("Read once more"), permissions=["change"])
    def read_once_more(self, request: HttpRequest, rows: "QuerySet[Attachment]") -> None:
        self.begin_anew(request, [row for row in rows if self.has_change_permission(request, row)])

    def begin_anew(self, request: HttpRequest, rows: Iterable[Attachment]) -> None:
        with transaction.atomic():
            begun = sum(read_again(row) for row in rows)
        if begun:
            text = ngettext("%d file is read once more.", "%d files are read once more.", begun)
            self.message_user(request, text % begun, messages.SUCCESS)
        else:
            text = _("Nothing to do: waiting already, being read, or a file that is not read.")
            self.message_user(request, text, messages.INFO)

    def way_back(self, request: HttpRequest, row: Attachment) -> str:
        """Where the button stood: perhaps on the page of the event."""
        origin = request.headers.get("Referer", "")
        if url_has_allowed_host_and_scheme(origin, {request.get_host()}, request.is_secure()):
            return origin
        return reverse("admin:events_attachment_change", args=[row.pk])
