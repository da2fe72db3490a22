"""Whoever changes an address leaves a redirect behind: nobody has to think of it."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_save, pre_save

from techparty_site.lib import redirects


def connect(models: list[type[Model]]) -> None:
    for model in models:
        pre_save.connect(remember_address, sender=model, dispatch_uid=f"remember {model}")
        post_save.connect(leave_redirect, sender=model, dispatch_uid=f"redirect {model}")


def remember_address(sender: type[Model], instance: Any, raw: bool, **kwargs: Any) -> None:  # noqa: FBT001 - Django's signature
    before = (
        None
        if raw or instance._state.adding
        else sender._default_manager.filter(pk=instance.pk).first()
    )
    instance.address_before = before.get_absolute_url() if before else None  # type: ignore[attr-defined]


def leave_redirect(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    before = getattr(instance, "address_before", None)
    if before and before != instance.get_absolute_url():
        redirects.lead(before, instance.get_absolute_url())
