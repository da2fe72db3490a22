from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from events.models import (
    Attachment,
    City,
    Community,
    Event,
    EventTag,
    Membership,
    PhotoRemoval,
    Rendition,
    SlidePage,
    Tag,
    TalkSpeaker,
    TalkTag,
)
from tests.constraints import Broken, assert_database_refuses, assert_person_reads, named
from tests.factories import (
    make_attachment,
    make_city,
    make_event,
    make_photo,
    make_speaker,
    make_tag,
    make_talk,
    make_user,
)

RULES = named("events")


def event(**fields):
    return Event(**{"title": "一场", "slug": "once", "city": make_city(), **fields})


def attachment(**fields):
    return Attachment(**{"kind": "video", "url": "https://example.org/v", **fields})


def event_tag():
    tag = make_tag("甲")
    return EventTag(content_object=make_event(tags=["甲"]), tag=tag)


def talk_tag():
    tag = make_tag("甲")
    return TalkTag(content_object=make_talk(tags=["甲"]), tag=tag)


def credit():
    speaker = make_speaker()
    return TalkSpeaker(talk=make_talk(speakers=[speaker]), speaker=speaker)


def membership():
    city = make_city()
    return Membership(user=make_user(organizer_of=city), city=city, role="uploader")


def slide_page():
    deck = make_attachment()
    SlidePage.objects.create(attachment=deck, number=1)
    return SlidePage(attachment=deck, number=1)


def rendition():
    photo = make_attachment(kind="photo")
    values = {"attachment": photo, "width": 640, "height": 480, "format": "webp"}
    Rendition.objects.create(**values)
    return Rendition(**values)


BROKEN: Broken = {
    "events_community_one_row": lambda: Community(pk=2, name="另一个"),
    "events_city_has_stamp": lambda: City(name="某城", slug="somewhere", stamp=""),
    "events_membership_one_role_per_city": membership,
    "events_membership_known_role": lambda: Membership(
        user=make_user(), city=make_city(), role="guest"
    ),
    "events_tag_has_name": lambda: Tag(name="", slug="empty"),
    "events_event_published_has_time": lambda: event(status="published"),
    "events_event_known_status": lambda: event(status="lost"),
    "events_event_ends_after_start": lambda: event(
        date=date(2024, 5, 18), starts_at=time(14), ends_at=time(13)
    ),
    "events_event_time_needs_date": lambda: event(starts_at=time(14)),
    "events_event_has_title": lambda: event(title=""),
    "events_eventtag_once": event_tag,
    "events_talktag_once": talk_tag,
    "events_talkspeaker_once": credit,
    "events_attachment_one_owner": lambda: attachment(talk=make_talk(), event=make_event()),
    "events_attachment_has_content": lambda: attachment(url=""),
    "events_attachment_known_kind": lambda: attachment(kind="poem"),
    "events_photoremoval_known_decision": lambda: PhotoRemoval(
        attachment=make_photo(event=make_event()), decision="burnt"
    ),
    "events_slidepage_once": slide_page,
    "events_slidepage_from_one": lambda: SlidePage(attachment=make_attachment(), number=0),
    "events_rendition_once": rendition,
}
# Of these the field itself speaks before the constraint could.
SAID_BY_THE_FIELD = {
    "events_city_has_stamp": "stamp",
    "events_tag_has_name": "name",
    "events_event_known_status": "status",
    "events_event_has_title": "title",
    "events_attachment_known_kind": "kind",
    "events_photoremoval_known_decision": "decision",
    "events_membership_known_role": "role",
}
# No person types these rows, or the model mends them.
NOT_TYPED = {
    "events_community_one_row",
    "events_event_published_has_time",
    "events_eventtag_once",
    "events_talktag_once",
    "events_slidepage_once",
    "events_slidepage_from_one",
    "events_rendition_once",
}


def test_every_constraint_is_tried():
    assert set(BROKEN) == set(RULES)


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(db, name):
    assert_database_refuses(BROKEN[name](), RULES[name])


@pytest.mark.parametrize("name", sorted({*BROKEN} - {*SAID_BY_THE_FIELD} - NOT_TYPED))
def test_a_person_reads_why(db, name):
    assert_person_reads(BROKEN[name](), RULES[name])


@pytest.mark.parametrize(("name", "field"), SAID_BY_THE_FIELD.items())
def test_a_person_reads_it_at_the_field(db, name, field):
    with pytest.raises(ValidationError) as caught:
        BROKEN[name]().full_clean()
    assert field in caught.value.message_dict


@pytest.mark.parametrize("values", [{"ends_at": time(15)}, {"ends_at": None}])
def test_plausible_times_are_taken(db, values):
    row = event(date=date(2024, 5, 18), starts_at=time(14), **values)
    row.full_clean()
    row.save()


def test_an_end_needs_a_start(db):
    row = event(date=date(2024, 5, 18), ends_at=time(14))
    assert_database_refuses(row, RULES["events_event_ends_after_start"])


def test_the_community_stays_one_row(db):
    for name in ("甲", "乙"):
        Community(name=name).save()
    assert [row.name for row in Community.objects.all()] == ["乙"]


@pytest.mark.parametrize("owner", [make_talk, make_event, lambda: None])
def test_an_attachment_belongs_to_a_talk_an_event_or_nothing(db, owner):
    row = owner()
    fields = {row._meta.model_name: row} if row else {}
    attachment(**fields).full_clean()
    attachment(**fields).save()
