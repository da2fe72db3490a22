from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import Attachment
from tests.factories import (
    make_attachment,
    make_deck,
    make_event,
    make_photo,
    make_post,
    make_speaker,
    make_talk,
    make_user,
)

Kind = Attachment.Kind


def page_of(client, talk):
    response = client.get(talk.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_it_tells_who_spoke_about_what_and_where(db, visitor):
    event = make_event(title="码头专场")
    talk = make_talk(event=event, title="装箱", speakers=[make_speaker("麦小舟")], tags=["物流"])
    page = page_of(visitor, talk)
    for words in ("装箱", "麦小舟", "物流", event.get_absolute_url()):
        assert words in page


def test_slides_are_shown_with_a_link_to_every_page(db, visitor):
    talk = make_talk()
    deck = make_deck(talk=talk, pages=3)
    page = page_of(visitor, talk)
    assert deck.pages.all()[0].image_url in page
    assert "第 1 页的字" in page
    for number in (1, 2, 3):
        assert f'href="slides/{number}/"' in page


def test_slides_without_pictures_are_a_file_to_take(db, visitor):
    talk = make_talk()
    slides = make_attachment(talk=talk, content=b"x", original_name="旧稿.ppt")
    page = page_of(visitor, talk)
    assert page.count(f'href="{slides.file_url}"') == 1
    assert 'class="viewer"' not in page
    assert 'class="empty' not in page


def test_more_than_one_deck_can_be_read_from_it(db, visitor):
    talk = make_talk()
    decks = [make_deck(talk=talk, original_name=f"{name}.pdf") for name in "甲乙"]
    make_attachment(talk=talk, content=b"x", original_name="旧稿.ppt")
    page = page_of(visitor, talk)
    address = f"{talk.get_absolute_url()}slides/1/?file={decks[1].uuid.hex[:8]}"
    assert page.count("?file=") == 1
    assert f'<a href="{address}">乙.pdf</a>' in page
    assert "乙.pdf" in visitor.get(address).content.decode()


def test_without_slides_it_says_that_they_are_awaited(db, visitor):
    talk = make_talk()
    assert 'class="empty' in page_of(visitor, talk)
    make_attachment(talk=talk, url="https://slides.example/1")
    assert 'class="empty' not in page_of(visitor, talk)


def test_slides_of_the_whole_event_count_as_its_own(db, visitor):
    event = make_event()
    shared = make_attachment(event=event, content=b"x", original_name="三讲.zip")
    page = page_of(visitor, make_talk(event=event))
    assert 'class="empty' not in page
    assert shared.file_url in page


def test_a_transcript_is_read_on_the_page_paragraph_by_paragraph(db, visitor):
    talk = make_talk()
    text = "00:12 大家好\n\n问：为什么？\n答：因为<箱子>。"
    make_attachment(talk=talk, kind=Kind.TRANSCRIPT, content=b"x", text=text)
    page = page_of(visitor, talk)
    assert '<p id="s1"><a href="#s1">00:12</a><span>大家好</span></p>' in page
    assert '<p id="s2" class="question"><a href="#s2">2</a><span><b>问：</b>为什么？' in page
    assert "因为&lt;箱子&gt;" in page
    assert "<details>" not in page


def test_a_long_transcript_is_folded_and_whole(db, visitor):
    talk = make_talk()
    text = "\n".join(f"第{number}句" for number in range(1, 41))
    make_attachment(talk=talk, kind=Kind.TRANSCRIPT, content=b"x", text=text)
    page = page_of(visitor, talk)
    assert page.index("第12句") < page.index("<details>") < page.index("第13句")
    assert 'id="s40"' in page


def test_paragraphs_of_two_transcripts_have_addresses_of_their_own(db, visitor):
    event = make_event()
    talk = make_talk(event=event)
    make_attachment(talk=talk, kind=Kind.TRANSCRIPT, content=b"x", text="甲\n乙")
    make_attachment(event=event, kind=Kind.TRANSCRIPT, content=b"x", text="丙")
    page = page_of(visitor, talk)
    assert [page.count(f'id="s{number}"') for number in (1, 2, 3, 4)] == [1, 1, 1, 0]


def test_kept_recordings_play_and_outside_ones_are_links(db, visitor):
    talk = make_talk()
    kept = make_attachment(talk=talk, kind=Kind.AUDIO, content=b"x", original_name="a.mp3")
    video = make_attachment(talk=talk, kind=Kind.VIDEO, content=b"x", original_name="a.mp4")
    make_attachment(talk=talk, kind=Kind.VIDEO, url="https://www.video.example/v")
    page = page_of(visitor, talk)
    assert f'<audio controls preload="none" src="{kept.file_url}"' in page
    assert f'<video controls preload="none" src="{video.file_url}"' in page
    assert page.count("<video") == 1
    assert "video.example" in page.replace("www.video.example", "")


def test_a_file_says_its_size_pages_name_and_licence(db, visitor):
    talk = make_talk()
    deck = make_deck(talk=talk, pages=7, original_name="装箱.pdf", credit="麦小舟")
    deck.size, deck.permission = 4_404_019, Attachment.Permission.CC_BY
    deck.save()
    page = page_of(visitor, talk)
    for words in ("装箱.pdf", "4.2", "CC BY 4.0", "麦小舟", ">PDF<"):
        assert words in page


@pytest.mark.parametrize(
    ("permission", "told"),
    [("unknown", "没写明授权的"), ("granted", "经同意公开"), ("cc-by-sa", "CC BY-SA 4.0")],
)
def test_each_file_says_what_may_be_done_with_it(db, visitor, permission, told):
    words = {"没写明授权的", "经同意公开", "CC BY-SA 4.0"}
    talk = make_talk()
    make_attachment(talk=talk, kind="code", content=b"x", permission=permission)
    page = page_of(visitor, talk)
    assert {word for word in words if word in page} == {told}


def test_a_talk_without_title_and_speaker_has_a_page(db, visitor):
    page = page_of(visitor, make_talk(title=""))
    assert "<h1></h1>" not in page
    assert page.count("<h1>") == 1


def test_related_are_the_talks_of_the_event_and_of_its_speakers(db, visitor):
    speaker = make_speaker()
    talk = make_talk(speakers=[speaker])
    beside = make_talk(event=talk.event)
    elsewhere = make_talk(event=make_event(), speakers=[speaker])
    unrelated = make_talk(event=make_event())
    page = page_of(visitor, talk)
    assert beside.get_absolute_url() in page
    assert elsewhere.get_absolute_url() in page
    assert unrelated.get_absolute_url() not in page


def test_what_was_written_about_its_evening_is_linked(db, visitor):
    talk = make_talk()
    recap, draft = make_post(events=[talk.event]), make_post(events=[talk.event], published=False)
    page = page_of(visitor, talk)
    assert recap.get_absolute_url() in page
    assert draft.get_absolute_url() not in page


def test_a_talk_still_to_come_promises_its_slides(db, visitor):
    event = make_event(day=timezone.localdate() + timedelta(days=3))
    page = page_of(visitor, make_talk(event=event))
    assert 'class="empty' in page
    assert 'class="facts"' not in page


@pytest.mark.parametrize("when", [{"published": False}, {"scheduled": True}])
def test_a_talk_of_an_unpublished_event_is_there_for_organizers_only(client, guangzhou, when):
    talk = make_talk(event=make_event(city=guangzhou, **when))
    assert client.get(talk.get_absolute_url()).status_code == 404
    client.force_login(make_user(organizer_of=guangzhou))
    assert 'class="note warn"' in page_of(client, talk)


def test_hidden_files_are_not_shown(db, visitor):
    talk = make_talk()
    deck, photo = make_deck(talk=talk, hidden=True), make_photo(talk=talk, hidden=True)
    page = page_of(visitor, talk)
    assert str(deck.uuid) not in page
    assert str(photo.uuid) not in page


def test_a_talk_with_sixty_slides_is_light(db, visitor, django_assert_num_queries):
    talk = make_talk(speakers=[make_speaker()], title="一个又长又全是汉字的讲题" * 3, tags=["甲"])
    make_deck(talk=talk, pages=60)
    make_photo(talk=talk)
    make_talk(event=talk.event, speakers=[make_speaker()])
    make_talk(event=make_event(), speakers=[talk.speakers.get()])
    with django_assert_num_queries(17):
        response = visitor.get(talk.get_absolute_url())
    assert len(response.content) < 41_000
