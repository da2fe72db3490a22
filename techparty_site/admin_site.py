"""The organizers' desk: Django's own admin under the community's name."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Model
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from events.models import Community
from techparty_site.lib.desk import Desk

RUNNING = ("Event", "Post", "Talk", "Attachment", "Speaker")  # in the order of use


class AutocompleteView(AutocompleteJsonView):
    """Offers rows under the names that forms use; tags by name, as one may also type them."""

    def process_request(self, request: HttpRequest) -> Any:
        term, model_admin, field, to_field = super().process_request(request)
        if isinstance(field, TaggableManager):
            to_field = "name"
        return term, model_admin, field, to_field

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        result = super().serialize_result(obj, to_field_name)
        if isinstance(self.model_admin, Desk) and to_field_name != "name":
            result["text"] = self.model_admin.choice_label(obj)
        return result


class TechpartyAdminSite(admin.AdminSite):
    index_title = _("Organizers' desk")

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        name = Community.current().name
        return {**context, "site_header": name, "site_title": name}

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """What organizers touch on every evening first; all else together, behind it."""
        apps = super().get_app_list(request, app_label)
        if app_label:
            return apps
        models = {row["object_name"]: row for app in apps for row in app["models"]}
        running = [models.pop(name) for name in RUNNING if name in models]
        groups = [
            _group("running", _("Running events"), running),
            _group("settings", _("Settings"), [*models.values()]),
        ]
        return [group for group in groups if group["models"]]

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """Without Django's detour to pages: it would tell addresses of other cities' drafts."""
        return [url for url in super().get_urls() if getattr(url, "name", None) != "view_on_site"]

    def autocomplete_view(self, request: HttpRequest) -> Any:
        return AutocompleteView.as_view(admin_site=self)(request)


def _group(label: str, name: Any, models: list[Any]) -> dict[str, Any]:
    url = f"{reverse('admin:index')}#{label}"
    return {
        "name": name,
        "app_label": label,
        "app_url": url,
        "has_module_perms": True,
        "models": models,
    }
