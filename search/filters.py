"""city:深圳, tag:Docker, year:2015, speaker:…, has:slides: found by whatever name people use.

Only what a visitor can meet is known here: a filter tells nothing of drafts.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import pgettext

from events.models import Attachment, City, Tag
from search.asking import Filter, Query
from search.expressions import Expression, some
from search.matching import fact
from speakers.models import Speaker
from techparty_site.lib.text import fold, key_of

HAS = {
    Attachment.Kind.SLIDES: ("slides", "讲稿", "幻灯片", "ppt", "pdf"),
    Attachment.Kind.TRANSCRIPT: ("transcript", "速记", "速记稿"),
    Attachment.Kind.AUDIO: ("audio", "录音", "recording"),
    Attachment.Kind.VIDEO: ("video", "视频", "录像"),
    Attachment.Kind.CODE: ("code", "代码"),
    Attachment.Kind.PHOTO: ("photo", "photos", "照片"),
}
SEVERAL = 20  # speakers that a part of a name may mean


@dataclass(frozen=True)
class Applied:
    filter: Filter
    label: str  # as the database spells it
    condition: Expression
    is_known: bool


def applied(query: Query) -> list[Applied]:
    return [FINDERS[one.name](one) for one in query.filters]


def found(one: Filter, label: str, keys: list[object]) -> Applied:
    facts = [fact(f"{one.name}:{key}") for key in keys] or [fact("nothing")]
    return Applied(one, label or one.value, some(facts), is_known=bool(keys))


def of_city(one: Filter) -> Applied:
    name = fold(one.value)
    cities = [city for city in City.objects.all() if name in map(fold, city.names)]
    return found(one, cities[0].name if cities else "", [city.pk for city in cities])


def of_tag(one: Filter) -> Applied:
    meant = {tag.pk for tag in Tag.objects.canonical([one.value]).values()}
    tags = list(Tag.objects.filter(pk__in=meant).in_use())
    return found(one, tags[0].name if tags else "", [tag.pk for tag in tags])


def of_year(one: Filter) -> Applied:
    year = one.value.rstrip("年")
    is_year = year.isdecimal() and len(year) == 4
    return found(one, str(int(year)) if is_year else "", [int(year)] if is_year else [])


def of_speaker(one: Filter) -> Applied:
    known = Speaker.objects.published()
    people = list(known.named(one.value))
    if not people:
        people = list(known.filter(name_key__contains=key_of(one.value))[:SEVERAL])
    label = people[0].name if len(people) == 1 else ""
    return found(one, label, [person.pk for person in people])


def of_kind(one: Filter) -> Applied:
    name = fold(one.value)
    kinds = [kind for kind, names in HAS.items() if name in names]
    label = str(kinds[0].label) if kinds else ""
    return found(one, label, [str(kind) for kind in kinds])


FINDERS: dict[str, Callable[[Filter], Applied]] = {
    "city": of_city,
    "tag": of_tag,
    "year": of_year,
    "speaker": of_speaker,
    "has": of_kind,
}


def legend(name: str) -> str:
    return {
        "city": pgettext("filter", "City"),
        "tag": pgettext("filter", "Tag"),
        "year": pgettext("filter", "Year"),
        "speaker": pgettext("filter", "Speaker"),
        "has": pgettext("filter", "With"),
    }[name]
