"""The demo content into the database, as often as one likes: what is there stays as it is.

A row counts as there when its address is taken, or leads elsewhere because somebody
renamed it. A row that was deleted comes back with the next run, and so does a draft that was
renamed: it leaves no redirect.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.core.files import File
from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone

from events.intake import take_in
from events.models import (
    Attachment,
    City,
    Community,
    Event,
    Tag,
    TagAlias,
    Talk,
    TalkSpeaker,
)
from posts.models import Post
from speakers.models import Speaker
from techparty_site.lib import redirects
from techparty_site.lib.text import key_of

type Row = dict[str, Any]

ROOT = Path(__file__).parent
FILES = ROOT / "files"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def load(*, community_only: bool = False) -> Counter[type[Model]]:
    """Adds what is missing, all of it or nothing, and counts what it added by model."""
    loader = Loader()
    with transaction.atomic():
        loader.add_community(**read("community.yaml"))
        if not community_only:
            loader.add_tags(read("tags.yaml")["tags"])
            loader.add_speakers(read("speakers.yaml")["speakers"])
            loader.add_events(read("events.yaml")["events"])
            loader.add_posts(read("posts.yaml")["posts"])
    return loader.added


def read(name: str) -> Row:
    content: Row = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    return content


def shipped_community() -> Community:
    """The community that comes with the project, not saved."""
    row = read("community.yaml")["community"]
    return Community(name=row["name"], aliases=", ".join(row["aliases"]))


def shipped_cities() -> list[City]:
    """The cities that come with the project, not saved."""
    rows = read("community.yaml")["cities"]
    return [City(**{**row, "aliases": ", ".join(row["aliases"])}) for row in rows]


def day_of(value: date | Row | None) -> date | None:
    """A day as written, or counted from today, then on to the next such weekday."""
    if not isinstance(value, dict):
        return value
    day = timezone.localdate() + timedelta(days=value["days_from_now"])
    if "weekday" in value:
        day += timedelta(days=(WEEKDAYS.index(value["weekday"]) - day.weekday()) % 7)
    return day


def moment_of(value: datetime | Row | None) -> datetime | None:
    if not isinstance(value, dict):
        return value
    day = timezone.localdate() + timedelta(days=value["days_from_now"])
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(value["time"])))


def time_of(value: str | None) -> time | None:
    return time.fromisoformat(value) if value else None


def fields_of(row: Row, *names: str) -> Row:
    """The plain fields of a row; what is null there keeps the model's default."""
    return {name: row[name] for name in names if row.get(name) is not None}


def is_there(row: Event | Talk | Speaker | Post) -> bool:
    """Its address is taken, or somebody has renamed what stood there."""
    taken = type(row)._default_manager.filter(slug=row.slug).exists()
    return taken or redirects.find(row.get_absolute_url()) is not None


class Loader:
    def __init__(self) -> None:
        self.added: Counter[type[Model]] = Counter()

    def add_community(self, community: Row, cities: list[Row]) -> None:
        if not Community.objects.exists():
            links = community.pop("links")
            aliases = ", ".join(community.pop("aliases"))
            row = Community.objects.create(aliases=aliases, **community)
            for position, link in enumerate(links, start=1):
                row.links.create(position=position, **link)
            self.added[Community] += 1
        for city in cities:
            same = Q(slug=city["slug"]) | Q(name=city["name"])
            if not City.objects.filter(same).exists():
                City.objects.create(**{**city, "aliases": ", ".join(city["aliases"])})
                self.added[City] += 1

    def add_tags(self, rows: list[Row]) -> None:
        """An alias that somebody has made a tag, or given to another one, stays theirs."""
        for row in rows:
            if Tag.objects.canonical([row["name"]]):
                continue
            tag = Tag.objects.create(name=row["name"])
            taken = Tag.objects.canonical(row["aliases"])
            names = {key_of(name): name for name in row["aliases"]}
            for name in (name for key, name in names.items() if key not in taken):
                TagAlias.objects.create(tag=tag, name=name)
            self.added[Tag] += 1

    def add_speakers(self, rows: list[Row]) -> None:
        for row in rows:
            speaker = Speaker(**fields_of(row, "name", "slug", "bio", "website"))
            if is_there(speaker):
                continue
            speaker.save()
            for alias in row["aliases"]:
                speaker.aliases.create(name=alias)
            self.added[Speaker] += 1

    def add_events(self, rows: list[Row]) -> None:
        for row in rows:
            event = event_of(row)
            if is_there(event):
                continue
            event.save()
            event.tags.add(*row["tags"])
            kept = self._attach(row["attachments"], event=event)
            for position, talk in enumerate(row["talks"], start=1):
                self._add_talk(event, position, talk)
            if "cover" in row:
                event.cover = kept[row["cover"]]
                event.save(update_fields=["cover"])
            self.added[Event] += 1

    def _add_talk(self, event: Event, position: int, row: Row) -> None:
        fields = fields_of(row, "title", "slug", "summary")
        talk = Talk(event=event, position=position, **fields)
        if is_there(talk):
            return
        talk.save()
        talk.tags.add(*row["tags"])
        for place, credit in enumerate(row["speakers"], start=1):
            speaker = Speaker.objects.filter(slug=credit["speaker"]).first()
            if speaker:
                TalkSpeaker.objects.create(
                    talk=talk, speaker=speaker, position=place, affiliation=credit["affiliation"]
                )
        self._attach(row.get("attachments", []), talk=talk)
        self.added[Talk] += 1

    def _attach(
        self, rows: Iterable[Row], *, event: Event | None = None, talk: Talk | None = None
    ) -> dict[str, Attachment]:
        """By the name of the file; what lies elsewhere by its address."""
        kept: dict[str, Attachment] = {}
        for position, row in enumerate(rows, start=1):
            name = row.pop("file", "")
            attachment = Attachment(event=event, talk=talk, position=position, **row)
            if name:
                with (FILES / name).open("rb") as file:
                    take_in(attachment, File(file), name)
            else:
                attachment.save()
            kept[name or attachment.url] = attachment
            self.added[Attachment] += 1
        return kept

    def add_posts(self, rows: list[Row]) -> None:
        for row in rows:
            post = post_of(row)
            if is_there(post):
                continue
            post.save()
            post.events.set(Event.objects.filter(slug__in=row["events"]))
            post.cities.set(City.objects.filter(slug__in=row.get("cities", [])))
            post.tags.add(*row["tags"])
            self.added[Post] += 1


def event_of(row: Row) -> Event:
    names = ("title", "slug", "venue", "address", "signup_url", "fee", "head_count", "sponsors")
    return Event(
        city=City.objects.get(slug=row["city"]),
        date=day_of(row["date"]),
        starts_at=time_of(row.get("starts_at")),
        ends_at=time_of(row.get("ends_at")),
        published_at=moment_of(row.get("published_at")),
        **fields_of(row, *names, "description", "status"),
    )


def post_of(row: Row) -> Post:
    names = ("kind", "title", "slug", "body", "excerpt", "byline", "status")
    moment = moment_of(row.get("published_at"))
    year = timezone.localtime(moment).year  # already now: the address is asked before the save
    return Post(published_at=moment, year=year, **fields_of(row, *names))
