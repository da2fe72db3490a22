"""Rows for tests: say only what the test is about, the rest is plausible."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.utils import timezone

from events.models import (
    Attachment,
    City,
    Event,
    Membership,
    Publishable,
    Rendition,
    SlidePage,
    Tag,
    Talk,
    TalkSpeaker,
)
from posts.models import Post
from speakers.models import Speaker, SpeakerAlias

_numbers = count(1)


def _publishing(*, published: bool, scheduled: bool) -> dict[str, Any]:
    if not (published or scheduled):
        return {"status": Publishable.Status.DRAFT}
    moment = timezone.now() + timedelta(days=1 if scheduled else -1)
    return {"status": Publishable.Status.PUBLISHED, "published_at": moment}


def make_city(*, slug: str = "", name: str = "", stamp: str = "城", **fields: Any) -> City:
    number = next(_numbers)
    slug = slug or f"city-{number}"
    defaults = {"name": name or f"城{number}", "stamp": stamp, **fields}
    return City.objects.get_or_create(slug=slug, defaults=defaults)[0]


def make_event(
    *,
    city: City | None = None,
    title: str = "",
    day: date | None = date(2024, 5, 18),
    published: bool = True,
    scheduled: bool = False,
    tags: list[str] | None = None,
    **fields: Any,
) -> Event:
    event = Event.objects.create(
        city=city or make_city(slug="guangzhou", name="广州", stamp="穗"),
        title=title or f"第 {next(_numbers)} 场沙龙",
        date=day,
        **_publishing(published=published, scheduled=scheduled),
        **fields,
    )
    event.tags.add(*(tags or []))
    return event


def make_speaker(name: str = "", *, aliases: list[str] | None = None, **fields: Any) -> Speaker:
    speaker = Speaker.objects.create(name=name or f"讲师{next(_numbers)}", **fields)
    for alias in aliases or []:
        SpeakerAlias.objects.create(speaker=speaker, name=alias)
    return speaker


def make_talk(
    *,
    event: Event | None = None,
    title: str | None = None,
    speakers: list[Speaker] | None = None,
    affiliation: str = "",
    tags: list[str] | None = None,
    **fields: Any,
) -> Talk:
    event = event or make_event()
    number = next(_numbers)
    title = f"讲题 {number}" if title is None else title
    fields.setdefault("position", event.talks.count() + 1)
    talk = Talk.objects.create(event=event, title=title, **fields)
    for position, speaker in enumerate(speakers or [], start=1):
        TalkSpeaker.objects.create(
            talk=talk, speaker=speaker, position=position, affiliation=affiliation
        )
    talk.tags.add(*(tags or []))
    return talk


def make_attachment(
    *,
    kind: str = Attachment.Kind.SLIDES,
    talk: Talk | None = None,
    event: Event | None = None,
    url: str = "",
    content: bytes | None = None,
    original_name: str = "",
    **fields: Any,
) -> Attachment:
    """With `content` a kept file, else an outside link."""
    attachment = Attachment(
        kind=kind, talk=talk, event=event, original_name=original_name, **fields
    )
    if content is None:
        attachment.url = url or f"https://example.org/{next(_numbers)}.pdf"
    else:
        attachment.url = url
        attachment.file.save("ignored", ContentFile(content), save=False)
        attachment.size = len(content)
    attachment.save()
    return attachment


def make_post(
    *,
    title: str = "",
    kind: str = Post.Kind.RECAP,
    events: list[Event] | None = None,
    published: bool = True,
    scheduled: bool = False,
    tags: list[str] | None = None,
    **fields: Any,
) -> Post:
    post = Post.objects.create(
        title=title or f"第 {next(_numbers)} 篇回顾",
        kind=kind,
        **{**_publishing(published=published, scheduled=scheduled), **fields},
    )
    post.events.set(events or [])
    post.tags.add(*(tags or []))
    return post


def make_tag(name: str = "", *, aliases: list[str] | None = None) -> Tag:
    tag: Tag = Tag.objects.create(name=name or f"标签{next(_numbers)}")
    for alias in aliases or []:
        tag.aliases.create(name=alias)
    return tag


def make_user(
    name: str = "",
    *,
    superuser: bool = False,
    staff: bool = True,
    organizer_of: City | None = None,
) -> User:
    user = User.objects.create_user(
        username=name or f"user{next(_numbers)}",
        password="correct horse battery",
        is_staff=staff,
        is_superuser=superuser,
    )
    if organizer_of:
        Membership.objects.create(user=user, city=organizer_of)
    return user


def make_photo(
    *, widths: tuple[int, ...] = (480, 960), original_name: str = "现场.jpg", **fields: Any
) -> Attachment:
    """A kept photo with its sizes; they are of no use as pictures."""
    photo = make_attachment(
        kind=Attachment.Kind.PHOTO, content=b"a photo", original_name=original_name, **fields
    )
    Rendition.objects.bulk_create(
        Rendition(attachment=photo, width=width, height=width * 2 // 3, file=f"{width}.webp")
        for width in widths
    )
    return photo


def make_deck(*, pages: int = 3, original_name: str = "讲稿.pdf", **fields: Any) -> Attachment:
    """Kept slides with a picture and a text for every page; none is of use as a picture."""
    deck = make_attachment(
        content=b"slides", original_name=original_name, page_count=pages, **fields
    )
    SlidePage.objects.bulk_create(
        SlidePage(
            attachment=deck,
            number=number,
            text=f"第 {number} 页的字",
            image=f"{number}.webp",
            thumbnail=f"{number}-small.webp",
            width=1600,
            height=900,
        )
        for number in range(1, pages + 1)
    )
    return deck
