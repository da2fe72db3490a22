"""What models do alike when they are saved: columns made of others, and an address of one's own."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, router, transaction
from django.utils.translation import gettext as _

from techparty_site.lib import redirects
from techparty_site.lib.text import slugify, unused

MAX_SLUG = 80
LONGEST_NUMBER = 6  # characters of the "-2", "-3" … that `unused` puts at the end
TRIES = 20  # each is lost only to somebody else who got an address meanwhile

type Recipe = tuple[str, Callable[[Any], Any]]


class Derived(models.Model):
    """Some columns are made of others and follow them, also when only a few fields are saved."""

    derived: ClassVar[Mapping[str, Recipe]] = {}  # by the column: what it is made of, and how

    class Meta:
        abstract = True

    def save(self, *, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        fields = None if update_fields is None else set(update_fields)
        for column, (source, make) in self.derived.items():
            if self._is_saved(source, fields):
                setattr(self, column, make(getattr(self, source)))
                if fields is not None:
                    fields.add(column)
        super().save(update_fields=fields, **kwargs)

    def _is_saved(self, field: str, fields: set[str] | None) -> bool:
        return field not in self.get_deferred_fields() if fields is None else field in fields


class Addressed(Derived):
    """Without an address given it gets one of its name, also where two are saved at once."""

    slug: Any
    get_absolute_url: Callable[[], str]
    unnamed: ClassVar[str]  # the address of what has no letter in its name

    class Meta:
        abstract = True

    def save(self, *, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        if self.slug or (update_fields is not None and "slug" not in update_fields):
            super().save(update_fields=update_fields, **kwargs)
        else:
            self._save_under_free_slug(update_fields=update_fields, **kwargs)

    def clean(self) -> None:
        """Refuse an address that leads to something else: what was printed leads there for life."""
        super().clean()
        before = type(self)._default_manager.filter(pk=self.pk).first()
        if not self.slug or (before and before.slug == self.slug):
            return
        led = redirects.find(self.get_absolute_url())
        if led and (before is None or led != redirects.stored(before.get_absolute_url())):
            message = _("This address leads to %(target)s already: choose another.")
            raise ValidationError({"slug": message % {"target": led}})

    def slug_base(self) -> str:
        return slugify(str(self)) or self.unnamed

    def slug_rows(self) -> "models.QuerySet[Any]":
        """Among which its address has to be unique."""
        return type(self)._default_manager.all()

    def _save_under_free_slug(self, **kwargs: Any) -> None:
        using = kwargs.pop("using", None) or router.db_for_write(type(self), instance=self)
        rows = self.slug_rows().using(using)
        for left in reversed(range(TRIES)):
            self._take_unused_slug(rows)
            try:
                with transaction.atomic(using=using):
                    return super().save(using=using, **kwargs)
            except IntegrityError:
                # Somebody took the address meanwhile; any other broken rule is the caller's.
                if not left or not rows.filter(slug=self.slug).exists():
                    raise

    def _take_unused_slug(self, rows: "models.QuerySet[Any]") -> None:
        """Neither another row's nor one that leads elsewhere."""
        led: set[str] = set()
        self.slug = unused_slug(rows, self.slug_base())
        while redirects.find(self.get_absolute_url()):
            led.add(self.slug)
            self.slug = unused_slug(rows, self.slug_base(), led)


def unused_slug(rows: "models.QuerySet[Any]", base: str, led: Collection[str] = ()) -> str:
    stem = base[: MAX_SLUG - LONGEST_NUMBER]
    taken = rows.filter(slug__startswith=stem).values_list("slug", flat=True)
    return unused(base, {*taken, *led}, max_length=MAX_SLUG)
