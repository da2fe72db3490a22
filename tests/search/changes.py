"""A small site with a little of everything, and every kind of change that it may undergo."""

from datetime import date, timedelta

from django.db import connection
from django.db.models import F
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

DAY = date(2015, 10, 24)
LATER = timedelta(hours=1)


def make_site():
    """A little of everything, so that every source has something to say."""
    lin = make_speaker("林小满", aliases=["Xiaoman"], bio="写 **Go** 的人")
    event = make_event(
        title="容器专场", tags=["容器", "专场"], venue="创客空间", day=date(2015, 10, 24)
    )
    talk = make_talk(event=event, title="打造 Docker 航运", speakers=[lin], tags=["Docker"])
    other = make_talk(event=event, title="", affiliation="某公司", speakers=[make_speaker("周一")])
    make_deck(talk=talk, pages=2, original_name="一.pdf", position=1)
    make_deck(talk=talk, pages=1, original_name="二.pdf", position=2)
    make_deck(event=event, pages=1, original_name="总.pdf", hidden=True)
    make_attachment(talk=talk, kind="transcript", text="## 开场\n[00:12:30] 大家好", title="速记")
    make_attachment(event=event, kind="transcript", text="主持：欢迎\n[01:00:00] 再见")
    make_photo(event=event, caption="合影")
    make_photo(caption="馆藏")
    make_attachment(talk=other, kind="video", title="录像")
    make_post(title="容器专场回顾", events=[event], tags=["容器"], body="那天 [[talks]]")
    make_post(title="征集", kind="call_for_talks", tags=["征集"], excerpt="来讲")
    make_event(title="草稿", published=False, tags=["秘密"])
    make_event(title="将来", scheduled=True, day=None, tags=["将来"])


