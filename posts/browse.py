"""By what recaps can be filtered: by their own tags and cities, and by all of their events'."""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet

from events.browse.catalogues import (
    CITY,
    HAS,
    MATERIALS,
    SPEAKER,
    TAG,
    YEAR,
    of_city,
    of_speaker,
    of_tag,
)
from events.browse.facets import Catalogue, Source, year_of
from posts.models import Post, PostTag
from techparty_site.lib.publishing import published


def recaps() -> QuerySet[Any, Any]:
    return Post.objects.published().recaps()


def dated() -> QuerySet[Any, Any]:
    return Post.objects.published().recaps().with_day()


def told() -> QuerySet[Any, Any]:
    """A recap may tell of an event that nobody may see yet."""
    return Post.events.through._default_manager.filter(published("event"))


def shared_files() -> QuerySet[Any, Any]:
    return told().filter(
        event__attachments__hidden=False, event__attachments__kind__in=list(MATERIALS)
    )


def files_of_talks() -> QuerySet[Any, Any]:
    return told().filter(
        event__talks__attachments__hidden=False,
        event__talks__attachments__kind__in=list(MATERIALS),
    )


RECAPS = Catalogue(
    recaps,
    (
        replace(
            CITY,
            sources=(
                of_city(told, "post", "event__city"),
                of_city(Post.cities.through._default_manager.all, "post"),
            ),
        ),
        replace(YEAR, sources=(Source(dated, "pk", year_of("happened_at")),)),
        replace(
            TAG,
            sources=(
                of_tag(PostTag.objects.all, "content_object"),
                of_tag(told, "post", "event__tag_items__tag"),
                of_tag(told, "post", "event__talks__tag_items__tag"),
            ),
        ),
        replace(SPEAKER, sources=(of_speaker(told, "post", "event__talks__credits__speaker"),)),
        replace(
            HAS,
            sources=(
                Source(shared_files, "post", "event__attachments__kind"),
                Source(files_of_talks, "post", "event__talks__attachments__kind"),
            ),
        ),
    ),
)
