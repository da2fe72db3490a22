"""Door 2 in the admin: every list, choice, inline and save keeps to the rows of its user."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.db.models import Field, Model, QuerySet
from django.http import HttpRequest
from taggit.managers import TaggableManager

from events.access import can, editable_cities, is_editor
from events.admin.tags import TagsField
from events.models import City
from techparty_site.lib.desk import Desk, StackInline, TableInline
from techparty_site.lib.desk_forms import DeskForm

if TYPE_CHECKING:
    from django.contrib.admin.options import BaseModelAdmin

    _Base = BaseModelAdmin[Any]
else:
    _Base = object


def choices_for(request: HttpRequest, model: type[Model]) -> "QuerySet[Any] | None":
    """The rows of `model` that the user may link to; None where every row may be chosen."""
    rows: Any = model._default_manager.all()
    if model is City:
        return rows if is_editor(request.user) else editable_cities(request.user)
    return rows.editable_by(request.user) if hasattr(rows, "editable_by") else None


class ScopedChoices(_Base):
    """For admins and inlines: foreign keys and many-to-many fields offer only the user's rows."""

    addable: tuple[str, ...] = ()  # fields beside which a new row may be made in a window

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, TaggableManager):
            return db_field.formfield(form_class=TagsField)
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            self._slim(field.widget, can_add=db_field.name in self.addable)
        return field

    def _slim(self, widget: Any, *, can_add: bool) -> None:
        """Buttons beside a choice: one click from deleting a city is one too few."""
        widget.can_change_related = widget.can_delete_related = widget.can_view_related = False
        widget.can_add_related = widget.can_add_related and can_add

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("queryset", self.choices(request, db_field))
        return self._labelled(super().formfield_for_foreignkey(db_field, request, **kwargs))

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("queryset", self.choices(request, db_field))
        return self._labelled(super().formfield_for_manytomany(db_field, request, **kwargs))

    def choices(self, request: HttpRequest, db_field: "Field[Any, Any]") -> "QuerySet[Any]":
        model: Any = db_field.related_model
        rows = choices_for(request, model)
        return model._default_manager.all() if rows is None else rows

    def _labelled(self, field: Any) -> Any:
        if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
            related = self.admin_site._registry.get(field.queryset.model)
            if isinstance(related, Desk):
                field.label_from_instance = related.choice_label  # type: ignore[method-assign]
        return field


class ScopedAdmin[M: Model](ScopedChoices, Desk[M]):
    """Permissions say what somebody may do at all, the model's queryset says with which rows."""

    form = DeskForm

    def get_queryset(self, request: HttpRequest) -> "QuerySet[M]":
        rows: Any = super().get_queryset(request)
        at_desk = getattr(rows, "at_desk_of", rows.editable_by)
        return at_desk(request.user)  # type: ignore[no-any-return]

    def recovers_all(self, request: HttpRequest) -> bool:
        return is_editor(request.user)

    def may_reach(self, request: HttpRequest, cities: set[int]) -> bool:
        own = editable_cities(request.user).values_list("pk", flat=True)
        return is_editor(request.user) or cities <= set(own)

    def has_view_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        allowed = super().has_view_permission(request, obj)
        return allowed and (obj is None or self._at_desk(request, obj))

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return super().has_change_permission(request, obj) and self._editable(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return super().has_delete_permission(request, obj) and self._editable(request, obj)

    def save_related(
        self,
        request: HttpRequest,
        form: Any,
        formsets: Any,
        change: bool,  # noqa: FBT001
    ) -> None:
        """The old row was looked up among the user's; here the new one is, before the commit."""
        super().save_related(request, form, formsets, change)
        if not self._editable(request, form.instance):
            raise PermissionDenied

    def _at_desk(self, request: HttpRequest, obj: M) -> bool:
        return is_editor(request.user) or self.get_queryset(request).filter(pk=obj.pk).exists()

    def _editable(self, request: HttpRequest, obj: M | None) -> bool:
        user: Any = request.user
        return obj is None or is_editor(user) or can(user, "change", obj)


class ScopedTable[C: Model, P: Model](ScopedChoices, TableInline[C, P]):
    form: Any = DeskForm


class ScopedStack[C: Model, P: Model](ScopedChoices, StackInline[C, P]):
    form: Any = DeskForm
