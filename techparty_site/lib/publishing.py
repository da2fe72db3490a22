"""The publishing rule: what a visitor may see. Written once, usable through any relation."""

from django.db.models import Q, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    PUBLISHED = "published", _("Published")


def published(path: str = "") -> Q:
    """The rule as a filter; `path` leads to the publishable row, as in `published("event")`."""
    prefix = f"{path}__" if path else ""
    return Q(
        **{
            f"{prefix}status": Status.PUBLISHED,
            f"{prefix}published_at__lte": timezone.now(),
        }
    )
