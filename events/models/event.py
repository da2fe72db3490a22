"""A meetup: one evening in one city, with its talks and files."""

from typing import TYPE_CHECKING, Self

import reversion
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from events.access import editable_cities, is_editor, member_cities
from events.models.place import City
from events.models.publishable import Publishable
from events.models.tag import Tag, TagManager
from techparty_site.lib import markup
from techparty_site.lib.publishing import published
from techparty_site.lib.saving import Addressed

if TYPE_CHECKING:
    from events.access import AnyUser
    from events.models.attachment import Attachment


class EventQuerySet(models.QuerySet["Event"]):
    def published(self) -> Self:
        return self.filter(published())

    def editable_by(self, user: "AnyUser") -> Self:
        return self if is_editor(user) else self.filter(city__in=editable_cities(user))

    def at_desk_of(self, user: "AnyUser") -> Self:
        """What somebody works with: an uploader may not change it, but adds files to it."""
        return self if is_editor(user) else self.filter(city__in=member_cities(user))

    def visible_to(self, user: "AnyUser") -> Self:
        """What is published, and to its city's own people also what is not yet."""
        if is_editor(user):
            return self
        return self.filter(published() | Q(city__in=member_cities(user)))

    def upcoming(self) -> Self:
        """The next first; what lasts all day comes before what begins at an hour."""
        hour = F("starts_at").asc(nulls_first=True)
        return self.filter(date__gte=timezone.localdate()).order_by("date", hour, "id")

    def past(self) -> Self:
        """Held already, newest first; those without a known date come last."""
        day = Q(date__lt=timezone.localdate()) | Q(date__isnull=True)
        return self.filter(day).order_by(F("date").desc(nulls_last=True), "-id")


@reversion.register(
    follow=["talks", "kept_files", "tag_items"], exclude=["description_html", "updated_at"]
)
class Event(Publishable, Addressed):
    derived = {"description_html": ("description", markup.to_html)}
    unnamed = "event"

    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(
        _("address"), max_length=80, unique=True, allow_unicode=True, blank=True
    )
    city = models.ForeignKey(City, models.PROTECT, related_name="events", verbose_name=_("city"))
    date = models.DateField(_("date"), null=True, blank=True, help_text=_("Empty when unknown."))
    starts_at = models.TimeField(_("starts at"), null=True, blank=True)
    ends_at = models.TimeField(_("ends at"), null=True, blank=True)
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    address = models.CharField(_("street address"), max_length=300, blank=True)
    signup_url = models.URLField(_("sign-up link"), max_length=500, blank=True)
    fee = models.CharField(_("fee"), max_length=100, blank=True)
    head_count = models.PositiveIntegerField(_("people who came"), null=True, blank=True)
    sponsors = models.CharField(_("sponsors"), max_length=500, blank=True)
    description = models.TextField(
        _("announcement"), blank=True, help_text=_("Markdown. A few lines before the talks.")
    )
    description_html = models.TextField(editable=False, blank=True)
    cover = models.ForeignKey(
        "events.Attachment",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cover photo"),
    )
    tags = TaggableManager(
        _("tags"),
        through="events.EventTag",
        manager=TagManager,
        blank=True,
        help_text=_("Separated by commas."),
    )

    objects = EventQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = [F("date").desc(nulls_last=True), "-id"]
        indexes = [models.Index(fields=["city", "-date"], name="events_event_city_date")]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True)
                | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
                name="events_event_ends_after_start",
                violation_error_message=_("The end has to be after the start."),
            ),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(date__isnull=False),
                name="events_event_time_needs_date",
                violation_error_message=_("A time needs a date."),
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="events_event_has_title",
                violation_error_message=_("An event needs a title."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("event", args=[self.slug])

    @property
    def kept_files(self) -> "models.QuerySet[Attachment]":
        """For the history: without what is read out of them."""
        return self.attachments.defer(*self.attachments.model.READ)

    @property
    def is_upcoming(self) -> bool:
        return self.date is not None and self.date >= timezone.localdate()


@reversion.register()
class EventTag(ItemBase):
    history_of, history_line, history_label = ("content_object",), "tag", _("tags")

    content_object = models.ForeignKey(Event, models.CASCADE, related_name="tag_items")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="event_items")

    class Meta:
        verbose_name = _("tag of an event")
        verbose_name_plural = _("tags of events")
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="events_eventtag_once")
        ]
