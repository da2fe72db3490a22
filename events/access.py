"""Who may do what. Site-wide: superusers and the Editors group. Per city: memberships."""

from typing import TYPE_CHECKING, Literal

from django.apps import apps
from django.db.models import Model, QuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

    from events.models import City

    type AnyUser = User | AnonymousUser

type Action = Literal["view", "change"]

EDITORS = "Editors"  # the name of the group whose members write for every city


def is_editor(user: "AnyUser") -> bool:
    """May write for every city. Asked once per user object, since views ask often."""
    if not (user.is_active and getattr(user, "is_staff", False)):
        return False
    if user.is_superuser:
        return True
    asked = user.__dict__
    if "is_editor" not in asked:
        asked["is_editor"] = user.groups.filter(name=EDITORS).exists()
    return bool(asked["is_editor"])


def editable_cities(user: "AnyUser") -> "QuerySet[City]":
    """Cities for which somebody without a site-wide role may write: none for a visitor."""
    cities: QuerySet[City] = apps.get_model("events", "City").objects.all()
    if not (user.is_active and getattr(user, "is_staff", False)):
        return cities.none()
    return cities.filter(memberships__user=user, memberships__role="organizer")


def member_cities(user: "AnyUser") -> "QuerySet[City]":
    """Cities in which somebody has any role: there an uploader sees drafts and adds files."""
    cities: QuerySet[City] = apps.get_model("events", "City").objects.all()
    if not (user.is_active and getattr(user, "is_staff", False)):
        return cities.none()
    return cities.filter(memberships__user=user)


def can(user: "AnyUser", action: Action, obj: Model) -> bool:
    """Whether `user` may see or change a row of a model whose manager knows its rules."""
    manager = type(obj)._default_manager
    rows = manager.visible_to(user) if action == "view" else manager.editable_by(user)  # type: ignore[attr-defined]
    return bool(rows.filter(pk=obj.pk).exists())
