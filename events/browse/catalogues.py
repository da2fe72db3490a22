"""By what events and talks can be filtered. Recaps add theirs in posts/browse.py."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from events.browse.facets import Catalogue, Facet, Found, Source, year_of
from events.models import (
    Attachment,
    City,
    Event,
    EventTag,
    TagAlias,
    Talk,
    TalkSpeaker,
    TalkTag,
)
from speakers.models import SpeakerAlias
from techparty_site.lib import redirects, tags
from techparty_site.lib.text import fold, key_of

Kind = Attachment.Kind
MATERIALS = {
    Kind.SLIDES.value: _("With slides"),
    Kind.TRANSCRIPT.value: _("With a transcript"),
    Kind.AUDIO.value: _("With a recording"),
    Kind.VIDEO.value: _("With a video"),
}
LINKS = 10  # of tags and speakers; the form reaches all others


def files() -> QuerySet[Any, Any]:
    return Attachment.objects.shown().filter(kind__in=MATERIALS)


def by_rank(found: Found, _count: int) -> Any:
    return found.rank, found.key


def newest(found: Found, _count: int) -> Any:
    return -int(found.key)


def most_frequent(found: Found, count: int) -> Any:
    return -count, found.name, found.key


def by_material(found: Found, _count: int) -> Any:
    return list(MATERIALS).index(found.key)


def moved(name: str, slug: str) -> list[str]:
    """The slug of today, where a city, a tag or a speaker was renamed or merged."""
    if "/" in slug:
        return []
    with override(settings.LANGUAGE_CODE):  # what the table's addresses are in
        target = redirects.find(reverse(name, args=[slug]))
        folder = reverse(f"{name}s" if name != "city" else "cities")
    ours = target and target.startswith(folder)
    return [unquote(target.removeprefix(folder)).strip("/")] if target and ours else []


def cities_meant(text: str) -> Iterable[str]:
    spelt = fold(text)
    for city in City.objects.all():
        if spelt in {fold(name) for name in tags.split(city.aliases)}:
            yield city.slug


def tags_meant(text: str) -> Iterable[str]:
    named = TagAlias.objects.filter(name_key=key_of(text)).values_list("tag__slug", flat=True)
    return [*named, *moved("tag", text)]


def speakers_meant(text: str) -> Iterable[str]:
    rows = SpeakerAlias.objects.filter(name_key=key_of(text))
    return [*rows.values_list("speaker__slug", flat=True), *moved("speaker", text)]


CITY = Facet("city", _("City"), by_rank, meant=cities_meant)
YEAR = Facet("year", pgettext_lazy("filter", "Year"), newest)
TAG = Facet("tag", _("Tag"), most_frequent, meant=tags_meant, typed=True, links=LINKS)
SPEAKER = Facet(
    "speaker", _("Speaker"), most_frequent, meant=speakers_meant, typed=True, links=LINKS
)
HAS = Facet("has", _("Materials"), by_material, several=True, labels=MATERIALS)


def of_tag(rows: Any, item: str, tag: str = "tag") -> Source:
    return Source(rows, item, f"{tag}__slug", f"{tag}__name")


def of_speaker(rows: Any, item: str, speaker: str = "speaker") -> Source:
    return Source(rows, item, f"{speaker}__slug", f"{speaker}__name")


def of_city(rows: Any, item: str, city: str = "city") -> Source:
    return Source(rows, item, f"{city}__slug", f"{city}__name", f"{city}__position")


def events() -> QuerySet[Any, Any]:
    return Event.objects.published()


def talks() -> QuerySet[Any, Any]:
    return Talk.objects.published()


def talks_with_shared_files() -> QuerySet[Any, Any]:
    return talks().filter(
        event__attachments__hidden=False, event__attachments__kind__in=list(MATERIALS)
    )


EVENTS = Catalogue(
    events,
    (
        replace(CITY, sources=(of_city(events, "pk"),)),
        replace(YEAR, sources=(Source(events, "pk", year_of("date")),)),
        replace(
            TAG,
            sources=(
                of_tag(EventTag.objects.all, "content_object"),
                of_tag(TalkTag.objects.all, "content_object__event"),
            ),
        ),
        replace(SPEAKER, sources=(of_speaker(TalkSpeaker.objects.all, "talk__event"),)),
        replace(
            HAS, sources=(Source(files, "event", "kind"), Source(files, "talk__event", "kind"))
        ),
    ),
)
TALKS = Catalogue(
    talks,
    (
        replace(CITY, sources=(of_city(talks, "pk", "event__city"),)),
        replace(YEAR, sources=(Source(talks, "pk", year_of("event__date")),)),
        replace(TAG, sources=(of_tag(TalkTag.objects.all, "content_object"),)),
        replace(SPEAKER, sources=(of_speaker(TalkSpeaker.objects.all, "talk"),)),
        replace(
            HAS,
            sources=(
                Source(files, "talk", "kind"),
                Source(talks_with_shared_files, "pk", "event__attachments__kind"),
            ),
        ),
    ),
)
