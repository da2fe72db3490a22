"""The cities, and what was going on in each."""

from collections import Counter

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from events.listing import city_rows, event_rows
from events.models import City, Event, Tag
from events.models.event import EventQuerySet
from posts.listing import Key, mixed_rows
from posts.models import Post
from techparty_site.lib.paging import page_of
from techparty_site.lib.publishing import published

ASIDE = 6  # venues and tags beside the list


def cities(request: HttpRequest) -> HttpResponse:
    rows = city_rows(City.objects.all())
    context = {
        "home": [row for row in rows if row.city.is_home],
        "guest": [row for row in rows if not row.city.is_home and row.count],
    }
    return render(request, "posts/cities.html", context)


def city(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(City, slug=slug)
    events = Event.objects.published().filter(city=found)
    page = page_of(request, past_of(found, events))
    upcoming = event_rows(events.upcoming().select_related("city"))
    context = {
        "city": found,
        "facts": city_rows([found])[0],
        "upcoming": upcoming,
        "elsewhere": None if upcoming else next_event(),
        "page": page,
        "rows": mixed_rows(list(page)),
        "venues": venues_of(events),
        "tags": tags_of(found),
        "others": City.objects.home().exclude(pk=found.pk),
    }
    return render(request, "posts/city.html", context)


def past_of(city: City, events: EventQuerySet) -> list[Key]:
    """Its recaps, and the past events that have none, as one list with the newest first."""
    recaps = Post.objects.published().recaps()
    told = recaps.in_city(city).with_day().values_list("happened_at", "pk")  # type: ignore[misc]
    untold = events.past().exclude(Exists(recaps.filter(events=OuterRef("pk"))))
    dated: list[tuple[str, int, Key]] = [(str(day), key, (Post, key)) for day, key in told]
    for day, key in untold.values_list("date", "pk"):
        dated.append((str(day or ""), key, (Event, key)))
    dated.sort(key=lambda entry: entry[:2], reverse=True)
    return [key for _day, _pk, key in dated]


def next_event() -> Event | None:
    return Event.objects.published().upcoming().select_related("city").first()


def venues_of(events: EventQuerySet) -> list[str]:
    """The most used ones first."""
    held = Counter(events.exclude(venue="").order_by().values_list("venue", flat=True))
    return [venue for venue, _times in held.most_common(ASIDE)]


def tags_of(city: City) -> "QuerySet[Tag]":
    here = Q(talk_items__content_object__event__city=city)
    public = published("talk_items__content_object__event")
    counted = Tag.objects.annotate(times=Count("talk_items", filter=here & public))
    return counted.filter(times__gt=0).order_by("-times", "name")[:ASIDE]
