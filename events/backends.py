"""What a membership lets somebody do in the admin, in the terms of Django's permissions.

Django's own checks (menus, add buttons, inlines, autocomplete) then work for organizers who were
given no permission by hand. Which rows they may touch is not said here: see `events.access`.
"""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.backends import BaseBackend

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

ALL = ("view", "add", "change", "delete")
SHARED = ("view", "add", "change")  # what belongs to every city is not one city's to delete


def _names(app: str, model: str, actions: tuple[str, ...]) -> set[str]:
    return {f"{app}.{action}_{model}" for action in actions}


UPLOADER = (
    _names("events", "event", ("view",))
    | _names("events", "talk", ("view",))
    | _names("events", "attachment", ALL)
    | _names("events", "slidepage", ("view",))
)
ORGANIZER = UPLOADER.union(
    _names("events", "event", ALL),
    _names("events", "talk", ALL),
    _names("events", "talkspeaker", ALL),
    _names("events", "city", ("view",)),
    _names("events", "tag", SHARED),
    _names("events", "tagalias", ALL),
    _names("events", "photoremoval", ("view", "change", "delete")),
    _names("events", "correction", ("view", "change")),
    _names("posts", "post", ALL),
    _names("posts", "importedsource", ("view",)),
    _names("speakers", "speaker", SHARED),
    _names("speakers", "speakeralias", ALL),
)
PERMISSIONS = {"uploader": UPLOADER, "organizer": ORGANIZER}


class MembershipBackend(BaseBackend):
    def get_all_permissions(
        self, user_obj: "AbstractBaseUser | AnonymousUser", obj: Any = None
    ) -> set[str]:
        """Those of all roles of the user; asked once per user object, as the admin asks often."""
        if obj is not None or not (user_obj.is_active and getattr(user_obj, "is_staff", False)):
            return set()
        kept = user_obj.__dict__
        if "membership_permissions" not in kept:
            roles = user_obj.memberships.values_list("role", flat=True)  # type: ignore[attr-defined]
            granted = (PERMISSIONS.get(role, set()) for role in roles)
            kept["membership_permissions"] = set().union(*granted)
        return set(kept["membership_permissions"])

    def has_module_perms(self, user_obj: "AbstractBaseUser", app_label: str) -> bool:
        granted = self.get_all_permissions(user_obj)
        return any(name.startswith(f"{app_label}.") for name in granted)
