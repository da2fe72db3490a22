"""What pages of events, talks, speakers and photos say in JSON-LD."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from events.models import Attachment, Community
from tests.factories import (
    make_attachment,
    make_deck,
    make_event,
    make_photo,
    make_speaker,
    make_talk,
    make_user,
)
from tests.schema_org import errors_on, node

Kind = Attachment.Kind
HOST = "http://testserver"


def said(client, path, kind):
    """The thing of this type on the page, all of whose data is in order."""
    html = client.get(path).content.decode()
    assert errors_on(html) == []
    return node(html, kind)


def said_of(client, thing, kind):
    return said(client, thing.get_absolute_url(), kind)


def test_an_event_says_when_and_where_it_is(guangzhou, visitor):
    event = make_event(
        title="夜谈",
        day=date(2024, 5, 18),
        starts_at=time(13, 30),
        ends_at=time(17, 0),
        venue="三号仓",
        address="滨江路 1 号",
        tags=["船"],
    )
    found = said_of(visitor, event, "Event")
    assert found["startDate"] == "2024-05-18T13:30:00+08:00"
    assert found["endDate"] == "2024-05-18T17:00:00+08:00"
    assert found["location"]["name"] == "三号仓"
    assert found["location"]["address"]["addressLocality"] == "广州"
    assert found["keywords"] == ["船"]
    assert found["eventAttendanceMode"].endswith("/OfflineEventAttendanceMode")


def test_without_an_hour_a_day_is_all_it_says(guangzhou, visitor):
    found = said_of(visitor, make_event(day=date(2024, 5, 18)), "Event")
    assert found["startDate"] == "2024-05-18"
    assert "endDate" not in found
    assert found["location"]["name"] == "广州"


def test_without_a_day_it_says_none(db, visitor):
    html = visitor.get(make_event(day=None).get_absolute_url()).content.decode()
    assert errors_on(html) == ["$: a Event lacks startDate"]


def test_an_event_names_its_speakers_talks_and_hosts(db, visitor):
    Community.objects.create(name="船坞")
    event, speaker = make_event(), make_speaker("麦小舟")
    talks = [make_talk(event=event, speakers=[speaker]) for _ in range(2)]
    found = said_of(visitor, event, "Event")
    assert [one["name"] for one in found["performer"]] == ["麦小舟"]
    assert [one["url"] for one in found["workFeatured"]] == [
        HOST + talk.get_absolute_url() for talk in talks
    ]
    assert found["organizer"]["name"] == "船坞"


def test_only_before_its_day_it_tells_where_to_sign_up(db, visitor):
    tomorrow = timezone.localdate() + timedelta(days=1)
    link = "https://tickets.example/1"
    assert said_of(visitor, make_event(day=tomorrow, signup_url=link), "Event")["offers"]
    assert "offers" not in said_of(visitor, make_event(signup_url=link), "Event")


def test_a_talk_with_slides_is_a_presentation(db, visitor):
    event, speaker = make_event(), make_speaker("麦小舟")
    talk = make_talk(event=event, title="装箱", speakers=[speaker], tags=["船"])
    deck = make_deck(talk=talk)
    found = said_of(visitor, talk, "PresentationDigitalDocument")
    assert found["thumbnailUrl"] == f"{HOST}/files/{deck.uuid}/slides/1.jpg"
    assert [one["contentUrl"] for one in found["encoding"]] == [HOST + deck.file_url]
    assert [one["name"] for one in found["author"]] == ["麦小舟"]
    assert found["subjectOf"]["@id"] == f"{HOST}{event.get_absolute_url()}#event"


def test_a_talk_of_which_nothing_is_left_is_a_work_all_the_same(db, visitor):
    assert said_of(visitor, make_talk(title=""), "CreativeWork")["name"]


def test_a_recording_of_ours_is_told_with_its_length(db, visitor):
    talk = make_talk(title="装箱")
    make_deck(talk=talk)
    make_attachment(talk=talk, kind=Kind.VIDEO, content=b"x", duration=3723)
    make_attachment(talk=talk, kind=Kind.AUDIO, content=b"x", duration=60)
    found = said_of(visitor, talk, "PresentationDigitalDocument")
    assert [one["duration"] for one in found["video"]] == ["PT1H2M3S"]
    assert found["video"][0]["name"] == "装箱"
    assert [one["duration"] for one in found["audio"]] == ["PT1M"]


def test_a_video_without_slides_has_a_picture_all_the_same(db, visitor):
    talk = make_talk()
    make_attachment(talk=talk, kind=Kind.VIDEO, content=b"x")
    found = said_of(visitor, talk, "CreativeWork")
    assert found["video"][0]["thumbnailUrl"].startswith(f"{HOST}/share/talk/")


def test_a_licence_is_told_where_it_is_known(db, visitor):
    talk = make_talk()
    for permission in ("cc-by", "unknown"):
        make_deck(talk=talk, permission=permission, credit="小满")
    first, second = said_of(visitor, talk, "PresentationDigitalDocument")["encoding"]
    assert first["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert first["creditText"] == "小满"
    assert "license" not in second


def test_what_is_hidden_is_not_told(db, visitor):
    talk = make_talk()
    before = visitor.get(talk.get_absolute_url()).content
    make_deck(talk=talk, hidden=True)
    make_attachment(talk=talk, kind=Kind.VIDEO, content=b"x", hidden=True)
    assert visitor.get(talk.get_absolute_url()).content == before


def test_a_talk_changed_when_its_last_file_did(db, visitor):
    talk = make_talk()
    deck = make_deck(talk=talk)
    Attachment.objects.filter(pk=deck.pk).update(updated_at="2040-01-02T03:04:05+08:00")
    found = said_of(visitor, talk, "PresentationDigitalDocument")
    assert found["dateModified"] == "2040-01-02T03:04:05+08:00"


def test_a_speaker_is_one_person_under_all_names(db, visitor):
    speaker = make_speaker(
        "麦小舟", aliases=["zhou"], website="https://zhou.example/", bio="造船。"
    )
    make_talk(speakers=[speaker], tags=["船"])
    found = said_of(visitor, speaker, "Person")
    assert (found["name"], found["alternateName"]) == ("麦小舟", ["zhou"])
    assert (found["knowsAbout"], found["description"]) == (["船"], "造船。")
    assert found["sameAs"] == "https://zhou.example/"


def test_a_photo_tells_whose_it_is(db, visitor):
    event = make_event()
    photo = make_photo(event=event, credit="小满", permission="cc-by-sa", alt="仓库里")
    found = said(visitor, f"{event.get_absolute_url()}photos/{photo.pk}/", "ImageObject")
    assert (found["creditText"], found["caption"], found["width"]) == ("小满", "仓库里", "960 px")
    assert found["license"].endswith("/by-sa/4.0/")


@pytest.mark.parametrize("kind", ["event", "talk", "speaker"])
def test_a_thing_has_one_name_in_all_languages(db, visitor, kind):
    speaker = make_speaker()
    talk = make_talk(speakers=[speaker])
    thing = {"event": talk.event, "talk": talk, "speaker": speaker}[kind]
    type_ = {"event": "Event", "talk": "CreativeWork", "speaker": "Person"}[kind]
    path = thing.get_absolute_url()
    one, other = said(visitor, path, type_), said(visitor, f"/en{path}", type_)
    assert one["@id"] == other["@id"] == f"{HOST}{path}#{kind}"
    assert other["url"] == f"{HOST}/en{path}"


def test_a_draft_says_the_same_to_those_who_may_see_it(guangzhou, client):
    client.force_login(make_user(organizer_of=guangzhou))
    talk = make_talk(event=make_event(city=guangzhou, published=False))
    assert "datePublished" not in said_of(client, talk, "CreativeWork")
