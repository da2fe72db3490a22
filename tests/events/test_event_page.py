import re
from datetime import time, timedelta

import pytest
from django.utils import timezone

from events.models import Attachment
from tests.events.kept_files import content
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


def page_of(client, event):
    response = client.get(event.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def test_before_the_day_the_date_is_the_poster(db, visitor):
    day = in_days(5)
    event = make_event(day=day, starts_at=time(13, 30), signup_url="https://www.signup.example/9")
    make_talk(event=event, title="装箱", summary="讲箱子。", speakers=[make_speaker("麦小舟")])
    page = page_of(visitor, event)
    assert f"{day.month}/{day.day}</time>" in page
    assert 'href="https://www.signup.example/9" rel="noopener nofollow"' in page
    for words in ("13:30", "装箱", "讲箱子", "麦小舟"):
        assert words in page


def test_the_day_itself_is_still_before(db, visitor):
    assert 'class="invite"' in page_of(visitor, make_event(day=in_days(0)))
    assert 'class="invite"' not in page_of(visitor, make_event(day=in_days(-1)))


def test_afterwards_the_same_address_has_what_is_left(db, visitor):
    event = make_event(head_count=80, venue="三号仓")
    talk = make_talk(event=event, title="装箱")
    deck = make_deck(talk=talk)
    shared = make_attachment(event=event, content=b"x", original_name="全场.zip")
    photos = [make_photo(event=event), make_photo(talk=talk)]
    page = page_of(visitor, event)
    for words in ("80", "三号仓", "装箱", deck.file_url, shared.file_url):
        assert words in page
    for photo in photos:
        assert photo.renditions.all()[0].url in page


@pytest.mark.parametrize("pictures", [{}, {"image": "", "thumbnail": ""}])
def test_its_own_slides_are_read_online_whether_they_have_pictures_or_not(db, visitor, pictures):
    event = make_event()
    make_deck(event=event, pages=6).pages.update(text="字", **pictures)
    page = page_of(visitor, event)
    assert f'href="{event.get_absolute_url()}slides/"' in page
    assert "在线看，共 6 页" in page


def test_its_stories_are_linked(db, visitor):
    event = make_event()
    recap = make_post(events=[event])
    draft = make_post(events=[event], published=False)
    page = page_of(visitor, event)
    assert recap.get_absolute_url() in page
    assert draft.get_absolute_url() not in page


def test_what_tells_most_of_it_stands_first(db, visitor):
    event = make_event()
    kinds = ["call_for_talks", "other", "signup", "photos", "recap"]
    posts = {kind: make_post(events=[event], kind=kind) for kind in kinds}
    stories = page_of(visitor, event).partition('id="stories"')[2]
    order = sorted(kinds, key=lambda kind: stories.index(posts[kind].get_absolute_url()))
    assert order == ["recap", "photos", "signup", "call_for_talks", "other"]


def test_its_heading_leads_to_the_recap(db, visitor, client):
    event = make_event()
    draft = make_post(events=[event], published=False)
    assert 'class="btn main"' not in page_of(visitor, event)
    client.force_login(make_user(superuser=True))
    assert f'class="btn main" href="{draft.get_absolute_url()}"' not in page_of(client, event)
    recap = make_post(events=[event])
    assert f'class="btn main" href="{recap.get_absolute_url()}"' in page_of(visitor, event)


@pytest.mark.parametrize(("days", "place"), [(-5, "/recaps/"), (5, "/events/")])
def test_the_navigation_tells_what_was_from_what_comes(db, visitor, days, place):
    page = page_of(visitor, make_event(day=in_days(days)))
    navigation = page.partition('class="nav"')[2].partition("</nav>")[0]
    assert navigation.count("aria-current") == 1
    assert f'href="{place}" aria-current="true"' in navigation


def test_nothing_known_but_its_title_is_enough(db, visitor):
    page = page_of(visitor, make_event(title="很久以前", day=None))
    assert "很久以前" in page
    assert 'class="invite"' not in page


def test_nothing_known_but_the_day_is_enough(db, visitor):
    assert "下一场" in page_of(visitor, make_event(title="下一场", day=in_days(9)))


def test_hidden_files_and_photos_are_not_shown(db, visitor):
    event = make_event()
    hidden = [make_photo(event=event, hidden=True), make_attachment(event=event, hidden=True)]
    cover = make_photo(event=event, hidden=True)
    event.cover = cover
    event.save()
    page = page_of(visitor, event)
    assert not [
        file for file in hidden if str(file.uuid) in page or (file.url and file.url in page)
    ]
    assert str(cover.uuid) not in page


@pytest.mark.parametrize("place", ["event", "talk"])
def test_every_file_that_is_listed_can_be_downloaded(db, visitor, place):
    talk = make_talk()
    owner = {"event": talk.event} if place == "event" else {"talk": talk}
    picture = {"content_type": "image/png", "original_name": "图.png"}
    for kind in Attachment.Kind:
        make_attachment(kind=kind, content=b"x", original_name="a.zip", **owner)
        make_attachment(kind=kind, content=b"x", **picture, **owner)
    pages = [page_of(visitor, row) for row in (talk.event, talk)]
    links = {link for page in pages for link in re.findall(r'href="(/files/[^"]+)"', page)}
    assert len(links) == len(Attachment.Kind) - 2  # neither a photo without sizes nor an album
    for link in links:
        assert content(visitor.get(link)) == b"x"


@pytest.mark.parametrize("when", [{"published": False}, {"scheduled": True}])
@pytest.mark.parametrize("days", [-5, 5])
def test_an_unpublished_event_is_there_for_its_organizers_only(client, guangzhou, when, days):
    event = make_event(city=guangzhou, day=in_days(days), **when)
    assert client.get(event.get_absolute_url()).status_code == 404
    client.force_login(make_user(organizer_of=guangzhou))
    assert 'class="note warn"' in page_of(client, event)


def test_headings_of_the_announcement_stand_under_the_title(db, visitor):
    page = page_of(visitor, make_event(description="## 怎么来\n\n坐船。"))
    assert "<h3>怎么来</h3>" in page


@pytest.mark.parametrize("talks", [1, 3])
def test_it_takes_as_many_queries_for_three_talks(db, visitor, django_assert_num_queries, talks):
    event = make_event(tags=["甲"])
    for _ in range(talks):
        talk = make_talk(event=event, speakers=[make_speaker()])
        make_deck(talk=talk)
        make_photo(talk=talk)
    make_attachment(event=event, kind=Attachment.Kind.TRANSCRIPT)
    make_post(events=[event])
    with django_assert_num_queries(14):
        visitor.get(event.get_absolute_url())
