"""What visitors ask for without an account: a photo taken away, a mistake put right."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.access import editable_cities, is_editor
from events.models.attachment import Attachment

if TYPE_CHECKING:
    from events.access import AnyUser


class PhotoRemovalQuerySet(models.QuerySet["PhotoRemoval"]):
    def editable_by(self, user: "AnyUser") -> Self:
        """Whoever may change the photo."""
        if is_editor(user):
            return self
        return self.filter(attachment__in=Attachment.objects.editable_by(user).values("pk"))

    def undecided(self) -> Self:
        return self.filter(decision="")


class PhotoRemoval(models.Model):
    """Somebody wished a photo away. It was hidden at once; an organizer decides what stays so."""

    class Decision(models.TextChoices):
        REMOVED = "removed", _("Stays hidden")
        RESTORED = "restored", _("Shown again")

    attachment = models.ForeignKey(
        Attachment, models.CASCADE, related_name="removals", verbose_name=_("photo")
    )
    reason = models.TextField(_("reason"), max_length=500, blank=True)
    contact = models.CharField(_("how to answer"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision, blank=True)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("decided by"),
    )

    objects = PhotoRemovalQuerySet.as_manager()

    class Meta:
        verbose_name = _("wish to remove a photo")
        verbose_name_plural = _("wishes to remove photos")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__in=["", "removed", "restored"]),
                name="events_photoremoval_known_decision",
            )
        ]

    def __str__(self) -> str:
        return str(self.attachment)


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def editable_by(self, user: "AnyUser") -> Self:
        """Every organizer's: which city a page is of can't be told from its address."""
        return self if is_editor(user) or editable_cities(user).exists() else self.none()

    def open(self) -> Self:
        return self.filter(done_at=None)


class Correction(models.Model):
    """A mistake that a reader found on a page."""

    page = models.CharField(_("page"), max_length=500)  # a path of this site, decoded
    text = models.TextField(_("what is wrong"), max_length=2000)
    contact = models.CharField(_("how to answer"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("sent at"), auto_now_add=True)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("done by"),
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.text[:60]
