"""The stories: recaps, calls, sign-ups, announcements, articles."""

import hashlib
from typing import TYPE_CHECKING, Any, Self

import reversion
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from events.access import editable_cities, is_editor
from events.models import Attachment, City, Event, Publishable, Tag, TagManager
from techparty_site.lib import markup
from techparty_site.lib.publishing import published
from techparty_site.lib.saving import Addressed, Derived

if TYPE_CHECKING:
    from events.access import AnyUser


class PostQuerySet(models.QuerySet["Post"]):
    def published(self) -> Self:
        return self.filter(published())

    def editable_by(self, user: "AnyUser") -> Self:
        """Posts of one's own cities; what belongs to no city is the editors'."""
        if is_editor(user):
            return self
        cities = editable_cities(user)
        mine = self.filter(Q(cities__in=cities) | Q(events__city__in=cities)).order_by()
        return self.filter(pk__in=mine.values("pk"))

    def visible_to(self, user: "AnyUser") -> Self:
        if is_editor(user):
            return self
        if not user.is_authenticated:
            return self.published()
        mine = self.editable_by(user).order_by()
        return self.filter(published() | Q(pk__in=mine.values("pk")))

    def recaps(self) -> Self:
        return self.filter(kind=Post.Kind.RECAP)

    def in_city(self, city: City) -> Self:
        """Posts of the city itself or of a public event there."""
        event = Q(events__city=city) & published("events")
        found = self.model._default_manager.filter(Q(cities=city) | event).order_by()
        return self.filter(pk__in=found.values("pk"))

    def newest_first(self) -> Self:
        return self.order_by("-happened_at", "-pk")

    def oldest_first(self) -> Self:
        """As they came out; what has not yet comes last."""
        return self.order_by(F("published_at").asc(nulls_last=True), "pk")

    def with_day(self) -> Self:
        """Adds `happened_at`: when what the post tells of took place, else when it came out."""
        day = models.Max("events__date", filter=published("events"))
        return self.annotate(happened_at=Coalesce(day, TruncDate("published_at")))


class Kind(models.TextChoices):
    RECAP = "recap", _("Recap")
    CALL_FOR_TALKS = "call_for_talks", _("Call for talks")
    SIGNUP = "signup", _("Sign-up")
    ANNOUNCEMENT = "announcement", _("Announcement")
    SCHEDULE = "schedule", _("Schedule")
    PHOTOS = "photos", _("Photos")
    ARTICLE = "article", _("Article")
    OTHER = "other", _("Other")


@reversion.register(follow=["tag_items"], exclude=["body_html", "updated_at"])
class Post(Publishable, Addressed):
    Kind = Kind
    derived = {"body_html": ("body", markup.to_html)}
    unnamed = "post"

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.RECAP)
    title = models.CharField(_("title"), max_length=200)
    year = models.PositiveSmallIntegerField(
        _("year in the address"), editable=False, help_text=_("Fixed with the first save.")
    )
    slug = models.SlugField(_("address"), max_length=80, allow_unicode=True, blank=True)
    events = models.ManyToManyField(
        Event, related_name="posts", blank=True, verbose_name=_("events")
    )
    cities = models.ManyToManyField(
        City,
        related_name="posts",
        blank=True,
        verbose_name=_("cities"),
        help_text=_("Only for a post of no event; otherwise the events tell."),
    )
    body = models.TextField(
        _("text"),
        blank=True,
        help_text=_("Markdown. [[talks]] shows all talks here, [[talk address]] one of them."),
    )
    body_html = models.TextField(editable=False, blank=True)
    excerpt = models.TextField(_("excerpt"), blank=True, help_text=_("Empty: the first sentences."))
    byline = models.CharField(_("by"), max_length=200, blank=True)
    cover = models.ForeignKey(
        Attachment,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cover photo"),
    )
    tags = TaggableManager(
        _("tags"),
        through="posts.PostTag",
        manager=TagManager,
        blank=True,
        help_text=_("Separated by commas."),
    )

    objects = PostQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = [F("published_at").desc(nulls_first=True), "-id"]  # drafts first
        indexes = [models.Index(fields=["kind", "-published_at"], name="posts_post_kind_time")]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["year", "slug"],
                name="posts_post_address",
                violation_error_message=_("Another post of that year has this address."),
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="posts_post_has_title",
                violation_error_message=_("A post needs a title."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values),
                name="posts_post_known_kind",
                violation_error_message=_("Unknown kind."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, **kwargs: Any) -> None:
        self._set_year()
        super().save(**kwargs)

    def clean(self) -> None:
        super().clean()
        self._set_year()
        # Forms leave the year out, and with it the constraint: a person gets a sentence here.
        same = Post.objects.filter(year=self.year, slug=self.slug).exclude(pk=self.pk)
        if self.slug and same.exists():
            raise ValidationError({"slug": _("Another post of that year has this address.")})

    def _set_year(self) -> None:
        if not self.year:
            self.year = timezone.localtime(self.published_at or timezone.now()).year

    def slug_rows(self) -> PostQuerySet:
        return Post.objects.filter(year=self.year)

    def get_absolute_url(self) -> str:
        return reverse("post", args=[self.year, self.slug])

    @property
    def summary(self) -> str:
        return self.excerpt or markup.excerpt(self.body_html)


@reversion.register()
class PostTag(ItemBase):
    history_of, history_line, history_label = ("content_object",), "tag", _("tags")

    content_object = models.ForeignKey(Post, models.CASCADE, related_name="tag_items")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="post_items")

    class Meta:
        verbose_name = _("tag of a post")
        verbose_name_plural = _("tags of posts")
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="posts_posttag_once")
        ]


def digest(source: bytes) -> str:
    return hashlib.sha256(source).hexdigest()


class ImportedSource(Derived):
    """The file a post was made from, byte for byte: nothing of the old site is ever lost."""

    derived = {"sha256": ("source", digest)}

    post = models.OneToOneField(
        Post, models.CASCADE, related_name="imported_source", verbose_name=_("post")
    )
    file_name = models.CharField(_("file name"), max_length=255, unique=True)
    source = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    front_matter = models.JSONField(_("front matter"), default=dict)
    wordpress_id = models.PositiveIntegerField(null=True, blank=True)
    written = models.JSONField(
        default=dict, editable=False
    )  # {"model:pk": digest of what the import wrote}: what differs now was edited by a person
    imported_at = models.DateTimeField(_("imported at"), auto_now=True)

    class Meta:
        verbose_name = _("imported source")
        verbose_name_plural = _("imported sources")
        ordering = ["file_name"]
        constraints = [
            models.CheckConstraint(condition=~Q(file_name=""), name="posts_importedsource_has_name")
        ]

    def __str__(self) -> str:
        return self.file_name
