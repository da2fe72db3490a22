"""Publishing in the admin: a button on the page, an action on the list, one sentence for each."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.admin.scope import ScopedAdmin
from events.models import Publishable
from events.templatetags.facts import day, weekday
from techparty_site.lib.desk_forms import DeskForm
from techparty_site.lib.history.keeping import keep_before
from techparty_site.lib.markup import MarkupError

Status = Publishable.Status


class PublishableForm[M: Publishable](DeskForm[M]):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "published_at" in self.fields:  # Chinese formats would cut the seconds off
            self.fields["published_at"].widget.widgets[1].format = "%H:%M:%S"

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if "published_at" in self.cleaned_data and "published_at" not in self.changed_data:
            self.cleaned_data["published_at"] = self.instance.published_at  # to the microsecond
        if "_publish" in self.data and "status" in self.cleaned_data:
            self._publish_now()
        return cleaned

    def _publish_now(self) -> None:
        """A time that is past stays, for what came out long ago; one to come waits for "Save"."""
        self.cleaned_data["status"] = Status.PUBLISHED
        moment = self.cleaned_data.get("published_at")
        if moment and moment > timezone.now():
            self.cleaned_data["published_at"] = timezone.now()


class PublishableAdmin[M: Publishable](ScopedAdmin[M]):
    actions = ("publish", "unpublish")

    def tell(self, request: HttpRequest, obj: M) -> None:
        if IS_POPUP_VAR in request.POST:
            return
        if obj.is_scheduled:
            text = _("Appears %(moment)s. You can change it until then.")
            self.message_user(request, text % {"moment": _moment(obj)}, messages.SUCCESS)
        elif obj.is_published:
            url, link = self.get_view_on_site_url(obj), _("View the public page")
            text = format_html('{} <a href="{}">{}</a>', _("Published."), url, link)
            self.message_user(request, text, messages.SUCCESS)
        self.warn(request, obj)

    def warn(self, request: HttpRequest, obj: M) -> None:
        """What keeps visitors from seeing all of it."""

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def state(self, obj: M) -> str:
        """The status, told apart where it says `published` of what is still to come."""
        if obj.is_scheduled:
            return format_html('<span class="pill no">{}</span>', _("Scheduled"))
        kind = "ok" if obj.is_published else "no"
        return format_html('<span class="pill {}">{}</span>', kind, obj.get_status_display())

    @admin.action(description=gettext_lazy("Publish"), permissions=["change"])
    def publish(self, request: HttpRequest, queryset: "QuerySet[M]") -> None:
        rows = [row for row in queryset if row.status != Status.PUBLISHED]
        done = self._set_status(request, rows, Status.PUBLISHED)
        scheduled = sum(row.is_scheduled for row in done)
        if len(done) > scheduled or not rows:
            count = len(done) - scheduled
            self._tell(
                request, ngettext("%(count)d published.", "%(count)d published.", count), count
            )
        if scheduled:
            text = ngettext(
                "%(count)d scheduled: it will appear by itself at its time.",
                "%(count)d scheduled: they will appear by themselves at their times.",
                scheduled,
            )
            self._tell(request, text, scheduled)

    @admin.action(description=gettext_lazy("Take back to draft"), permissions=["change"])
    def unpublish(self, request: HttpRequest, queryset: "QuerySet[M]") -> None:
        rows = [row for row in queryset if row.status != Status.DRAFT]
        count = len(self._set_status(request, rows, Status.DRAFT))
        text = ngettext("%(count)d is a draft again.", "%(count)d are drafts again.", count)
        if count or not rows:
            self._tell(request, text, count)

    def _tell(self, request: HttpRequest, text: str, count: int) -> None:
        self.message_user(request, text % {"count": count}, messages.SUCCESS)

    def _set_status(self, request: HttpRequest, rows: list[M], status: str) -> list[M]:
        """Saves row by row, so that the model sets its time; says why one was left out."""
        done = []
        for row in rows:
            if not self.has_change_permission(request, row):
                reason = _("Your membership does not allow it.")
                self._refuse(request, row, reason)
                continue
            keep_before(row)
            row.status = status
            try:
                row.save()
            except MarkupError as error:
                self._refuse(request, row, str(error))
                continue
            self.log_change(request, row, [{"changed": {"fields": ["status"]}}])
            if status == Status.PUBLISHED:
                self.warn(request, row)
            done.append(row)
        return done

    def _refuse(self, request: HttpRequest, row: M, reason: str) -> None:
        text = _("“%(row)s” was left as it is. %(reason)s") % {"row": row, "reason": reason}
        self.message_user(request, text, messages.ERROR)


def _moment(obj: Publishable) -> str:
    moment = timezone.localtime(obj.published_at)
    return f"{day(moment)} {weekday(moment)} {moment:%H:%M}"
