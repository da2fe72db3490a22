"""One row for every place that a search can land on."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models import City
from search.expressions import Expression
from search.fields import GramsField, KeyField

DAYS, KINDS, OBJECTS, NUMBERS = 18, 4, 24, 17  # bits; 63 in all
LAST_NUMBER, LAST_DAY = (1 << NUMBERS) - 1, (1 << DAYS) - 1  # in the year 2687
EPOCH = date(1970, 1, 1).toordinal()


class Kind(models.IntegerChoices):
    POST = 1, _("Recaps and posts")
    EVENT = 2, _("Events")
    TALK = 3, _("Talks")
    SPEAKER = 4, _("Speakers")
    PAGE = 5, _("In the slides")
    PARAGRAPH = 6, _("Transcripts")
    FILE = 7, _("Files")
    TAG = 8, _("Tags")


def key_of(day: date | None, kind: int, object_id: int, number: int = 0) -> int:
    """Says what a place is, and sorts: backwards come the newest day first, then page by page.

    Both databases walk their index along it, so that the newest hits cost no sorting.
    """
    days = min(max(day.toordinal() - EPOCH, 0), LAST_DAY) if day else 0
    key = days << KINDS | kind
    key = key << OBJECTS | min(object_id, (1 << OBJECTS) - 1)
    return key << NUMBERS | (LAST_NUMBER - min(number, LAST_NUMBER))


def kind_number(key: int) -> int:
    return key >> (OBJECTS + NUMBERS) & ((1 << KINDS) - 1)


def kind_of(key: int) -> Kind:
    return Kind(kind_number(key))


def day_of(key: int) -> date | None:
    days = key >> (KINDS + OBJECTS + NUMBERS)
    return date.fromordinal(days + EPOCH) if days else None


class SearchQuerySet(models.QuerySet["SearchDocument"]):
    def meeting(self, asked: Expression) -> Self:
        return self.filter(grams__meets=asked)


class SearchDocument(models.Model):
    """A copy of what stands at a place: `search.sources` makes it, `search.indexing` keeps it.

    Nobody writes one by hand, and what it says of drafts is for their editors only: `is_public`
    is also the fact `!public` or `!draft` among the grams.
    """

    Kind = Kind

    key = KeyField(primary_key=True)
    unit = models.CharField(max_length=30, db_index=True)  # what it is written anew with: event:12
    kind = models.PositiveSmallIntegerField(choices=Kind)
    object_id = models.BigIntegerField()  # of the file, where a place is inside one
    number = models.PositiveIntegerField(default=0)  # of the page or the paragraph, from 1
    weight = models.PositiveSmallIntegerField(default=0)  # more comes first among equals
    date = models.DateField(null=True)
    city = models.ForeignKey(City, models.SET_NULL, null=True, related_name="+", db_index=False)
    is_public = models.BooleanField()
    address = models.CharField(max_length=1000)  # path and fragment, without a language
    title = models.TextField()  # of the post, the talk … that it is or belongs to
    people = models.TextField(blank=True)  # who spoke
    moment = models.CharField(max_length=10, blank=True)  # 12:30 of a recording
    lead = models.TextField(blank=True)  # tags, venue, other names
    text = models.TextField(blank=True)
    folded = models.TextField()  # three lines: heading, lead, text
    around = models.TextField(blank=True)  # folded, of a place inside: talk, people, event
    digest = models.CharField(max_length=32)
    grams: Any = GramsField()  # read as a set, written from any collection

    objects = SearchQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.object_id} {self.number or ''}".strip()


class SearchMark(models.Model):
    """Something changed: triggers write it with the change itself, so that none is forgotten."""

    subject = models.CharField(max_length=40)  # talk:5
    due_at = models.DateTimeField(null=True, db_index=True)  # when a scheduled thing comes out

    def __str__(self) -> str:
        return self.subject
