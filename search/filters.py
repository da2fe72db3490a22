"""city:深圳, tag:Docker, year:2015, speaker:…, has:slides: found by whatever name people use.

Only what a visitor can meet is known here: a filter tells nothing of drafts.
"""

from collections.abc import Callable, Iterable

from django.utils.translation import pgettext

from events.models import Attachment, City, Tag
from search.asking import Query
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


def conditions(query: Query) -> tuple[list[Expression], list[Expression]]:
    """What has to be met, and what must not be."""
    found = [
        (one.is_barred, any_of(one.name, FINDERS[one.name](one.value))) for one in query.filters
    ]
    return [one for barred, one in found if not barred], [one for barred, one in found if barred]


def any_of(name: str, keys: Iterable[object]) -> Expression:
    """One of the keys; what nobody knows is met by nothing."""
    return some([fact(f"{name}:{key}") for key in keys] or [fact("nothing")])


def of_city(value: str) -> list[int]:
    name = fold(value)
    return [city.pk for city in City.objects.all() if name in map(fold, city.names)]


def of_tag(value: str) -> list[int]:
    meant = [tag.pk for tag in Tag.objects.canonical([value]).values()]
    return [tag.pk for tag in Tag.objects.filter(pk__in=meant).in_use()]


def of_year(value: str) -> list[int]:
    year = value.rstrip("年")
    return [int(year)] if year.isdecimal() and len(year) == 4 else []


def of_speaker(value: str) -> list[int]:
    known = Speaker.objects.published()
    people = known.named(value) or known.filter(name_key__contains=key_of(value))[:SEVERAL]
    return [person.pk for person in people]


def of_kind(value: str) -> list[str]:
    name = fold(value)
    return [kind.value for kind, names in HAS.items() if name in names]


FINDERS: dict[str, Callable[[str], Iterable[object]]] = {
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
