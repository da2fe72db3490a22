"""Old addresses: the one table (Django's own) and the one way to write and to ask it."""

from urllib.parse import unquote

from django.apps import apps
from django.conf import settings
from django.db.models import Model

from techparty_site.lib.addresses import redirect_key


def _table() -> "type[Model]":
    return apps.get_model("redirects", "Redirect")


def lead(old: str, new: str) -> None:
    """From now on `old` answers with a redirect to `new`, and so does what led to `old` so far."""
    key, new_key = redirect_key(old), redirect_key(new)
    rows = _table()._default_manager.filter(site_id=settings.SITE_ID)
    rows.filter(old_path=new_key).delete()  # the way back would be a circle
    if key == new_key:
        return
    rows.filter(new_path=stored(old)).update(new_path=stored(new))
    defaults = {"new_path": stored(new)}
    rows.update_or_create(old_path=key, site_id=settings.SITE_ID, defaults=defaults)


def stored(path: str) -> str:
    """As a target stands in the table: decoded, since 80 Chinese characters percent-encoded
    exceed its 200."""
    return unquote(path)


def find(path: str) -> str | None:
    """Where `path` has moved to; the empty string for what is gone for good."""
    rows = _table()._default_manager.filter(site_id=settings.SITE_ID)
    found = rows.filter(old_path=redirect_key(path)).values_list("new_path", flat=True).first()
    return None if found is None else str(found)
