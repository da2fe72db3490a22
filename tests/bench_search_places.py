"""Invented places for the bench of the search: a hundred of every event, any event by itself."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

from search.models import Kind
from search.places import Place, listed
from tests.bench_search_text import Subject, chinese, dice_of, latin

EACH = 100  # places of an event
PAGES, PARAGRAPHS = (28, 19, 8, 5), (12, 4, 11, 3)  # of its talks
FIRST = 1_000_000  # numbers from here on, so that rows which there are keep theirs
CITIES = "广州 深圳 珠海 佛山 东莞 北京 上海 杭州 南京 武汉 成都 西安".split()
TAGS, SPEAKERS = 300, 900
BEGIN, DAYS = date(2009, 3, 14), 6000

type City = tuple[int, str]  # key and name of a row that there is


@cache
def tag_name(number: int) -> str:
    words = latin() if number % 3 else chinese()
    return words.words[200 + number * 7]


@cache
def speaker_name(number: int) -> str:
    return dice_of("speaker", number).choice("陈林黄张李王吴刘") + chinese().words[100 + number]


class Talk:
    def __init__(self, event: "Event", number: int) -> None:
        self.subject = Subject(event.number, number)
        self.id = event.id + number
        self.title = self.subject.title()
        dice = self.subject.dice
        self.speaker = dice.randrange(SPEAKERS)
        self.people = speaker_name(self.speaker)
        tags = event.tags | {min(dice.randrange(TAGS), dice.randrange(TAGS)) for _tag in range(3)}
        self.tags = listed(map(tag_name, tags))
        self.facts = event.facts | {f"speaker:{self.speaker}", *(f"tag:{tag}" for tag in tags)}

    def inside(self, event: "Event", name: str) -> dict[str, Any]:
        """What a place within takes from its talk."""
        return {
            "title": self.title,
            "people": self.people,
            "around": listed([self.title, self.people, event.title, event.city[1], self.tags]),
            "facts": self.facts,
            "object_id": self.id,
            "address": f"/events/{event.number}/talks/{self.id}/{name}",
        }


class Event:
    def __init__(self, number: int, cities: list[City]) -> None:
        dice = dice_of("event", number)
        self.number, self.id = number, FIRST + number * 8
        self.subject = Subject(number)
        self.title = self.subject.title()
        self.city = dice.choices(cities, range(len(cities), 0, -1))[0]
        self.day = BEGIN + timedelta(days=dice.randrange(DAYS))
        self.tags = {dice.randrange(TAGS)}
        facts = f"city:{self.city[0]}", f"year:{self.day.year}", "has:slides", "has:transcript"
        self.facts = frozenset(facts)
        self.talks = [Talk(self, place) for place in range(len(PAGES))]
        self.shared: dict[str, Any] = {"day": self.day, "city": self.city[0], "is_public": True}

    def places(self) -> Iterator[Place]:
        unit = f"event:{FIRST + self.number}"
        for talk, pages, paragraphs in zip(self.talks, PAGES, PARAGRAPHS, strict=True):
            for given in (self.talk(talk), *self.pages(talk, pages), *self.lines(talk, paragraphs)):
                yield Place(unit=unit, **self.shared, **given)
        for given in (self.event(), *self.files()):
            yield Place(unit=unit, **self.shared, **given)
        yield from self.others()

    def pages(self, talk: Talk, count: int) -> Iterator[dict[str, Any]]:
        for number in range(1, count + 1):
            text = talk.subject.page()
            heading = text.split("\n")[0]
            inside = talk.inside(self, f"slides/#page-{number}")
            yield {"kind": Kind.PAGE, "number": number, "heading": heading, "text": text, **inside}

    def lines(self, talk: Talk, count: int) -> Iterator[dict[str, Any]]:
        for number in range(1, count + 1):
            text = talk.subject.page(120, 320).replace("\n", "")
            inside = talk.inside(self, f"transcript/#p{number}")
            moment = {"moment": f"{number}:30"}
            yield {"kind": Kind.PARAGRAPH, "number": number, "heading": "", "text": text} | (
                inside | moment
            )

    def talk(self, talk: Talk) -> dict[str, Any]:
        return {
            "kind": Kind.TALK,
            "object_id": talk.id,
            "address": f"/events/{self.number}/talks/{talk.id}/",
            "title": talk.title,
            "lead": listed([talk.people, talk.tags]),
            "text": talk.subject.page(),
            "people": talk.people,
            "weight": 2,
            "facts": talk.facts,
        }

    def event(self) -> dict[str, Any]:
        people = listed(talk.people for talk in self.talks)
        return {
            "kind": Kind.EVENT,
            "object_id": self.id,
            "address": f"/events/{self.number}/",
            "title": self.title,
            "lead": listed([self.city[1], people, *map(tag_name, self.tags)]),
            "text": self.subject.page(200, 800),
            "people": people,
            "weight": 1,
            "facts": self.facts.union(*(talk.facts for talk in self.talks)),
        }

    def files(self) -> Iterator[dict[str, Any]]:
        for talk in self.talks[:2]:
            name = f"{talk.subject.title()}.pdf"
            inside = talk.inside(self, "")
            yield {"kind": Kind.FILE, "heading": name, "lead": name} | inside

    def others(self) -> Iterator[Place]:
        """Two posts and a speaker, which are units of their own."""
        for kind, number in ((Kind.POST, 0), (Kind.POST, 1), (Kind.SPEAKER, 2)):
            is_post, key = kind == Kind.POST, self.id + number
            name = kind.name.lower()
            yield Place(
                kind=kind,
                object_id=key,
                unit=f"{name}:{key}",
                address=f"/{name}s/{key}/",
                title=self.subject.title() if is_post else speaker_name(self.number % SPEAKERS),
                lead=listed([self.city[1], *map(tag_name, self.tags)]),
                text=self.subject.page(400, 1500) if is_post else self.subject.page(),
                weight=2 if is_post else 3,
                facts=self.facts if is_post else frozenset([f"speaker:{key}"]),
                **self.shared,
            )


def places(numbers: range, cities: list[City]) -> Iterator[Place]:
    for number in numbers:
        yield from Event(number, cities).places()
