"""The library: every file and outside link, and the pages read out of decks."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.admin.files import AttachmentForm
from events.admin.filters import CityOfOwner, StatusOfOwner
from events.admin.looking import LooksFirst
from events.admin.processing import ReadsAgain
from events.admin.scope import ScopedAdmin, ScopedStack
from events.admin.thumbnails import ShowsThumbnails
from events.admin.twins import AttachmentFormSet, tell_of_left_out
from events.models import Attachment, Event, SlidePage, Talk
from events.problems import describe
from techparty_site.lib.desk import TableInline
from techparty_site.lib.packages import KEY


class AttachmentInline(ShowsThumbnails, ScopedStack[Attachment, Event]):
    model = Attachment
    form = AttachmentForm
    formset = AttachmentFormSet
    fk_name = "event"
    verbose_name_plural = gettext_lazy(
        "files of the whole event (group photos, notes of all talks; slides go to their talk)"
    )
    show_change_link = True
    fields = (
        ("kind", "title"),
        "file",
        "reading",
        "url",
        "alt",
        ("position", "hidden"),
    )
    readonly_fields = ("reading",)


class TalkAttachmentInline(ShowsThumbnails, ScopedStack[Attachment, Talk]):
    model = Attachment
    form = AttachmentForm
    formset = AttachmentFormSet
    fk_name = "talk"
    verbose_name_plural = gettext_lazy("files of this talk")
    show_change_link = True
    fields = AttachmentInline.fields
    readonly_fields = AttachmentInline.readonly_fields


class KeepsFiles(LooksFirst):
    """For pages with lists of files."""

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: Any) -> None:
        """Notes who brings the new files in: uploaders may mend what is their own."""
        if formset.model is not Attachment:
            return super().save_formset(request, form, formset, change)
        for new in formset.extra_forms:
            new.instance.uploaded_by = request.user
        super().save_formset(request, form, formset, change)
        saved = [*formset.new_objects, *(row for row, _fields in formset.changed_objects)]
        tell_of_saved(request, saved)
        tell_of_left_out(request, formset.extra_forms)
        tell_of_deleted(request, formset.deleted_objects)
        return None


def tell_of_saved(request: HttpRequest, saved: list[Attachment]) -> None:
    ask_for_descriptions(request, saved)
    for row in saved:
        if row.content_type == KEY:
            messages.warning(request, f"{row}：{describe(row)}")


def tell_of_deleted(request: HttpRequest, rows: list[Attachment]) -> None:
    """A row of a list is deleted without a page that asks."""
    if rows:
        text = _(
            "Deleted: %(names)s. The files stay on the server for 30 days; until then the "
            "administrator can bring them back from a backup."
        )
        messages.warning(request, text % {"names": "、".join(map(str, rows))})


def ask_for_descriptions(request: HttpRequest, saved: list[Attachment]) -> None:
    """Of photos that somebody will see."""
    photos = [row for row in saved if row.kind == Attachment.Kind.PHOTO and not row.hidden]
    bare = [row for row in photos if not row.alt.strip()]
    if bare:
        text = _(
            "Saved, but without a description: %(names)s. Please write what is on the picture; "
            "who can't see it has nothing else."
        )
        names = "、".join(row.original_name or str(row) for row in bare)
        messages.warning(request, text % {"names": names})


class SlidePageInline(TableInline[SlidePage, Attachment]):
    model = SlidePage
    verbose_name_plural = gettext_lazy("pages, as read from the file")
    fields = ("number", "picture", "text")
    readonly_fields = fields
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> "QuerySet[SlidePage]":
        return super().get_queryset(request).select_related("attachment").defer("words")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("picture"))
    def picture(self, page: SlidePage) -> str:
        if not page.image:
            return ""
        return format_html('<a href="{}">{}</a>', page.image_url, _("Page %d") % page.number)


@admin.register(Attachment)
class AttachmentAdmin(LooksFirst, ReadsAgain, ScopedAdmin[Attachment]):
    form = AttachmentForm
    inlines = (SlidePageInline,)
    list_display = ("__str__", "kind", "owner", "format", "weight", "reading_in_row", "kept_back")
    list_filter = (CityOfOwner, "kind", StatusOfOwner, "permission", "hidden")
    list_select_related = ("event", "talk")
    search_fields = (
        "title",
        "original_name",
        "url",
        "caption",
        "credit",
        "event__title",
        "talk__title",
    )
    ordering = ("-id",)
    autocomplete_fields = ("event", "talk")
    readonly_fields = ("reading", "facts")
    fieldsets = (
        (None, {"fields": ("kind", "title", "file", "reading", "url", "facts")}),
        (
            gettext_lazy("Where it belongs"),
            {
                "fields": ("event", "talk", ("position", "hidden")),
                "description": gettext_lazy("To a talk, or to a whole event, or to neither."),
            },
        ),
        (
            gettext_lazy("Words and rights"),
            {"fields": ("alt", "caption", "credit", "permission")},
        ),
    )

    def choices(self, request: HttpRequest, db_field: Any) -> "QuerySet[Any]":
        """An uploader may not change the event, but may add a file to it."""
        rows: Any = db_field.related_model._default_manager
        return rows.at_desk_of(request.user)  # type: ignore[no-any-return]

    def save_model(self, request: HttpRequest, obj: Attachment, form: Any, change: Any) -> None:
        if not change:
            obj.uploaded_by = request.user  # type: ignore[assignment]
        form.save()

    def tell(self, request: HttpRequest, obj: Attachment) -> None:
        tell_of_saved(request, [obj])

    @admin.display(description=gettext_lazy("belongs to"))
    def owner(self, attachment: Attachment) -> str:
        return str(attachment.talk or attachment.event or "")

    @admin.display(description=gettext_lazy("format"))
    def format(self, attachment: Attachment) -> str:
        return attachment.format if attachment.file else _("outside link")

    @admin.display(description=gettext_lazy("size"), ordering="size")
    def weight(self, attachment: Attachment) -> str:
        return filesizeformat(attachment.size) if attachment.size else ""

    @admin.display(description=gettext_lazy("hidden"), ordering="hidden")
    def kept_back(self, attachment: Attachment) -> str:
        """In words: Django's red cross of a file that is shown looks like an error."""
        pill = format_html('<span class="pill no">{}</span>', _("hidden"))
        return pill if attachment.hidden else ""

    @admin.display(description=gettext_lazy("facts"))
    def facts(self, attachment: Attachment) -> str:
        """What was found out about the file."""
        width, height = attachment.width, attachment.height
        found = [
            attachment.content_type,
            self.weight(attachment),
            f"{width} × {height} px" if width and height else "",
            _("%d pages") % attachment.page_count if attachment.page_count else "",
            _("%d seconds") % attachment.duration if attachment.duration else "",
        ]
        return ", ".join(word for word in found if word)
