"""The organizers' lists find what stands in the index, drafts included: each shows its own rows."""

import logging
from typing import Any

from django.db import DatabaseError
from django.db.models import Model, Q, QuerySet

from events.models import Attachment, Event, Tag, Talk
from posts.models import Post
from search import indexing
from search.asking import understood
from search.expressions import some
from search.filters import conditions
from search.matching import fact, match_of, sound_of, sounding
from search.models import Kind, SearchDocument
from speakers.models import Speaker
from techparty_site.lib.finders import FINDERS, Finder

PATIENCE = 3  # seconds; a list can do without the newest changes
INSIDE = (Kind.FILE, Kind.PAGE, Kind.PARAGRAPH)  # a file is found by every page of it

logger = logging.getLogger("techparty.search")


def rows_with(text: str, *kinds: Kind) -> "QuerySet[Any, Any]":
    """The things of these kinds that have all the words, by their keys."""
    query = understood(text)
    facts, barred = conditions(query)
    facts.append(some(fact(f"kind:{int(kind)}") for kind in kinds))
    found = match_of(query, facts, barred=barred, public=False).rows()
    return (found if not query.is_empty else found.none()).order_by().values("object_id")


def of_speaker(text: str) -> Q:
    heard, query = SearchDocument.objects.none(), understood(text)
    if sound_of(query):
        heard = sounding(query, public=False).rows()
    return Q(pk__in=rows_with(text, Kind.SPEAKER)) | Q(pk__in=heard.values("object_id"))


def finder(*kinds: Kind) -> Finder:
    return in_step(lambda text: Q(pk__in=rows_with(text, *kinds)))


def of_event(text: str) -> Q:
    """Or one of its talks."""
    talks = Talk.objects.filter(pk__in=rows_with(text, Kind.TALK)).order_by()
    return Q(pk__in=rows_with(text, Kind.EVENT)) | Q(pk__in=talks.values("event"))


def in_step(find: Finder) -> Finder:
    def find_in_step(text: str) -> Q:
        try:
            indexing.catch_up(PATIENCE)
        except (indexing.Behind, DatabaseError):
            logger.warning("The desk was searched before the index had all changes.")
        return find(text)

    return find_in_step


FOUND: dict[type[Model], Finder] = {
    Post: finder(Kind.POST),
    Event: in_step(of_event),
    Talk: finder(Kind.TALK),
    Speaker: in_step(of_speaker),
    Tag: finder(Kind.TAG),
    Attachment: finder(*INSIDE),
}


def register() -> None:
    FINDERS.update(FOUND)
