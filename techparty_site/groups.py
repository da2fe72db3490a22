"""The Editors group: whoever is in it writes for every city, and needs no permission by hand."""

from typing import Any

from django.apps import apps as installed
from django.apps.config import AppConfig
from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions

from events.access import EDITORS

APPS = {"events", "posts", "speakers", "redirects"}


def ensure_editors(sender: AppConfig, using: str, apps: Apps = installed, **_kwargs: Any) -> None:
    """After each migrate and flush, for each of the apps: also a new model's permissions."""
    if sender.label not in APPS:
        return
    try:
        group_model = apps.get_model("auth", "Group")
        permission_model = apps.get_model("auth", "Permission")
    except LookupError:  # a partial migrate, before auth has its tables
        return
    # Django's own handler may come after this one; doing its work twice changes nothing.
    create_permissions(sender, verbosity=0, interactive=False, using=using, apps=apps)
    group, _created = group_model.objects.using(using).get_or_create(name=EDITORS)
    found = permission_model.objects.using(using).filter(content_type__app_label=sender.label)
    group.permissions.add(*found)
