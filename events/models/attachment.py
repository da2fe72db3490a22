"""What is left of a talk or an event: slides, transcripts, recordings, photos, links."""

import re
import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

import reversion
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.access import editable_cities, is_editor, member_cities
from events.models.event import Event
from events.models.talk import Talk
from techparty_site.lib.publishing import published
from techparty_site.lib.unreadable import Reason

if TYPE_CHECKING:
    from events.access import AnyUser
    from events.models.place import City


KEY = re.compile(r"[0-9a-f]{2}/[0-9a-f]{32}")  # what `storage_key` gives


def storage_key(instance: models.Model, filename: str) -> str:
    """Random, without a trace of the uploaded name: a name is never a path here."""
    key = uuid.uuid4().hex
    return f"{key[:2]}/{key}"


def _in_cities(cities: "models.QuerySet[City]") -> Q:
    return Q(event__city__in=cities) | Q(talk__event__city__in=cities)


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def published(self) -> Self:
        """Not hidden, and its talk's or event's turn has come; a library picture's always has."""
        free = Q(event__isnull=True, talk__isnull=True)
        return self.filter(free | published("event") | published("talk__event"), hidden=False)

    def editable_by(self, user: "AnyUser") -> Self:
        """An organizer's are all files of the city, an uploader's those they brought in."""
        if is_editor(user):
            return self
        if not user.is_authenticated:
            return self.none()
        own = Q(pk__in=self.at_desk_of(user).filter(uploaded_by=user).order_by().values("pk"))
        return self.filter(_in_cities(editable_cities(user)) | own)

    def at_desk_of(self, user: "AnyUser") -> Self:
        """Files of the cities in which somebody has a role, and pictures put into the library."""
        if is_editor(user):
            return self
        if not user.is_authenticated:
            return self.none()
        library = Q(event__isnull=True, talk__isnull=True, uploaded_by=user)
        return self.filter(_in_cities(member_cities(user)) | library)

    def visible_to(self, user: "AnyUser") -> Self:
        if is_editor(user):
            return self
        mine = Q(pk__in=self.at_desk_of(user).values("pk")) if user.is_authenticated else Q()
        public = Q(pk__in=self.published().values("pk"))
        return self.filter(public | mine) if mine else self.published()

    def shown(self) -> Self:
        """For pages whose event was already found visible: all but what was hidden."""
        return self.filter(hidden=False)

    def of_events(self, events: "Iterable[Event] | models.QuerySet[Any, Any]") -> Self:
        """Everything of the events and of their talks."""
        return self.filter(Q(event__in=events) | Q(talk__event__in=events))


class Kind(models.TextChoices):
    SLIDES = "slides", _("Slides")
    TRANSCRIPT = "transcript", _("Transcript")
    AUDIO = "audio", _("Recording")
    VIDEO = "video", _("Video")
    CODE = "code", _("Code")
    PHOTO = "photo", _("Photo")
    ALBUM = "album", _("Album")
    ARCHIVE = "archive", _("Archive")
    OTHER = "other", _("Other")


# What is read out of a file is read again when the row comes back.
READ = (
    "text page_count duration width height processing_error processing processed_pages"
    " processing_attempts processing_claim processing_seen_at placeholder updated_at"
).split()


