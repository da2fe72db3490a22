"""The recap's page, written the night after; and the files that imported posts came from."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.access import editable_cities, is_editor
from events.admin.covers import cover_choices
from events.admin.filters import CityFilter
from events.admin.publishing import PublishableAdmin, PublishableForm
from events.models import Event
from posts.advice import advice
from posts.models import ImportedSource, Post
from techparty_site.lib.desk import Desk


class PostForm(PublishableForm[Post]):
    markdown_fields = ("body",)
    user: Any  # set by the admin: what a post may be linked to depends on who links

    class Meta:
        widgets = {"body": forms.Textarea(attrs={"rows": 30, "class": "vLargeTextField"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own: dict[str, QuerySet[Any]] = {}
        for name in ("events", "cities"):
            if name in self.fields:
                self._keep_linked(name)
        if "cover" in self.fields:
            linked = self.instance.events.all() if self.instance.pk else Event.objects.none()
            events = linked.visible_to(self.user)  # not the photos of another city's draft
            choices = cover_choices(events, self.instance.cover_id)
            self.fields["cover"].queryset = choices  # type: ignore[attr-defined]

    def _keep_linked(self, name: str) -> None:
        """A recap of two cities offers one city's organizer also what is linked already."""
        field: Any = self.fields[name]
        self.own[name] = field.queryset
        if self.instance.pk:
            linked = getattr(self.instance, name).values("pk")
            either = Q(pk__in=field.queryset.values("pk")) | Q(pk__in=linked)
            field.queryset = field.queryset.model._default_manager.filter(either)

    def clean_events(self) -> Any:
        return self._with_foreign("events")

    def clean_cities(self) -> Any:
        return self._with_foreign("cities")

    def _with_foreign(self, name: str) -> Any:
        chosen = self.cleaned_data[name]
        if self.instance.pk:
            linked = getattr(self.instance, name).exclude(pk__in=self.own[name].values("pk"))
            gone = linked.exclude(pk__in=[row.pk for row in chosen]).first()
            if gone:
                raise ValidationError(_("“%s” belongs to another city: leave it here.") % gone)
        return chosen

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.own and not self.errors and not is_editor(self.user) and not self._is_own():
            raise ValidationError(_("Choose an event of your city, or your city."))
        return cleaned

    def _is_own(self) -> bool:
        chosen = {name: [row.pk for row in self.cleaned_data[name]] for name in self.own}
        return any(self.own[name].filter(pk__in=pks).exists() for name, pks in chosen.items())


class CityOfPost(CityFilter):
    paths = ("cities", "events__city")


def cities_of(post: Post) -> set[int]:
    """The keys of the cities that a post belongs to."""
    events = post.events.values_list("city", flat=True)
    return {*post.cities.values_list("pk", flat=True), *events}


@admin.register(Post)
class PostAdmin(PublishableAdmin[Post]):
    form = PostForm
    list_display = ("title", "state", "kind", "where", "published_at")
    list_filter = ("kind", "status", CityOfPost, "year")
    date_hierarchy = "published_at"
    search_fields = ("title", "body", "byline", "events__title", "tags__name")
    autocomplete_fields = ("events", "cities")
    addable = ("events",)
    readonly_fields = ("source",)
    fieldsets = (
        (None, {"fields": (("title", "kind"), "events", "body", "tags", "byline")}),
        (gettext_lazy("Publishing"), {"fields": (("status", "published_at"), "slug")}),
        (gettext_lazy("On lists"), {"fields": ("excerpt", "cover", "cities")}),
        (gettext_lazy("Imported from"), {"fields": ("source",)}),
    )

    def has_delete_permission(self, request: HttpRequest, obj: Post | None = None) -> bool:
        """What two cities wrote together only goes with both of them, or with an editor."""
        allowed = super().has_delete_permission(request, obj)
        if not allowed or obj is None or is_editor(request.user):
            return allowed
        own = editable_cities(request.user).values_list("pk", flat=True)
        return cities_of(obj) <= set(own)

    def reach(self, row: Post | None) -> set[int]:
        return cities_of(row) if row else set()

    def get_fieldsets(self, request: HttpRequest, obj: Post | None = None) -> Any:
        sets = super().get_fieldsets(request, obj)
        return sets if obj and hasattr(obj, "imported_source") else sets[:-1]

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(request, *args, **kwargs)
        form.user = request.user
        return form

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Post]":
        return super().get_queryset(request).prefetch_related("events__city", "cities")

    def warn(self, request: HttpRequest, obj: Post) -> None:
        for text in advice(obj):
            self.message_user(request, text, messages.WARNING)

    @admin.display(description=gettext_lazy("cities"))
    def where(self, post: Post) -> str:
        names = [event.city.name for event in post.events.all()]
        return "、".join(dict.fromkeys(names + [city.name for city in post.cities.all()]))

    @admin.display(description=gettext_lazy("source"))
    def source(self, post: Post) -> str:
        if not hasattr(post, "imported_source"):
            return ""
        row = post.imported_source
        url = reverse("admin:posts_importedsource_change", args=[row.pk])
        return format_html('<a href="{}">{}</a>', url, row.file_name)


@admin.register(ImportedSource)
class ImportedSourceAdmin(Desk[ImportedSource]):
    list_display = ("file_name", "post", "imported_at")
    list_select_related = ("post",)
    search_fields = ("file_name", "post__title")
    fields = ("post", "file_name", "imported_at", "front_matter", "download", "text")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> "QuerySet[ImportedSource]":
        posts = Post.objects.editable_by(request.user)
        return super().get_queryset(request).filter(post__in=posts.order_by().values("pk"))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.download_view)
        own = path("<int:pk>/download/", view, name="posts_importedsource_download")
        return [own, *super().get_urls()]

    def download_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        row = self.get_queryset(request).filter(pk=pk).first()
        if row is None:
            raise Http404
        headers = {"Content-Disposition": f'attachment; filename="source-{row.pk}.txt"'}
        return HttpResponse(bytes(row.source), content_type="text/plain", headers=headers)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("text"))
    def text(self, row: ImportedSource) -> str:
        return format_html("<pre>{}</pre>", bytes(row.source).decode(errors="replace"))

    @admin.display(description=gettext_lazy("download"))
    def download(self, row: ImportedSource) -> str:
        url = reverse("admin:posts_importedsource_download", args=[row.pk])
        return format_html('<a href="{}">{}</a>', url, _("Byte for byte"))
