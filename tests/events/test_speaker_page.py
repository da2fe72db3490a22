import pytest

from events.models import Attachment
from tests.factories import (
    make_attachment,
    make_deck,
    make_event,
    make_speaker,
    make_talk,
    make_user,
)


def page_of(client, speaker):
    response = client.get(speaker.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_talks_come_newest_first_with_what_there_is(db, visitor):
    speaker = make_speaker("麦小舟", aliases=["xiaozhou"], bio="写**船**的人。")
    make_talk(event=make_event(day="2012-01-01"), title="旧讲题", speakers=[speaker])
    new = make_talk(event=make_event(day="2014-01-01"), title="新讲题", speakers=[speaker])
    make_attachment(talk=new, kind=Attachment.Kind.AUDIO)
    page = page_of(visitor, speaker)
    assert page.index("新讲题") < page.index("旧讲题")
    assert visitor.get(speaker.get_absolute_url()).context["rows"][0].kinds == [
        Attachment.Kind.AUDIO.label
    ]
    for words in ("xiaozhou", "<strong>船</strong>", "2012–2014"):
        assert words in page


def test_who_shared_the_stage_is_linked(db, visitor):
    speaker, partner, stranger = make_speaker(), make_speaker(), make_speaker()
    event = make_event()
    make_talk(event=event, speakers=[speaker, partner])
    make_talk(event=event, speakers=[stranger])
    page = page_of(visitor, speaker)
    assert partner.get_absolute_url() in page
    assert stranger.get_absolute_url() not in page


def test_a_talk_on_a_draft_gives_nothing_away(db, visitor):
    speaker, partner = make_speaker(), make_speaker("藏着的人")
    make_talk(speakers=[speaker])
    make_talk(
        event=make_event(published=False, day="2031-01-01"),
        title="藏着的讲题",
        speakers=[speaker, partner],
        tags=["藏着的标签"],
    )
    page = page_of(visitor, speaker)
    assert "藏着的" not in page
    assert "2031" not in page
    assert visitor.get(partner.get_absolute_url()).status_code == 404


def test_writers_see_a_speaker_without_a_public_talk(db, client):
    speaker = make_speaker()
    assert client.get(speaker.get_absolute_url()).status_code == 404
    client.force_login(make_user(superuser=True))
    assert speaker.name in page_of(client, speaker)


def test_the_list_goes_from_a_to_z(db, visitor):
    for name in ("郑一舟", "Bob", "安小满", "邝家明", "42号", "白小青"):
        make_talk(speakers=[make_speaker(name)])
    groups = visitor.get("/speakers/").context["groups"]
    told = [(letter, [speaker.name for speaker in people]) for letter, people in groups]
    assert told == [
        ("A", ["安小满"]),
        ("B", ["白小青", "Bob"]),
        ("K", ["邝家明"]),
        ("Z", ["郑一舟"]),
        ("#", ["42号"]),
    ]


def test_the_list_counts_public_talks_only(db, visitor):
    speaker, hidden = make_speaker(), make_speaker("藏着的人")
    make_talk(speakers=[speaker])
    make_talk(event=make_event(scheduled=True), speakers=[speaker, hidden])
    response = visitor.get("/speakers/")
    ((_letter, people),) = response.context["groups"]
    assert [(person.name, person.talk_count) for person in people] == [(speaker.name, 1)]
    assert "藏着的人" not in response.content.decode()


def test_an_empty_list_says_so(db, visitor):
    assert 'class="empty"' in visitor.get("/speakers/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_three(db, visitor, django_assert_num_queries, count):
    for _ in range(count):
        make_talk(speakers=[make_speaker()])
    with django_assert_num_queries(3):
        visitor.get("/speakers/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_as_many_queries_for_three(db, visitor, django_assert_num_queries, count):
    speaker = make_speaker(aliases=["甲"])
    for _ in range(count):
        talk = make_talk(event=make_event(), speakers=[speaker, make_speaker()], tags=["乙"])
        make_deck(talk=talk)
    with django_assert_num_queries(10):
        visitor.get(speaker.get_absolute_url())
