"""Wishes of visitors come true at once; organizers have the last word."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from events.models import Attachment, Correction, PhotoRemoval

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

Decision = PhotoRemoval.Decision


@transaction.atomic
def wish_away(photo: Attachment, *, reason: str, contact: str) -> PhotoRemoval:
    """From now on nobody sees the photo but the organizers, on whose list it stands."""
    Attachment.objects.filter(pk=photo.pk).update(hidden=True, updated_at=timezone.now())
    return PhotoRemoval.objects.create(attachment=photo, reason=reason, contact=contact)


@transaction.atomic
def decide(wishes: "QuerySet[PhotoRemoval]", decision: Decision, user: "User") -> int:
    """For the photos of these wishes, and so for everybody who wished the same. How many photos."""
    photos = set(wishes.values_list("attachment", flat=True))
    hidden = decision == Decision.REMOVED
    changed = Attachment.objects.filter(pk__in=photos).exclude(hidden=hidden)
    changed.update(hidden=hidden, updated_at=timezone.now())
    same = PhotoRemoval.objects.filter(attachment__in=photos)
    same.update(decision=decision, decided_at=timezone.now(), decided_by=user)
    return len(photos)


def close(corrections: "QuerySet[Correction]", user: "User") -> int:
    return corrections.open().update(done_at=timezone.now(), done_by=user)  # type: ignore[attr-defined, no-any-return]
