"""The people who gave a talk: one row a person through the years."""

from typing import TYPE_CHECKING, Self

import reversion
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from techparty_site.lib import markup
from techparty_site.lib.publishing import published
from techparty_site.lib.saving import Addressed, Derived
from techparty_site.lib.text import key_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    def published(self) -> Self:
        """Those with a talk that a visitor can see: a name on a draft gives the draft away."""
        credit = Speaker.talks.through.objects.filter(speaker=OuterRef("pk"))
        return self.filter(Exists(credit.filter(published("talk__event"))))

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Whoever may write of speakers sees all of them, also those of drafts."""
        writes = user.is_active and user.has_perm("speakers.change_speaker")
        return self if writes else self.published()

    def named(self, name: str) -> Self:
        """Those who carry this name, as their own or as an alias."""
        key = key_of(name)
        return self.filter(Q(name_key=key) | Q(aliases__name_key=key)).distinct()


@reversion.register(follow=["aliases"], exclude=["bio_html", "name_key", "updated_at"])
class Speaker(Addressed):
    derived = {"name_key": ("name", key_of), "bio_html": ("bio", markup.to_html)}
    unnamed = "speaker"

    name = models.CharField(_("name"), max_length=100)
    name_key = models.CharField(max_length=200, editable=False, db_index=True)
    slug = models.SlugField(
        _("address"), max_length=80, unique=True, allow_unicode=True, blank=True
    )
    bio = models.TextField(_("about"), blank=True, help_text=_("Markdown."))
    bio_html = models.TextField(editable=False, blank=True)
    website = models.URLField(_("website"), max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="speakers_speaker_has_name",
                violation_error_message=_("A speaker needs a name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("speaker", args=[self.slug])

    @property
    def initial(self) -> str:
        """What stands in the round portrait: the family name, or the first letter."""
        return self.name[:1].upper()


@reversion.register(exclude=["name_key"])
class SpeakerAlias(Derived):
    """Another name of the same person: 网名, English name, pinyin, handle."""

    history_of, history_line, history_label = ("speaker",), "name", _("aliases")

    derived = {"name_key": ("name", key_of)}

    speaker = models.ForeignKey(
        Speaker, models.CASCADE, related_name="aliases", verbose_name=_("speaker")
    )
    name = models.CharField(_("name"), max_length=100)
    name_key = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["id"]
        constraints = [
            # Two people may share a handle: it is unique for one person only.
            models.UniqueConstraint(
                fields=["speaker", "name_key"],
                name="speakers_alias_once_per_speaker",
                violation_error_message=_("This speaker already has that alias."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="speakers_alias_has_name",
                violation_error_message=_("An alias needs a name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        same = SpeakerAlias.objects.filter(speaker_id=self.speaker_id, name_key=key_of(self.name))
        if self.speaker_id and same.exclude(pk=self.pk).exists():
            raise ValidationError({"name": _("This speaker already has that alias.")})
