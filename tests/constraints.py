"""Every named constraint of an app: the database refuses, and a person gets a sentence."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import BaseConstraint, CheckConstraint, Model

type Broken = dict[str, Callable[[], Model]]


def named(app: str) -> dict[str, BaseConstraint]:
    models = apps.get_app_config(app).get_models()
    return {rule.name: rule for model in models for rule in model._meta.constraints}


def assert_database_refuses(row: Model, rule: BaseConstraint) -> None:
    """Round `save()`, which would mend some of it."""
    # SQLite names the columns of a broken unique constraint, not the constraint.
    words = rule.name if isinstance(rule, CheckConstraint) else None
    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        type(row)._default_manager.bulk_create([row])


def assert_person_reads(row: Model, rule: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    assert str(rule.violation_error_message) in caught.value.messages
