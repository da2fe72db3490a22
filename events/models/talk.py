"""One talk of an event: its page outlives the evening."""

from typing import TYPE_CHECKING, Self

import reversion
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from events.access import editable_cities, is_editor, member_cities
from events.models.event import Event
from events.models.tag import Tag, TagManager
from speakers.models import Speaker
from techparty_site.lib import markup
from techparty_site.lib.publishing import published
from techparty_site.lib.saving import Addressed
from techparty_site.lib.text import slugify

if TYPE_CHECKING:
    from events.access import AnyUser
    from events.models.attachment import Attachment


class TalkQuerySet(models.QuerySet["Talk"]):
    def published(self) -> Self:
        """A talk is public exactly when its event is."""
        return self.filter(published("event"))

    def editable_by(self, user: "AnyUser") -> Self:
        return self if is_editor(user) else self.filter(event__city__in=editable_cities(user))

    def at_desk_of(self, user: "AnyUser") -> Self:
        """What somebody works with: an uploader may not change it, but adds files to it."""
        return self if is_editor(user) else self.filter(event__city__in=member_cities(user))

    def visible_to(self, user: "AnyUser") -> Self:
        if is_editor(user):
            return self
        return self.filter(published("event") | Q(event__city__in=member_cities(user)))

    def with_credits(self) -> Self:
        """Their speakers in order, in one query."""
        rows = TalkSpeaker.objects.select_related("speaker")
        return self.prefetch_related(models.Prefetch("credits", rows))

    def newest_first(self) -> Self:
        """As a list prints them: event by event, inside each in the order of the evening."""
        newest = models.F("event__date").desc(nulls_last=True)
        return self.order_by(newest, "-event_id", "position", "pk")


@reversion.register(
    follow=["credits", "kept_files", "tag_items"], exclude=["summary_html", "updated_at"]
)
class Talk(Addressed):
    """Title and speakers may both be unknown: of some old talks only a file is left."""

    derived = {"summary_html": ("summary", markup.to_html)}
    history_of = ("event",)

    event = models.ForeignKey(Event, models.CASCADE, related_name="talks", verbose_name=_("event"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    title = models.CharField(_("title"), max_length=200, blank=True)
    slug = models.SlugField(
        _("address"), max_length=80, unique=True, allow_unicode=True, blank=True
    )
    summary = models.TextField(_("summary"), blank=True, help_text=_("Markdown."))
    summary_html = models.TextField(editable=False, blank=True)
    speakers: "models.ManyToManyField[Speaker, TalkSpeaker]" = models.ManyToManyField(
        Speaker,
        through="events.TalkSpeaker",
        related_name="talks",
        blank=True,
        verbose_name=_("speakers"),
    )
    tags = TaggableManager(
        _("tags"),
        through="events.TalkTag",
        manager=TagManager,
        blank=True,
        help_text=_("Separated by commas."),
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = TalkQuerySet.as_manager()

    class Meta:
        verbose_name = _("talk")
        verbose_name_plural = _("talks")
        ordering = ["event", "position", "id"]

    def __str__(self) -> str:
        return self.title or str(_("Talk without a title"))

    def slug_base(self) -> str:
        return slugify(self.title) or f"{self.event.slug[:70]}-{self.position or 1}"

    def get_absolute_url(self) -> str:
        return reverse("talk", args=[self.slug])

    @property
    def kept_files(self) -> "models.QuerySet[Attachment]":
        """For the history: without what is read out of them."""
        return self.attachments.defer(*self.attachments.model.READ)

    @property
    def history_root(self) -> Event:
        return self.event


@reversion.register()
class TalkSpeaker(models.Model):
    """Who gave the talk, in the order of the programme, with the company of that time."""

    history_of, history_line, history_label = ("talk",), "speaker", _("speakers")

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="credits", verbose_name=_("talk"))
    speaker = models.ForeignKey(
        Speaker, models.PROTECT, related_name="credits", verbose_name=_("speaker")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    affiliation = models.CharField(_("company at the time"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("speaker of the talk")
        verbose_name_plural = _("speakers of the talk")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["talk", "speaker"],
                name="events_talkspeaker_once",
                violation_error_message=_("This speaker is already on the talk."),
            )
        ]

    def __str__(self) -> str:
        return str(self.speaker)


@reversion.register()
class TalkTag(ItemBase):
    history_of, history_line, history_label = ("content_object",), "tag", _("tags")

    content_object = models.ForeignKey(Talk, models.CASCADE, related_name="tag_items")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="talk_items")

    class Meta:
        verbose_name = _("tag of a talk")
        verbose_name_plural = _("tags of talks")
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="events_talktag_once")
        ]
