"""Events as calendar programs read them (RFC 5545)."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import F, Prefetch
from django.utils.translation import gettext as _
from icalendar import Calendar, Timezone
from icalendar import Event as Entry

from events.models import Event, EventTag, Talk
from events.models.event import EventQuerySet
from events.templatetags.talks import names
from techparty_site.lib.text import printable

PRODUCT = "-//Techparty//Events//ZH"
REFRESH = timedelta(hours=12)
FIRST_DAY = date(2000, 1, 1)  # from which on the rules of the time zone are told
MAX_SEQUENCE = 2**31 - 1


def with_contents(events: EventQuerySet) -> EventQuerySet:
    """Those with a day, as they follow on each other, and all that is told of them."""
    talks = Talk.objects.order_by("position", "pk").with_credits()
    rows = events.filter(date__isnull=False).select_related("city")
    rows = rows.order_by("date", F("starts_at").asc(nulls_first=True), "pk")
    tags = Prefetch("tag_items", EventTag.objects.select_related("tag").order_by("pk"))
    return rows.prefetch_related(Prefetch("talks", talks), tags)


def calendar_of(events: Iterable[Event], *, name: str, home: str) -> bytes:
    """`home`: the address of the site, without a slash at its end."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", one_line(name))
    calendar.add("x-wr-calname", one_line(name))
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", REFRESH, {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    calendar.add_component(time_zone(settings.TIME_ZONE))
    for event in events:
        calendar.add_component(entry_of(event, home))
    return bytes(calendar.to_ical())


@lru_cache(maxsize=4)
def time_zone(name: str) -> Timezone:
    zone = Timezone.from_tzid(name, first_date=FIRST_DAY)
    zone.pop("COMMENT", None)  # which RFC 5545 does not know in this place
    return zone


def entry_of(event: Event, home: str) -> Entry:
    changed, page = changed_at(event), f"{home}{event.get_absolute_url()}"
    entry = Entry()
    entry.add("uid", uid_of(event))
    entry.add("dtstamp", changed)  # not the time of the answer: unchanged, it is the same answer
    entry.add("created", event.created_at)
    entry.add("last-modified", changed)
    entry.add("sequence", min(int((changed - event.created_at).total_seconds()), MAX_SEQUENCE))
    for name, moment in moments(event):
        entry.add(name, moment)
    entry.add("summary", one_line(event.title))
    entry.add("description", "\n".join(description(event, page)))
    entry.add("location", location(event))
    entry.add("url", page)
    if tags := [one_line(item.tag.name) for item in event.tag_items.all()]:
        entry.add("categories", tags)
    return entry


def uid_of(event: Event) -> str:
    """Outlives the host and the address, and is no other community's, whose keys are the same."""
    return f"event-{event.pk}-{event.created_at:%Y%m%d%H%M%S}@techparty"


def changed_at(event: Event) -> datetime:
    """One that waited for its time changed when it appeared; its talks are part of it."""
    changes = [event.created_at, event.updated_at, event.published_at]
    changes += [talk.updated_at for talk in event.talks.all()]
    return max(change for change in changes if change)


def moments(event: Event) -> Iterator[tuple[str, date]]:
    """All day where no hour is known; the end, which is not part of it, only where it is known."""
    day = event.date or date.max
    if event.starts_at is None:
        yield "dtstart", day
        if day != date.max:
            yield "dtend", day + timedelta(days=1)
        return
    zone = ZoneInfo(settings.TIME_ZONE)
    yield "dtstart", datetime.combine(day, event.starts_at, zone)
    if event.ends_at:
        yield "dtend", datetime.combine(day, event.ends_at, zone)


def description(event: Event, page: str) -> Iterator[str]:
    for number, talk in enumerate(event.talks.all(), start=1):
        told = {"number": number, "title": one_line(str(talk)), "names": one_line(names(talk))}
        yield _("%(number)d. %(title)s (%(names)s)") % told
    if event.signup_url and event.is_upcoming:
        yield _("Sign up: %(url)s") % {"url": event.signup_url}
    yield page


def location(event: Event) -> str:
    """With the city, where the address does not begin with it anyway."""
    place = one_line(f"{event.venue} {event.address}")
    return place if event.city.name in place else one_line(f"{event.city.name} {place}")


def one_line(text: str) -> str:
    """Without any line end that only some programs take for one."""
    return " ".join(printable(text).split())
