"""Topics. Not stock taggit: C++ and C# get addresses of their own, aliases lead to one tag."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

import reversion
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import _TaggableManager
from taggit.models import TagBase

from techparty_site.lib.publishing import published
from techparty_site.lib.saving import Addressed, Derived
from techparty_site.lib.text import key_of


class TagQuerySet(models.QuerySet["Tag"]):
    def canonical(self, names: Iterable[str]) -> dict[str, "Tag"]:
        """The tags that these names mean, by folded name; an alias leads to its tag."""
        keys = {key_of(name) for name in names}
        found = {
            alias.name_key: alias.tag
            for alias in TagAlias.objects.filter(name_key__in=keys).select_related("tag")
        }
        return found | {tag.name_key: tag for tag in self.filter(name_key__in=keys)}

    def with_counts(self) -> Self:
        """Adds `talk_count`, `event_count` and `post_count` of what a visitor can see.

        Each counts for itself: joined, the rows of a tag would be multiplied with each other.
        """

        def count(relation: str, path: str) -> Coalesce:
            through: Any = self.model._meta.get_field(relation).related_model
            rows = through.objects.filter(published(path), tag=OuterRef("pk")).order_by()
            counted = rows.values("tag").annotate(times=models.Count("pk")).values("times")
            return Coalesce(Subquery(counted), 0)

        return self.annotate(
            talk_count=count("talk_items", "content_object__event"),
            event_count=count("event_items", "content_object"),
            post_count=count("post_items", "content_object"),
        )

    def in_use(self) -> Self:
        """Those that lead a visitor somewhere, with their counts."""
        return self.with_counts().filter(
            Q(talk_count__gt=0) | Q(event_count__gt=0) | Q(post_count__gt=0)
        )


@reversion.register(follow=["aliases"], exclude=["name_key"])
class Tag(Addressed, TagBase):
    if TYPE_CHECKING:
        name: str
        slug: str

    derived = {"name_key": ("name", key_of)}
    unnamed = "tag"

    name_key = models.CharField(max_length=200, unique=True, editable=False)

    objects = TagQuerySet.as_manager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="events_tag_has_name",
                violation_error_message=_("A tag needs a name."),
            )
        ]

    def clean(self) -> None:
        super().clean()
        same = Tag.objects.filter(name_key=key_of(self.name)).exclude(pk=self.pk).first()
        if same:
            raise ValidationError({"name": _("The tag “%s” is there already.") % same})
        alias = TagAlias.objects.filter(name_key=key_of(self.name)).exclude(tag_id=self.pk).first()
        if alias:
            raise ValidationError({"name": _("That is an alias of the tag “%s”.") % alias.tag})

    def get_absolute_url(self) -> str:
        return reverse("tag", args=[self.slug])


@reversion.register(exclude=["name_key"])
class TagAlias(Derived):
    """Another word for a tag: whoever tags with it gets the tag itself."""

    history_of, history_line, history_label = ("tag",), "name", _("aliases")

    derived = {"name_key": ("name", key_of)}

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="aliases", verbose_name=_("tag"))
    name = models.CharField(_("name"), max_length=100)
    name_key = models.CharField(max_length=200, unique=True, editable=False)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        key = key_of(self.name)
        same = TagAlias.objects.filter(name_key=key).exclude(pk=self.pk).first()
        if same:
            raise ValidationError({"name": _("That is an alias of the tag “%s”.") % same.tag})
        if Tag.objects.filter(name_key=key).exclude(pk=self.tag_id).exists():
            raise ValidationError({"name": _("There is a tag of that name; merge the two.")})


class TagManager(_TaggableManager):
    """taggit's manager, looking names up folded and through aliases."""

    def _to_tag_model_instances(
        self, tags: Iterable["str | Tag"], tag_kwargs: dict[str, Any]
    ) -> list[Tag]:
        tags = list(tags)
        known = Tag.objects.canonical(tag for tag in tags if isinstance(tag, str))
        found: dict[Tag, None] = {}
        for tag in tags:
            if isinstance(tag, str):
                key = key_of(tag)
                tag = known.get(key) or known.setdefault(
                    key, Tag.objects.get_or_create(name_key=key, defaults={"name": tag})[0]
                )
            found[tag] = None
        return list(found)
