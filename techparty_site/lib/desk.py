"""What every admin page of the project shares; it knows no model."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.utils import flatten
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.db.models import Model, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from techparty_site.lib.desk_forms import DeskForm, OwnRowsFormSet, TextField
from techparty_site.lib.desk_history import KeepsHistory
from techparty_site.lib.finders import found_by_index
from techparty_site.lib.lost_files import name_lost_files

if TYPE_CHECKING:
    from django.db.models import QuerySet

    class _ModelAdmin[M: Model](admin.ModelAdmin[M]): ...

    class _Table[C: Model, P: Model](admin.TabularInline[C, P]): ...

    class _Stack[C: Model, P: Model](admin.StackedInline[C, P]): ...

else:  # Django's own classes take no type parameters when they run

    class _ModelAdmin[M](admin.ModelAdmin): ...

    class _Table[C, P](admin.TabularInline): ...

    class _Stack[C, P](admin.StackedInline): ...


class Shared:
    """For admins and for inlines."""

    formfield_overrides: Any = {
        models.TextField: {
            "form_class": TextField,
            "strip": False,
            "widget": AdminTextareaWidget,
        }
    }

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """The page itself: Django would go round by the host in its sites table."""
        if obj is None or obj.pk is None or not hasattr(obj, "get_absolute_url"):
            return None
        try:
            return str(obj.get_absolute_url()) or None
        except NoReverseMatch:  # a form that came back has emptied the address
            return None


class Desk[M: Model](KeepsHistory[M], Shared, _ModelAdmin[M]):
    list_per_page = 50

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Never by rows that only lead here: they would tell of other people's drafts."""
        own = {field.name for field in (*self.opts.fields, *self.opts.many_to_many)}
        own |= {getattr(choice, "parameter_name", "") for choice in self.get_list_filter(request)}
        return lookup.partition("__")[0] in own and super().lookup_allowed(lookup, value, request)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        form = context["adminform"]
        self.note_state(request, context)
        form.fieldsets = [(name, unfolded(part, form.errors)) for name, part in form.fieldsets]
        if request.FILES:
            inlines = context["inline_admin_formsets"]
            rows = (row for inline in inlines for row in inline.formset.forms)
            name_lost_files(request, [form.form, *rows])
        return super().render_change_form(request, context, *args, **kwargs)

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[M]", search_term: str
    ) -> "tuple[QuerySet[M], bool]":
        """By the fields, and by all that stands in the row's text, slides or pages."""
        by_fields, _repeats = super().get_search_results(request, queryset, search_term)
        if not search_term.strip():
            return queryset, False
        own = Q(pk__in=by_fields.order_by().values("pk"))
        return queryset.filter(own | found_by_index(self.model, search_term)), False

    def choice_label(self, obj: M) -> str:
        """How a row is called where it is chosen: in selects and in autocompletion."""
        return str(obj)

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, *args: Any) -> HttpResponse:
        text = _("This %(name)s is not to be found: deleted, or of another city.")
        name = self.opts.verbose_name
        self.message_user(request, text % {"name": name}, messages.WARNING)
        return HttpResponseRedirect(reverse("admin:index"))

    def construct_change_message(self, *args: Any, **kwargs: Any) -> list[Any]:
        """The history translates these words later, and catalogues have them in small letters."""
        message = super().construct_change_message(*args, **kwargs)
        for part in message:
            changed = part.get("changed", {})
            if "fields" in changed:
                changed["fields"] = [name[:1].lower() + name[1:] for name in changed["fields"]]
        return message

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Without what has no page here: sizes of a photo, pages of a deck, links to tags."""
        rows, counts, *rest = super().get_deleted_objects(objs, request)
        known = {str(model._meta.verbose_name_plural) for model in self.admin_site._registry}
        counts = {name: count for name, count in counts.items() if str(name) in known}
        return with_pages(rows), counts, *rest

    def response_add(self, request: HttpRequest, obj: M, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().response_add(request, obj, *args, **kwargs)
        self.tell(request, obj)
        return response

    def response_change(self, request: HttpRequest, obj: M) -> HttpResponse:
        response = super().response_change(request, obj)
        self.tell(request, obj)
        return response

    def tell(self, request: HttpRequest, obj: M) -> None:
        """What else to say to whoever saved the row, after Django's own sentence."""


class TableInline[C: Model, P: Model](Shared, _Table[C, P]):
    formset: Any = OwnRowsFormSet
    extra = 0

    def get_formset(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return knowing(super().get_formset(request, *args, **kwargs), request)


class StackInline[C: Model, P: Model](Shared, _Stack[C, P]):
    formset: Any = OwnRowsFormSet
    extra = 0

    def get_formset(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return knowing(super().get_formset(request, *args, **kwargs), request)


def knowing(formset: Any, request: HttpRequest) -> Any:
    """Its forms know what was saved since the page was opened; the class is this request's own."""
    if issubclass(formset.form, DeskForm):
        formset.form.stale = getattr(request, "stale", None)
    return formset


def unfolded(part: dict[str, Any], errors: Any) -> dict[str, Any]:
    """A part of a form with an error stands open: Django looks past fields that share a line."""
    if not any(name in errors for name in flatten(part["fields"])):
        return part
    return {**part, "classes": [name for name in part.get("classes", ()) if name != "collapse"]}


def with_pages(rows: list[Any]) -> list[Any]:
    """Django's nested list of what goes with a row; only what has a page stands there as HTML."""
    kept: list[Any] = []
    for row in rows:
        if not isinstance(row, list):
            kept += [row] if isinstance(row, SafeString) else []
        elif inner := with_pages(row):
            kept.append(inner)
    return kept
