"""What visitors asked for, waiting for an organizer's word."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.admin.scope import ScopedAdmin
from events.models import Correction, PhotoRemoval
from events.wishes import Decision, close, decide


class OnlyRead[M: (PhotoRemoval, Correction)](ScopedAdmin[M]):
    """Words of other people: nobody adds to them or changes them."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: M | None = None) -> Any:
        return self.fields


class OpenFilter(admin.SimpleListFilter):
    """The list opens with what is still to do."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("done", gettext_lazy("Done")), ("all", gettext_lazy("All"))]

    def choices(self, changelist: Any) -> Any:
        first, *rest = super().choices(changelist)
        return [{**first, "display": _("Still to do")}, *rest]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        if self.value() == "all":
            return queryset
        still = {"decision": ""} if queryset.model is PhotoRemoval else {"done_at": None}
        return queryset.exclude(**still) if self.value() == "done" else queryset.filter(**still)


@admin.register(PhotoRemoval)
class PhotoRemovalAdmin(OnlyRead[PhotoRemoval]):
    list_display = ("picture", "photo_of", "reason", "contact", "created_at", "state")
    list_display_links = ("created_at",)
    list_filter = (OpenFilter,)
    list_select_related = ("attachment__event", "attachment__talk__event")
    fields = ("picture", "photo_of", "reason", "contact", "created_at", "state")
    actions = ("keep_hidden", "show_again")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[PhotoRemoval]":
        rows = super().get_queryset(request)
        return rows.prefetch_related("attachment__renditions")

    @admin.display(description=gettext_lazy("photo"))
    def picture(self, wish: PhotoRemoval) -> str:
        photo = wish.attachment
        sizes = sorted(photo.renditions.all(), key=lambda size: size.width)
        webp = [size for size in sizes if size.format == "webp"]
        address = reverse("admin:events_attachment_change", args=[photo.pk])
        shown = format_html('<img class="thumbnail" src="{}" alt="">', webp[0].url) if webp else ""
        return format_html('<a href="{}">{} {}</a>', address, shown, photo.alt or photo)

    @admin.display(description=gettext_lazy("event"))
    def photo_of(self, wish: PhotoRemoval) -> str:
        photo = wish.attachment
        return str(photo.event or (photo.talk and photo.talk.event) or "")

    @admin.display(description=gettext_lazy("state"))
    def state(self, wish: PhotoRemoval) -> str:
        return str(wish.get_decision_display() or _("Hidden, waiting for you"))

    @admin.action(description=gettext_lazy("Keep hidden for good"), permissions=["change"])
    def keep_hidden(self, request: HttpRequest, queryset: "QuerySet[PhotoRemoval]") -> None:
        count = decide(queryset, Decision.REMOVED, request.user)  # type: ignore[arg-type]
        text = ngettext(
            "{count} photo stays hidden. To delete its file too, delete it under Attachments.",
            "{count} photos stay hidden. To delete their files too, delete them under Attachments.",
            count,
        )
        self.message_user(request, text.format(count=count), messages.SUCCESS)

    @admin.action(description=gettext_lazy("Show again"), permissions=["change"])
    def show_again(self, request: HttpRequest, queryset: "QuerySet[PhotoRemoval]") -> None:
        count = decide(queryset, Decision.RESTORED, request.user)  # type: ignore[arg-type]
        text = ngettext("{count} photo is shown again.", "{count} photos are shown again.", count)
        self.message_user(request, text.format(count=count), messages.SUCCESS)


@admin.register(Correction)
class CorrectionAdmin(OnlyRead[Correction]):
    list_display = ("text", "where", "contact", "created_at", "state")
    list_filter = (OpenFilter,)
    search_fields = ("text", "page", "contact")
    fields = ("where", "text", "contact", "created_at", "state")
    actions = ("mark_done",)

    @admin.display(description=gettext_lazy("page"))
    def where(self, correction: Correction) -> str:
        return format_html('<a href="{0}">{0}</a>', correction.page)

    @admin.display(description=gettext_lazy("state"))
    def state(self, correction: Correction) -> str:
        if correction.done_at is None:
            return _("Still to do")
        return _("Done by {name}").format(name=correction.done_by or "?")

    @admin.action(description=gettext_lazy("Mark as done"), permissions=["change"])
    def mark_done(self, request: HttpRequest, queryset: "QuerySet[Correction]") -> None:
        count = close(queryset, request.user)  # type: ignore[arg-type]
        text = ngettext("{count} correction is done.", "{count} corrections are done.", count)
        self.message_user(request, text.format(count=count), messages.SUCCESS)
