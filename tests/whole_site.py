"""A small site that has every type of page, for tests that look at all of them."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from events.models import Attachment, City, Community, Event, Talk
from tests import samples
from tests.factories import (
    make_attachment,
    make_city,
    make_deck,
    make_event,
    make_photo,
    make_post,
    make_speaker,
    make_tag,
    make_talk,
)

Kind = Attachment.Kind
LONG = "SuperlongunbreakableTitleOfSomethingThatNobodyEverHyphenates"
LISTS = ["/", "/recaps/", "/events/", "/talks/", "/speakers/", "/cities/", "/tags/", "/archive/"]
MORE = [
    "/talks/?city=guangzhou&has=slides",
    "/talks/?city=guangzhou&year=2001",  # nothing is there
    "/corrections/?page=/talks/",
    "/corrections/sent/",
    "/api/docs/",
    "/search/",
    "/search/?q=话",
    "/search/?q=页&kind=page",
    "/search/?q=话 海豚",  # nothing is there
    "/nowhere/",
    "/en/",
]
BODY = f"""## 一段代码

```python
def load(ship: str, *, boxes: int = {"9" * 80}) -> None: ...
```

| 船 | 箱 | 备注 |
|---|---|---|
| 一 | 二 | {LONG} |

![旧站上的一张合影](https://gone.invalid/group.jpg)

[[talks]]
"""
WORDS = "\n".join(f"[00:00:{n * 2:02}] {'第几句话，' * 20}" for n in range(20))


@dataclass
class Site:
    """What a test asks for by name; the rest hangs on these."""

    city: City
    event: Event
    talk: Talk
    pages: list[str]  # the address of a page of every type


def make_site() -> Site:
    Community.objects.create(
        name="船坞技术夜谈", tagline="一个口号", since=2011, wechat_account="cw"
    )
    city = make_city(slug="guangzhou", name="广州", stamp="穗", color="kapok")
    quiet = make_city(name="远城", stamp="远", color="sea")
    make_event(city=quiet, day=None)
    coming = timezone.localdate() + timedelta(days=4)
    upcoming = make_event(city=city, title=LONG, day=coming, signup_url="https://s.example/")
    make_talk(event=upcoming, speakers=[make_speaker()])
    event = make_event(city=city, day=date(2014, 5, 1), venue=LONG, tags=["船"])
    tag = make_tag("箱", aliases=["boat", LONG])
    talk = make_talk(event=event, title=LONG, speakers=[make_speaker(LONG)], tags=["船", "箱"])
    waiting = make_talk(event=event, title="", tags=["箱"])
    post = make_post(events=[event], title=LONG, body=BODY, tags=["船"])
    photo = fill(event, talk)
    shown: list[Any] = [city, quiet, tag, upcoming, event, talk, waiting, post, talk.speakers.get()]
    pages = [*LISTS, *MORE, *(thing.get_absolute_url() for thing in shown)]
    pages += [f"{talk.get_absolute_url()}slides/{rest}" for rest in ("", "2/", "2/?mark=页")]
    pages += [f"/en{talk.get_absolute_url()}", f"{talk.get_absolute_url()}transcript/"]
    pages += [reverse("photos", args=[event.slug])]
    pages += [reverse(name, args=[event.slug, photo.pk]) for name in ("photo", "photo_removal")]
    return Site(city, event, talk, pages)


def fill(event: Event, talk: Talk) -> Attachment:
    """Files of every kind, their pictures real ones."""
    deck = make_deck(talk=talk, pages=14, original_name=f"{LONG}.pdf")
    page, small = keep(1600, 900), keep(640, 360)
    deck.pages.update(image=page, thumbnail=small)
    recorded = partial(make_attachment, talk=talk, content=samples.make_wav(seconds=1))
    recorded(kind=Kind.AUDIO, original_name="录音.wav", content_type="audio/wav", duration=1)
    make_attachment(talk=talk, kind=Kind.TRANSCRIPT, content=b"x", text=WORDS)
    photos = [make_photo(event=event, alt=alt) for alt in ("三个人围着机器", "", LONG)]
    event.attachments.model.objects.filter(kind=Kind.PHOTO).update(caption="开场")
    for photo in photos:
        for size in photo.renditions.all():
            photo.renditions.filter(pk=size.pk).update(file=keep(size.width, size.height))
    Event.objects.filter(pk=event.pk).update(cover=photos[0])
    return photos[1]


def keep(width: int, height: int) -> str:
    picture = samples.make_picture(width, height, encoder="WEBP", colour="teal", method=0)
    return default_storage.save("x", ContentFile(picture))
