"""Changes by chance, mostly past the ORM's signals, as imports and the desk's lists make them."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Model, QuerySet
from django.utils import timezone

from events.models import (
    Attachment,
    City,
    Event,
    EventTag,
    SlidePage,
    Tag,
    TagAlias,
    Talk,
    TalkSpeaker,
    TalkTag,
)
from posts.models import Post, PostTag
from speakers.models import Speaker, SpeakerAlias
from tests.factories import make_attachment, make_event, make_post, make_speaker, make_talk

WORDS = "容器 编排 docker c++ go 深圳 架构 日志 node.js 数据库 缓存 rust".split()
DAYS = [None, date(2015, 10, 24), date(2015, 10, 24), date(2024, 5, 18)]


class Chance:
    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311
        self.number = 0

    def change(self) -> None:
        self.dice.choice(WAYS)(self)

    def words(self) -> str:
        """Never twice the same: names are unique."""
        self.number += 1
        return f"{' '.join(self.dice.choices(WORDS, k=3))} {self.number}"

    def row(self, model: type[Model]) -> Any:
        keys = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
        return model._default_manager.get(pk=self.dice.choice(keys)) if keys else None

    def some(self, model: type[Model]) -> "QuerySet[Any]":
        row = self.row(model)
        return model._default_manager.filter(pk=row.pk if row else None)

    def owner(self) -> dict[str, Any]:
        owners: list[dict[str, Any]] = [
            {"talk": self.row(Talk), "event": None},
            {"talk": None, "event": self.row(Event)},
            {"talk": None, "event": None},
        ]
        return self.dice.choices(owners, [3, 2, 1])[0]


def publishing(by: Chance) -> dict[str, Any]:
    moment = timezone.now() + timedelta(days=by.dice.choice([-3, -1, 1]))
    return {"status": by.dice.choice(["draft", "published", "published"]), "published_at": moment}


def change_event(by: Chance) -> None:
    fields: list[dict[str, Any]] = [
        {"title": by.words()},
        {"date": by.dice.choice(DAYS)},
        {"city": by.row(City)},
        {"venue": by.words()},
        publishing(by),
    ]
    by.some(Event).update(**by.dice.choice(fields))


def change_talk(by: Chance) -> None:
    fields = [{"title": by.words()}, {"event": by.row(Event)}, {"summary_html": by.words()}]
    by.some(Talk).update(**by.dice.choice(fields))


def change_file(by: Chance) -> None:
    fields: list[dict[str, Any]] = [
        {"hidden": by.dice.random() < 0.5},
        {"title": by.words()},
        {"kind": by.dice.choice(["slides", "transcript", "photo", "video"])},
        {"text": f"## {by.words()}\n[00:01:00] {by.words()}\n{by.words()}"},
        {"position": by.dice.randrange(3)},
        by.owner(),
        by.owner(),
    ]
    by.some(Attachment).update(**by.dice.choice(fields))


def change_post(by: Chance) -> None:
    fields = [{"title": by.words()}, {"body_html": by.words()}, publishing(by)]
    by.some(Post).update(**by.dice.choice(fields))


def tell_of(by: Chance) -> None:
    post = by.row(Post)
    if post:
        post.events.set([event for event in [by.row(Event)] if event])
        post.cities.set([by.row(City)])


def read_deck(by: Chance) -> None:
    deck = by.row(Attachment)
    if deck:
        last = deck.pages.aggregate(last=Max("number"))["last"] or 0
        new = range(last + 1, last + 3)
        SlidePage.objects.bulk_create(
            SlidePage(attachment=deck, number=number, text=by.words()) for number in new
        )


def change_page(by: Chance) -> None:
    fields = [{"text": by.words()}, {"title": by.words()}, {"image": by.dice.choice(["", "x"])}]
    by.some(SlidePage).update(**by.dice.choice(fields))


def tag(by: Chance) -> None:
    row, found = by.row(by.dice.choice([Event, Talk, Post])), by.row(Tag)
    if row and found:
        row.tags.add(found)


def credit(by: Chance) -> None:
    talk, speaker = by.row(Talk), by.row(Speaker)
    if talk and speaker:
        TalkSpeaker.objects.get_or_create(talk=talk, speaker=speaker)


def rename(by: Chance) -> None:
    model = by.dice.choice([Tag, Speaker, City, SpeakerAlias, TagAlias])
    by.some(model).update(name=by.words()[:50])


def name(by: Chance) -> None:
    speaker, found = by.row(Speaker), by.row(Tag)
    if speaker and found:
        SpeakerAlias.objects.create(speaker=speaker, name=by.words())
        TagAlias.objects.create(tag=found, name=by.words())


def take_off(by: Chance) -> None:
    models: list[type[Model]] = [
        TalkSpeaker,
        TalkTag,
        EventTag,
        PostTag,
        SlidePage,
        SpeakerAlias,
        TagAlias,
    ]
    by.some(by.dice.choice(models)).delete()


def delete(by: Chance) -> None:
    by.some(by.dice.choice([Event, Talk, Attachment, Post, Tag])).delete()


def add(by: Chance) -> None:
    event = by.row(Event) or make_event()
    make_event(title=by.words(), day=by.dice.choice(DAYS), tags=[by.words()])
    make_talk(event=event, title=by.words(), speakers=[make_speaker(by.words())])
    make_attachment(kind="transcript", text=by.words(), **by.owner())
    make_post(title=by.words(), events=[event], published=by.dice.random() < 0.5)


WAYS: list[Callable[[Chance], None]] = [
    change_event, change_event, change_talk, change_file, change_file, change_file, change_post,
    tell_of, read_deck, change_page, tag, tag, credit, rename, name, take_off, delete, add,
]  # fmt: skip
