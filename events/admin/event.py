"""The event's page: its facts, its talks in order, the files of the whole evening."""

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.admin.attachment import AttachmentInline, KeepsFiles
from events.admin.counts import count_of
from events.admin.covers import cover_choices
from events.admin.credits import SpeakersInForm, TalkForm
from events.admin.filters import CityFilter, YearFilter
from events.admin.place import stamp
from events.admin.publishing import PublishableAdmin, PublishableForm
from events.admin.scope import ScopedStack
from events.models import Attachment, Event, Talk
from events.templatetags.facts import clock


class TalkInline(SpeakersInForm, ScopedStack[Talk, Event]):
    model = Talk
    form = TalkForm
    verbose_name_plural = _("talks, in their order")
    show_change_link = True
    readonly_fields = ("files",)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return [("position", "title"), "speakers", "summary", "tags", "files"]

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Talk]":
        rows = super().get_queryset(request)
        return rows.prefetch_related("speakers", "credits__speaker", "attachments")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "summary":
            field.widget.attrs["rows"] = 4
        return field

    @admin.display(description=_("files"))
    def files(self, talk: Talk) -> str:
        """What there is already, and the way to the talk's own page, where files are added."""
        if not talk.pk:
            return gettext("Save first, then add slides to this talk.")
        found = talk.attachments.all()
        names = "、".join(f"{row.get_kind_display()} {row.format}".strip() for row in found)
        page = reverse("admin:events_talk_change", args=[talk.pk])
        text = gettext("Add slides and photos on the talk's page")
        return format_html('{} <a href="{}#attachments-group">{}</a>', names, page, text)


class EventForm(PublishableForm[Event]):
    markdown_fields = ("description",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "cover" in self.fields:
            self.fields["cover"].queryset = cover_choices(  # type: ignore[attr-defined]
                Event.objects.filter(pk=self.instance.pk), self.instance.cover_id
            )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        start, end = (self.cleaned_data.get(name) for name in ("starts_at", "ends_at"))
        if start and end and end <= start:
            text = gettext("The end (%(end)s) is before the start (%(start)s). Mixed up?")
            self.add_error("ends_at", text % {"end": clock(end), "start": clock(start)})
        return cleaned


@admin.register(Event)
class EventAdmin(KeepsFiles, PublishableAdmin[Event]):
    form = EventForm
    inlines = (TalkInline, AttachmentInline)
    list_display = ("title", "state", "place", "date", "talk_count", "slides_missing")
    list_filter = (CityFilter, "status", YearFilter)
    list_select_related = ("city",)
    date_hierarchy = "date"
    search_fields = ("title", "venue", "address", "sponsors", "talks__title", "tags__name")
    autocomplete_fields = ()
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "title",
                    ("city", "date", "starts_at", "ends_at"),
                    "venue",
                    "address",
                    "tags",
                    "description",
                )
            },
        ),
        (_("Publishing"), {"fields": (("status", "published_at"), "slug")}),
        (
            _("More facts"),
            {
                "classes": ("collapse",),
                "fields": ("signup_url", ("fee", "head_count"), "sponsors", "cover"),
            },
        ),
    )

    def choice_label(self, obj: Event) -> str:
        return f"{obj.title} ({obj.date})" if obj.date else obj.title

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Event]":
        bare = Talk.objects.filter(event=OuterRef("pk"))
        slides = Attachment.objects.filter(kind=Attachment.Kind.SLIDES, talk__isnull=False)
        without = bare.exclude(pk__in=slides.order_by().values("talk"))
        return (
            super()
            .get_queryset(request)
            .annotate(talk_total=count_of(bare, "event"), slides_lacking=count_of(without, "event"))
        )

    @admin.display(description=_("city"), ordering="city")
    def place(self, event: Event) -> str:
        return stamp(event.city)

    @admin.display(description=_("talks"), ordering="talk_total")
    def talk_count(self, event: Event) -> int:
        return int(event.talk_total)  # type: ignore[attr-defined]

    @admin.display(description=_("without slides"), ordering="slides_lacking", empty_value="")
    def slides_missing(self, event: Event) -> int | None:
        return int(event.slides_lacking) or None  # type: ignore[attr-defined]
