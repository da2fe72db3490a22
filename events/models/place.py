"""Who holds the meetups and where: the community, its cities, and who may write for them."""

from typing import Any, Self

import reversion
from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from techparty_site.lib import tags
from techparty_site.lib.text import fold


@reversion.register(follow=["links"])
class Community(models.Model):
    """One row: the name, the words and the links that every page wears."""

    name = models.CharField(_("name"), max_length=100, default="Techparty")
    short_name = models.CharField(_("second line"), max_length=100, blank=True)
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    about = models.TextField(_("about"), blank=True, help_text=_("Shown in the footer."))
    since = models.PositiveSmallIntegerField(_("since (year)"), null=True, blank=True)
    mark = models.ForeignKey(
        "events.Attachment",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("mark"),
        help_text=_("A picture from the library; without one the drawn mark is shown."),
    )
    wechat_account = models.CharField(_("WeChat account"), max_length=100, blank=True)
    aliases = models.TextField(
        _("other names"),
        blank=True,
        help_text=_("Separated by commas; an import takes them out of the titles of events."),
    )

    class Meta:
        verbose_name = _("community")
        verbose_name_plural = _("community")
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1),
                name="events_community_one_row",
                violation_error_message=_("There is one community; edit its row."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = 1
        super().save(*args, **kwargs)

    @classmethod
    def current(cls) -> "Community":
        """The row, or the defaults where nobody has saved one yet."""
        return cls.objects.filter(pk=1).select_related("mark").first() or cls(pk=1)

    @property
    def names(self) -> list[str]:
        """Every spelling of the community's name."""
        own = [self.name, self.short_name]
        return [name for name in dict.fromkeys(own + tags.split(self.aliases)) if name]


@reversion.register()
class CommunityLink(models.Model):
    """A link of the footer."""

    history_of = ("community",)

    community = models.ForeignKey(Community, models.CASCADE, related_name="links")
    label = models.CharField(_("label"), max_length=60)
    url = models.CharField(
        _("address"),
        max_length=500,
        help_text=_("https://…, mailto:… or a path of this site."),
        validators=[
            RegexValidator(
                r"^(https?://|mailto:|/)\S+$", _("Begin with https://, mailto: or / and no blanks.")
            )
        ],
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("footer link")
        verbose_name_plural = _("footer links")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.label


class CityQuerySet(models.QuerySet["City"]):
    def home(self) -> Self:
        """The community's own cities; the others are places where it was a guest."""
        return self.filter(is_home=True)


@reversion.register()
class City(models.Model):
    class Color(models.TextChoices):
        """Names of colour tokens in the style sheet."""

        KAPOK = "kapok", _("Kapok red")
        BOUGAINVILLEA = "bougainvillea", _("Bougainvillea")
        SEA = "sea", _("Sea blue")
        GLAZE = "glaze", _("Glaze green")
        AMBER = "amber", _("Amber")
        INK = "ink", _("Ink")

    name = models.CharField(_("name"), max_length=50, unique=True)
    slug = models.SlugField(_("address"), max_length=50, unique=True, allow_unicode=True)
    stamp = models.CharField(_("stamp"), max_length=2, help_text=_("One character, two at most."))
    color = models.CharField(_("colour"), max_length=20, choices=Color, default=Color.INK)
    aliases = models.TextField(
        _("other spellings"),
        blank=True,
        help_text=_(
            "Separated by commas: districts, short forms. An import finds the city by them."
        ),
    )
    is_home = models.BooleanField(
        _("home city"), default=True, help_text=_("Off for a place where we were only guests.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = CityQuerySet.as_manager()

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stamp="") & ~Q(slug="") & ~Q(name=""),
                name="events_city_has_stamp",
                violation_error_message=_("A city needs a name, an address and a stamp."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("city", args=[self.slug])

    @property
    def names(self) -> tuple[str, ...]:
        """Every spelling that means this city, its own name and slug first, folded alike once."""
        spellings = [self.name, self.slug, *tags.split(self.aliases)]
        return tuple({fold(name): name for name in reversed(spellings)}.values())[::-1]


class Role(models.TextChoices):
    ORGANIZER = "organizer", _("Organizer")
    UPLOADER = "uploader", _("Uploader")


class Membership(models.Model):
    """What somebody may do for a city; site-wide roles are Django's groups."""

    Role = Role

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="memberships",
        verbose_name=_("person"),
    )
    city = models.ForeignKey(
        City, models.CASCADE, related_name="memberships", verbose_name=_("city")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.ORGANIZER)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "city"],
                name="events_membership_one_role_per_city",
                violation_error_message=_("This person already has a role in that city."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values),
                name="events_membership_known_role",
                violation_error_message=_("Unknown role."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.city} · {self.get_role_display()}"
