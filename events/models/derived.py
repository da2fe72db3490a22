"""What is made of an attachment's file: the pages of a deck, the sizes of a photo."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.models.attachment import Attachment, storage_key


class SlidePage(models.Model):
    """One page of a deck: what the reader and the search stand on."""

    attachment = models.ForeignKey(Attachment, models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()  # from 1
    title = models.CharField(max_length=300, blank=True)  # where the format tells it: pptx
    text = models.TextField(blank=True)
    words = models.JSONField(
        default=list, blank=True
    )  # [[text, left, top, width, height]], percent
    image = models.FileField(
        upload_to=storage_key, max_length=100, blank=True
    )  # WebP, 1600 px wide
    thumbnail = models.FileField(upload_to=storage_key, max_length=100, blank=True)  # 640 px wide
    width = models.PositiveIntegerField(default=0)  # px, of the image
    height = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("slide page")
        verbose_name_plural = _("slide pages")
        ordering = ["attachment", "number"]
        constraints = [
            models.UniqueConstraint(fields=["attachment", "number"], name="events_slidepage_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="events_slidepage_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.attachment} · {self.number}"

    @property
    def image_url(self) -> str:
        return reverse("slide_image", args=[self.attachment.uuid, self.number])

    @property
    def thumbnail_url(self) -> str:
        return reverse("slide_thumbnail", args=[self.attachment.uuid, self.number])


class Rendition(models.Model):
    """A photo in one size, as pages show it: the original, with its GPS, stays inside."""

    attachment = models.ForeignKey(Attachment, models.CASCADE, related_name="renditions")
    width = models.PositiveIntegerField()  # px
    height = models.PositiveIntegerField()
    format = models.CharField(max_length=10, default="webp")
    file = models.FileField(upload_to=storage_key, max_length=100)

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        ordering = ["attachment", "format", "width"]
        constraints = [
            models.UniqueConstraint(
                fields=["attachment", "format", "width"], name="events_rendition_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.attachment} · {self.width}"

    @property
    def url(self) -> str:
        return reverse("rendition", args=[self.attachment.uuid, self.width, self.format])


class DiscardedFile(models.Model):
    """A file that no row names any more. It leaves the storage thirty days later."""

    key = models.CharField(max_length=100, unique=True)  # in the default storage
    discarded_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("discarded file")
        verbose_name_plural = _("discarded files")

    def __str__(self) -> str:
        return self.key
