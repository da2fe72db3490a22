"""Topics: their other words, and how much hangs on them."""

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from events.admin.counts import count_of
from events.models import Tag, TagAlias
from techparty_site.lib.desk import Desk, TableInline
from techparty_site.lib.desk_forms import FROM_NAME, AliasFormSet, DeskForm


class TagForm(DeskForm[Tag]):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = FROM_NAME


class TagAliasInline(TableInline[TagAlias, Tag]):
    model = TagAlias
    formset = AliasFormSet
    fields = ("name",)


@admin.register(Tag)
class TagAdmin(Desk[Tag]):
    form = TagForm
    inlines = (TagAliasInline,)
    list_display = ("name", "other_words", "talk_total", "event_total", "post_total")
    search_fields = ("name", "aliases__name")
    ordering = ("name",)
    fields = ("name", "slug")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Tag]":
        rows: Any = super().get_queryset(request).prefetch_related("aliases")
        return rows.annotate(  # type: ignore[no-any-return]
            talks=uses("talk_items"), events=uses("event_items"), posts=uses("post_items")
        )

    @admin.display(description=_("aliases"))
    def other_words(self, tag: Tag) -> str:
        return "、".join(alias.name for alias in tag.aliases.all())

    @admin.display(description=_("talks"), ordering="talks")
    def talk_total(self, tag: Any) -> int:
        return int(tag.talks)

    @admin.display(description=_("events"), ordering="events")
    def event_total(self, tag: Any) -> int:
        return int(tag.events)

    @admin.display(description=_("posts"), ordering="posts")
    def post_total(self, tag: Any) -> int:
        return int(tag.posts)


def uses(relation: str) -> Coalesce:
    model: Any = Tag._meta.get_field(relation).related_model
    return count_of(model.objects.filter(tag=OuterRef("pk")), "tag")
