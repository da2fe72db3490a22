"""Whoever changes an address leaves a redirect behind: nobody has to think of it.

Except for what no visitor has met yet: nobody asks for the old address of a draft.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q
from django.db.models.signals import post_save, pre_save
from django.utils import timezone

from techparty_site.lib import redirects

ADDRESS = {"slug", "year"}  # the fields that addresses are made of


def connect(models: Iterable[type[Model]]) -> None:
    for model in models:
        pre_save.connect(remember_address, sender=model, dispatch_uid=f"remember {model}")
        post_save.connect(leave_redirect, sender=model, dispatch_uid=f"redirect {model}")


def remember_address(
    sender: type[Model],
    instance: Any,
    raw: bool,  # noqa: FBT001 - Django's signature
    using: str,
    update_fields: frozenset[str] | None,
    **kwargs: Any,
) -> None:
    instance.address_before = None
    if raw or instance._state.adding or (update_fields and ADDRESS.isdisjoint(update_fields)):
        return
    rows = sender._default_manager.using(using).filter(pk=instance.pk)
    row: Any = rows.only(*ADDRESS.intersection(names_of(sender))).first()
    if row and (before := row.get_absolute_url()) != instance.get_absolute_url():
        instance.address_before = before, rows.filter(met(sender)).exists()


def names_of(model: type[Model]) -> set[str]:
    return {field.name for field in model._meta.fields}


def met(model: type[Model]) -> Q:
    """Rows that visitors have met: their time has come, even if they were taken back since."""
    names = names_of(model)
    path = "event__published_at" if "event" in names else "published_at"
    known_from_the_start = not names & {"event", "published_at"}
    return Q() if known_from_the_start else Q(**{f"{path}__lte": timezone.now()})


def leave_redirect(sender: type[Model], instance: Any, using: str, **kwargs: Any) -> None:
    if getattr(instance, "address_before", None):
        before, was_met = instance.address_before
        leave = redirects.lead if was_met else redirects.follow
        leave(before, instance.get_absolute_url(), using=using)