def raw(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def talk():
    return Talk.objects.get(title="打造 Docker 航运")


def event():
    return Event.objects.get(title="容器专场")


def files(kind):
    return Attachment.objects.filter(kind=kind)


def save(row, **fields):
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


def delete(rows):
    for row in rows:
        row.delete()


OFF, ON = {"status": "draft"}, {"status": "published"}
CHANGES = {
    "event unpublished": lambda: save(event(), **OFF),
    "event published": lambda: save(Event.objects.get(title="草稿"), **ON),
    "event renamed": lambda: save(event(), title="编排专场"),
    "event described": lambda: save(event(), description="# 编排\n见 [此处](/x)"),
    "event on another day": lambda: save(event(), date=date(2016, 1, 2)),
    "event in another city": lambda: save(event(), city=make_city(slug="zhuhai", name="珠海")),
    "event elsewhere": lambda: save(event(), venue="图书馆", address="北路 1 号", sponsors="某厂"),
    "event deleted": lambda: event().delete(),
    "event tagged": lambda: event().tags.add("编排", "k8s"),
    "event untagged": lambda: event().tags.clear(),
    "scheduled event brought forward": lambda: Event.objects.filter(title="将来").update(
        published_at=timezone.now() - LATER
    ),
    "talk renamed": lambda: save(talk(), title="C++ 入门"),
    "talk summed up": lambda: save(talk(), summary="讲的是 *容器*"),
    "talk moved to another event": lambda: save(talk(), event=make_event(title="新的")),
    "talk moved to a draft": lambda: save(talk(), event=Event.objects.get(title="草稿")),
    "talk deleted": lambda: talk().delete(),
    "talk added": lambda: make_talk(event=event(), speakers=[make_speaker("新人")]),
    "talk tagged": lambda: talk().tags.add("Go"),
    "talk untagged": lambda: talk().tags.remove("Docker"),
    "credit added": lambda: TalkSpeaker.objects.create(talk=talk(), speaker=make_speaker("新人")),
    "credit removed": lambda: talk().credits.all().delete(),
    "company told": lambda: talk().credits.update(affiliation="新公司"),
    "credit given to another": lambda: talk().credits.update(speaker=make_speaker("另一个")),
    "speaker renamed": lambda: save(Speaker.objects.get(name="林小满"), name="林大满"),
    "speaker told of": lambda: save(Speaker.objects.get(name="林小满"), bio="只写 Rust"),
    "all speakers told of": lambda: Speaker.objects.update(bio_html="<p>Rust</p>"),
    "speaker at another address": lambda: save(Speaker.objects.get(name="林小满"), slug="lin"),
    "speaker by another name": lambda: SpeakerAlias.objects.create(
        speaker=Speaker.objects.get(name="周一"), name="Monday"
    ),
    "speaker's alias changed": lambda: SpeakerAlias.objects.update(name="Manman"),
    "speaker's alias removed": lambda: SpeakerAlias.objects.all().delete(),
    "speaker added": lambda: make_speaker("没有讲过"),
    "tag renamed": lambda: save(Tag.objects.get(name="Docker"), name="Podman"),
    "tag at another address": lambda: save(Tag.objects.get(name="Docker"), slug="moved"),
    "tag by another name": lambda: TagAlias.objects.create(
        tag=Tag.objects.get(name="容器"), name="container"
    ),
    "tag deleted": lambda: Tag.objects.get(name="容器").delete(),
    "tags merged": lambda: TalkTag.objects.update(tag=Tag.objects.get(name="容器")),
    "tag added": lambda: make_tag("没有用过", aliases=["unused"]),
    "city renamed": lambda: save(City.objects.get(slug="guangzhou"), name="羊城"),
    "city renamed at once": lambda: City.objects.update(name=F("slug")),
    "post unpublished": lambda: save(Post.objects.get(title="征集"), **OFF),
    "post rewritten": lambda: save(Post.objects.get(title="征集"), body="还来讲", title="再征集"),
    "post scheduled": lambda: save(
        Post.objects.get(title="征集"), published_at=timezone.now() + LATER
    ),
    "post in a city": lambda: Post.objects.get(title="征集").cities.add(*City.objects.all()),
    "post of another event": lambda: Post.objects.get(title="征集").events.set([event()]),
    "post of no event": lambda: Post.objects.get(title="容器专场回顾").events.clear(),
    "post tagged": lambda: Post.objects.get(title="征集").tags.set(["容器"]),
    "post deleted": lambda: Post.objects.get(title="征集").delete(),
    "file hidden": lambda: files("video").update(hidden=True),
    "deck hidden": lambda: talk().attachments.filter(kind="slides").update(hidden=True),
    "transcript hidden": lambda: files("transcript").update(hidden=True),
    "everything shown": lambda: Attachment.objects.update(hidden=False),
    "file renamed": lambda: files("video").update(title="全程录像"),
    "photo captioned": lambda: files("photo").update(caption="", alt="一群人"),
    "file of another kind": lambda: files("transcript").update(kind="other"),
    "file moved to another talk": lambda: files("slides").filter(event=None).update(
        talk=Talk.objects.get(title="")
    ),
    "talk's file moved to another event": lambda: files("transcript").filter(event=None).update(
        talk=None, event=Event.objects.get(title="草稿")
    ),
    "event's file moved to another": lambda: files("transcript").filter(talk=None).update(
        event=Event.objects.get(title="草稿")
    ),
    "file moved to its event": lambda: files("slides").update(talk=None, event=event()),
    "file moved to the library": lambda: files("transcript").update(talk=None, event=None),
    "file taken from the library": lambda: files("photo").filter(event=None).update(event=event()),
    "file deleted": lambda: delete(files("slides")),
    "deck read": lambda: make_deck(talk=Talk.objects.get(title=""), pages=3),
    "deck read anew": lambda: (
        SlidePage.objects.all().delete(),
        SlidePage.objects.bulk_create(
            SlidePage(attachment=deck, number=number, title=f"题 {number}", text=f"新 {number}")
            for deck in files("slides")
            for number in (1, 3)
        ),
    ),
    "pages lose pictures": lambda: SlidePage.objects.filter(
        attachment__original_name="一.pdf"
    ).update(image=""),
    "decks change places": lambda: files("slides").filter(original_name="一.pdf").update(
        position=9
    ),
    "transcript read": lambda: files("transcript").update(text="## 新的\n一段\n\n两段"),
    "transcript emptied": lambda: files("transcript").update(text=""),
    "raw event": lambda: raw("UPDATE events_event SET title = %s", "生的"),
    "raw post": lambda: raw("UPDATE posts_post SET body_html = '<p>生的</p>'"),
    "raw page": lambda: raw("UPDATE events_slidepage SET text = text || %s", " 生的"),
    "raw file": lambda: raw("UPDATE events_attachment SET text = %s", "生的"),
    "raw deletion": lambda: raw("DELETE FROM events_talktag"),
    "raw unpublishing": lambda: raw("UPDATE events_event SET status = 'draft'"),
    "everything deleted": lambda: (
        Post.objects.all().delete(), Event.objects.all().delete(), Speaker.objects.all().delete(),
    ),
    "credits, then speakers deleted": lambda: (
        TalkSpeaker.objects.all().delete(), Speaker.objects.all().delete(),
    ),
    "through rows deleted": lambda: (
        EventTag.objects.all().delete(), PostTag.objects.all().delete(),
    ),
}  # fmt: skip