@reversion.register(exclude=READ)
class Attachment(models.Model):
    Kind = Kind
    READ = READ
    history_of = ("event", "talk")

    class Permission(models.TextChoices):
        UNKNOWN = "unknown", _("Not asked yet")
        GRANTED = "granted", _("May be shown")
        CC_BY = "cc-by", _("CC BY 4.0")
        CC_BY_SA = "cc-by-sa", _("CC BY-SA 4.0")
        CC_BY_NC_ND = "cc-by-nc-nd", _("CC BY-NC-ND 4.0")

    class Problem(models.TextChoices):
        """Why no pages, sizes or text were made of a file that can be downloaded all the same."""

        BROKEN = Reason.BROKEN.value, _("The file is damaged.")
        ENCRYPTED = Reason.ENCRYPTED.value, _("The file is protected by a password.")
        TOO_LARGE = Reason.TOO_LARGE.value, _("Unpacked, the file is too large.")
        TOO_MANY_PAGES = Reason.TOO_MANY_PAGES.value, _("The file has too many pages.")
        TOO_SLOW = Reason.TOO_SLOW.value, _("Reading the file took too long.")
        NO_READER = Reason.NO_READER.value, _("Files of this format can't be read yet.")
        FAILED = Reason.FAILED.value, _("Reading the file failed; the log says why.")

    class Processing(models.TextChoices):
        """Where the worker stands with a file; empty when it has nothing to do."""

        WAITING = "waiting", _("Waiting to be read")
        RUNNING = "running", _("Being read")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    talk = models.ForeignKey(
        Talk,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="attachments",
        verbose_name=_("talk"),
    )
    event = models.ForeignKey(
        Event,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="attachments",
        verbose_name=_("event"),
        help_text=_("For what belongs to the whole event; shown on each of its talks."),
    )
    title = models.CharField(_("title"), max_length=200, blank=True)
    file = models.FileField(_("file"), upload_to=storage_key, max_length=100, blank=True)
    original_name = models.CharField(max_length=255, blank=True, editable=False)
    url = models.URLField(
        _("outside address"),
        max_length=2000,
        blank=True,
        help_text=_("Where it is, or from where a kept copy was rescued."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    hidden = models.BooleanField(_("hidden"), default=False)
    alt = models.CharField(
        _("description"),
        max_length=300,
        blank=True,
        help_text=_("What is on the picture, for those who can't see it."),
    )
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    permission = models.CharField(
        _("permission"), max_length=20, choices=Permission, default=Permission.UNKNOWN
    )
    # Facts, found once when the file comes in; see events.intake.
    size = models.PositiveBigIntegerField(null=True, editable=False)  # bytes
    sha256 = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    content_type = models.CharField(max_length=100, blank=True, editable=False)
    width = models.PositiveIntegerField(null=True, editable=False)  # px
    height = models.PositiveIntegerField(null=True, editable=False)  # px
    page_count = models.PositiveIntegerField(null=True, editable=False)
    duration = models.PositiveIntegerField(null=True, editable=False)  # seconds
    # Of a transcript: one paragraph a line, "## " in front of headings, then "[hh:mm:ss] " where
    # the time is known.
    text = models.TextField(blank=True, editable=False)
    processing_error = models.CharField(
        max_length=20, blank=True, editable=False, choices=Problem, default=""
    )
    # The worker's own notes: who finds a row RUNNING and not seen for long takes it over.
    processing = models.CharField(
        max_length=20, blank=True, editable=False, choices=Processing, default=""
    )
    processed_pages = models.PositiveIntegerField(default=0, editable=False)
    processing_attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    processing_claim = models.PositiveBigIntegerField(default=0, editable=False)  # only grows
    processing_seen_at = models.DateTimeField(null=True, editable=False)
    # A photo's place until it has come: a picture of a few pixels as a data: address.
    placeholder = models.CharField(max_length=1000, blank=True, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(talk__isnull=True) | Q(event__isnull=True),
                name="events_attachment_one_owner",
                violation_error_message=_("Choose a talk or an event, not both."),
            ),
            models.CheckConstraint(
                condition=~Q(file="") | ~Q(url=""),
                name="events_attachment_has_content",
                violation_error_message=_("Choose a file or give an outside address."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values),
                name="events_attachment_known_kind",
                violation_error_message=_("Unknown kind."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.original_name or self.get_kind_display()

    def get_absolute_url(self) -> str:
        """Our own copy where there is one, else the outside address."""
        return self.file_url or self.url

    @property
    def history_root(self) -> models.Model:
        return self.event or (self.talk.event if self.talk else self)

    @property
    def file_url(self) -> str:
        if not self.file:
            return ""
        return reverse("file", args=[self.uuid, self.original_name or "file"])

    @property
    def is_outside(self) -> bool:
        return not self.file

    @property
    def format(self) -> str:
        """The extension in capitals, as it stands in the box of a download row."""
        name = self.original_name or self.url.split("?")[0].split("#")[0].rpartition("/")[2]
        extension = name.rpartition(".")[2].upper() if "." in name else ""
        return (
            extension if extension.isascii() and extension.isalnum() and len(extension) < 6 else ""
        )
