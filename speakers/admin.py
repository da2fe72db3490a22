"""Speakers belong to every city: whoever organizes anywhere may add and mend them."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from speakers.models import Speaker, SpeakerAlias
from techparty_site.lib.desk import Desk, TableInline
from techparty_site.lib.desk_forms import AliasFormSet, DeskForm


class SpeakerForm(DeskForm[Speaker]):
    markdown_fields = ("bio",)


class SpeakerAliasInline(TableInline[SpeakerAlias, Speaker]):
    model = SpeakerAlias
    formset = AliasFormSet
    fields = ("name",)


@admin.register(Speaker)
class SpeakerAdmin(Desk[Speaker]):
    form = SpeakerForm
    inlines = (SpeakerAliasInline,)
    list_display = ("name", "other_names", "talk_count")
    search_fields = ("name", "aliases__name")
    ordering = ("name",)
    readonly_fields = ("talk_list",)
    fields = ("name", "slug", "bio", "website", "talk_list")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Speaker]":
        rows = super().get_queryset(request).prefetch_related("aliases")
        return rows.annotate(talk_total=Count("credits", distinct=True))

    def choice_label(self, obj: Speaker) -> str:
        """With the other names: the archive's Harry is two people."""
        aliases = "、".join(alias.name for alias in obj.aliases.all())
        return f"{obj.name} ({aliases})" if aliases else obj.name

    def tell(self, request: HttpRequest, obj: Speaker) -> None:
        """Also from the window beside a talk's speakers: there most people are made twice."""
        others = list(Speaker.objects.named(obj.name).exclude(pk=obj.pk)[:100])
        if not others:
            return
        page = reverse("admin:speakers_speaker_changelist", query={"q": obj.name})
        if len(others) == 1:
            page = reverse("admin:speakers_speaker_change", args=[others[0].pk])
        text = ngettext(
            "“{name}” is the name of %(count)d other speaker, too.",
            "“{name}” is the name of %(count)d other speakers, too.",
            len(others),
        )
        text = format_html(text % {"count": len(others)}, name=obj.name)
        link = format_html('{} <a href="{}">{}</a>', text, page, gettext("The same person?"))
        self.message_user(request, link, messages.WARNING)

    @admin.display(description=_("aliases"))
    def other_names(self, speaker: Speaker) -> str:
        return "、".join(alias.name for alias in speaker.aliases.all())

    @admin.display(description=_("talks"), ordering="talk_total")
    def talk_count(self, speaker: Any) -> int:
        return int(speaker.talk_total)

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Speaker | None:
        """With the talks that the user may see: of another city's draft not even the title."""
        speaker = super().get_object(request, *args, **kwargs)
        if speaker is not None:
            talks: Any = speaker.talks
            shown = talks.visible_to(request.user).select_related("event")
            speaker.shown_talks = shown.newest_first()  # type: ignore[attr-defined]
        return speaker

    @admin.display(description=_("talks"))
    def talk_list(self, speaker: Speaker) -> str:
        rows = [
            (talk.get_absolute_url(), talk, talk.event, talk.event.date or "")
            for talk in getattr(speaker, "shown_talks", ())
        ]
        items = format_html_join("", '<li><a href="{}">{}</a> {} {}</li>', rows)
        return format_html("<ul>{}</ul>", items)
