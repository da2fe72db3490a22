"""What Django and taggit registered for themselves, in the project's own shape."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.contrib.redirects.models import Redirect
from django.contrib.sites.models import Site
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks_db.models import DBTaskResult
from taggit.models import Tag as StockTag

from events.models import Membership
from techparty_site.lib import redirects
from techparty_site.lib.addresses import redirect_key
from techparty_site.lib.desk import Desk, TableInline
from techparty_site.lib.desk_forms import DeskForm

OTHERS: dict[str, type[Model]] = {
    "django.contrib.auth": User,
    "django.contrib.redirects": Redirect,
    "django.contrib.sites": Site,
    "taggit": StockTag,
    "django_tasks_db": DBTaskResult,  # files tell themselves how they are read
}
for app, model in OTHERS.items():
    import_module(f"{app}.admin")  # only what is registered already can be taken away
    admin.site.unregister(model)


class MembershipInline(TableInline[Membership, User]):
    model = Membership
    fields = ("city", "role")


if TYPE_CHECKING:
    _UserAdmin = UserAdmin[User]
else:
    _UserAdmin = UserAdmin


@admin.register(User)
class PersonAdmin(_UserAdmin):
    list_display = ("username", "first_name", "last_name", "is_staff", "is_superuser", "last_login")

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return [MembershipInline] if obj else []


class AddressField(forms.CharField):
    """Decoded before it is measured: percent-encoded, a Chinese address is three times as long."""

    def to_python(self, value: Any) -> str:
        return redirects.stored(str(super().to_python(value) or ""))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}  # the browser, too, would measure it as it was pasted


class RedirectForm(DeskForm[Redirect]):
    class Meta:
        field_classes = {"old_path": AddressField, "new_path": AddressField}
        labels = {
            "old_path": gettext_lazy("old address"),
            "new_path": gettext_lazy("new address"),
        }
        help_texts = {
            "old_path": gettext_lazy(
                "From the first slash on, such as /2013/05/old-post.html; raw or percent-encoded."
            ),
            "new_path": gettext_lazy(
                "A path of this site or a whole address. Empty: it is gone for good."
            ),
        }

    def clean_old_path(self) -> str:
        """In the one form that is looked up, and unique: Django would ask the hidden site, too."""
        key = redirect_key(self.cleaned_data["old_path"])
        same = Redirect.objects.filter(site_id=settings.SITE_ID, old_path=key)
        if same.exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("This old address leads somewhere already."))
        return key

    def clean_new_path(self) -> str:
        new = str(self.cleaned_data["new_path"])
        if not new or new.startswith(("https://", "http://")):
            return new
        if not redirects.is_own(new):
            raise ValidationError(_("Begin with /, https:// or http://."))
        if redirect_key(new) == self.cleaned_data.get("old_path"):
            raise ValidationError(_("This address would lead to itself."))
        return self._end_of(new)

    def _end_of(self, new: str) -> str:
        """Where `new` itself leads already: redirects make no chains. The way back is given up."""
        further = redirects.find(new)
        if further is None or redirect_key(new) == self.instance.old_path:
            return new
        return new if redirect_key(further) == self.cleaned_data.get("old_path") else further


@admin.register(Redirect)
class RedirectAdmin(Desk[Redirect]):
    form = RedirectForm
    list_display = ("old_path", "new_path")
    search_fields = ("old_path", "new_path")
    fields = ("old_path", "new_path")

    def save_model(self, request: HttpRequest, obj: Redirect, form: Any, change: Any) -> None:
        obj.site_id = settings.SITE_ID
        super().save_model(request, obj, form, change)
        if obj.new_path:
            redirects.lead(obj.old_path, obj.new_path)
