"""Old addresses: the one table (Django's own) and the one way to write and to ask it."""

from collections.abc import Iterable
from urllib.parse import unquote

from django.apps import apps
from django.conf import settings
from django.db.models import Model, QuerySet

from techparty_site.lib.addresses import redirect_key


def _table() -> "type[Model]":
    return apps.get_model("redirects", "Redirect")


def _rows(using: str | None = None) -> "QuerySet[Model]":
    return _table()._default_manager.using(using).filter(site_id=settings.SITE_ID)


def lead(old: str, new: str, *, using: str | None = None) -> None:
    """From now on `old` answers with a redirect to `new`, and so does what led to `old` so far."""
    follow(old, new, using=using)
    key, defaults = redirect_key(old), {"new_path": stored(new)}
    if not is_own(new) or key != redirect_key(new):
        _rows(using).update_or_create(old_path=key, site_id=settings.SITE_ID, defaults=defaults)


def follow(old: str, new: str, *, using: str | None = None) -> None:
    """What led to `old` so far leads to `new`, while `old` itself falls silent."""
    rows = _rows(using)
    if is_own(new):
        rows.filter(old_path=redirect_key(new)).delete()  # the way back would be a circle
    key = redirect_key(old)
    spellings = {stored(old), key, f"{key}/"}  # what people type has no slash at its end
    rows.filter(new_path__in=spellings).update(new_path=stored(new))


def is_own(path: str) -> bool:
    """Whether it is a path of this site; `//host/` is none."""
    return path.startswith("/") and not path.startswith("//")


def stored(path: str) -> str:
    """As a target stands in the table: decoded, since 80 Chinese characters percent-encoded
    exceed its 200. An outside address stays as it is."""
    return unquote(path) if is_own(path) else path


def first_addresses(paths: Iterable[str], pattern: str) -> dict[str, str]:
    """Of the paths that were renamed, the first address like `pattern` that they had, decoded."""
    by_path = {stored(path): path for path in paths}
    rows = _rows().filter(new_path__in=by_path, old_path__regex=pattern).order_by("-pk")
    found = {by_path[new]: f"{old}/" for new, old in rows.values_list("new_path", "old_path")}
    return found  # of several rows the oldest came last


def find(path: str) -> str | None:
    """Where `path` has moved to; the empty string for what is gone for good."""
    found = _rows().filter(old_path=redirect_key(path)).values_list("new_path", flat=True).first()
    return None if found is None else str(found)
