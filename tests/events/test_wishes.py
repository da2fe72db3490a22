"""A visitor without an account wishes a photo away, or a mistake put right."""

import re
from urllib.parse import unquote

import pytest
from django.core.cache import cache
from django.test import Client

from events.models import Correction, Membership, PhotoRemoval
from tests.factories import make_city, make_event, make_photo, make_talk, make_user

CHANGELIST = "/admin/events/photoremoval/"


@pytest.fixture(autouse=True)
def fresh_counters(db):
    cache.clear()


def removal(photo):
    event = photo.event or photo.talk.event
    return f"{event.get_absolute_url()}photos/{photo.pk}/remove/"


def test_the_photo_is_hidden_at_once_and_everywhere(visitor):
    photo, other = [make_photo(event=event) for event in [make_event()] for _ in range(2)]
    shown = photo.renditions.all()[0].url
    assert visitor.post(removal(photo), {"reason": "不想被看到"}).status_code == 302
    assert visitor.get(shown).status_code == 404
    assert shown not in visitor.get(photo.event.get_absolute_url()).text
    assert other.renditions.all()[0].url in visitor.get(photo.event.get_absolute_url()).text


def test_afterwards_the_address_says_that_it_is_done(visitor):
    photo = make_photo(event=make_event())
    visitor.post(removal(photo))
    page = visitor.get(removal(photo))
    assert page.status_code == 200
    assert "这张照片不再显示" in page.text


def test_asking_for_the_form_changes_nothing(visitor):
    photo = make_photo(talk=make_talk())
    assert "马上隐藏" in visitor.get(removal(photo)).text
    photo.refresh_from_db()
    assert not photo.hidden
    assert not PhotoRemoval.objects.exists()


def test_each_photo_leads_to_the_form(visitor):
    photo = make_photo(event=make_event())
    page = visitor.get(f"{photo.event.get_absolute_url()}photos/{photo.pk}/")
    assert f'href="{removal(photo)}"' in page.text


@pytest.mark.parametrize("facts", [{"hidden": True}, {"kind": "slides"}])
def test_what_is_no_photo_to_see_can_not_be_asked_for(visitor, facts):
    photo = make_photo(event=make_event())
    for name, value in facts.items():
        setattr(photo, name, value)
    photo.save()
    assert visitor.get(removal(photo)).status_code == 404
    assert visitor.post(removal(photo)).status_code == 404


def test_a_draft_s_photo_is_not_told_of(visitor):
    photo = make_photo(event=make_event(published=False))
    assert visitor.post(removal(photo)).status_code == 404


def test_one_visitor_takes_away_so_many_in_an_hour(visitor):
    event = make_event()
    photos = [make_photo(event=event) for _ in range(11)]
    answers = [visitor.post(removal(photo), {"reason": "船"}) for photo in photos]
    assert [answer.status_code for answer in answers] == [302] * 10 + [429]
    assert "一下子太多了" in answers[-1].text
    assert "船</textarea>" in answers[-1].text
    assert PhotoRemoval.objects.count() == 10


def test_a_reason_that_is_too_long_stays_in_the_form(visitor):
    photo = make_photo(event=make_event())
    page = visitor.post(removal(photo), {"reason": "船" * 501})
    assert page.status_code == 400
    assert "船" * 501 in page.text
    photo.refresh_from_db()
    assert not photo.hidden


@pytest.fixture
def guangzhou():
    return make_city(slug="guangzhou", name="广州")


@pytest.fixture
def desk(guangzhou):
    """The browser of an organizer."""
    client = Client()
    client.force_login(make_user("guangzhou", organizer_of=guangzhou))
    return client


def test_the_organizers_of_the_city_have_it_on_their_list(desk, visitor, guangzhou):
    photo = make_photo(event=make_event(city=guangzhou))
    other = make_photo(event=make_event(city=make_city(slug="zhuhai", name="珠海")))
    for each, reason in ((photo, "我在里面"), (other, "别人的")):
        visitor.post(removal(each), {"reason": reason})
    page = desk.get(CHANGELIST).text
    assert "我在里面" in page
    assert "别人的" not in page


@pytest.mark.parametrize(
    ("action", "hidden", "decision"),
    [("show_again", False, "restored"), ("keep_hidden", True, "removed")],
)
def test_an_organizer_has_the_last_word(desk, visitor, guangzhou, action, hidden, decision):
    photo = make_photo(event=make_event(city=guangzhou))
    visitor.post(removal(photo))
    wish = PhotoRemoval.objects.get()
    desk.post(CHANGELIST, {"action": action, "_selected_action": [wish.pk]})
    photo.refresh_from_db()
    wish.refresh_from_db()
    assert (photo.hidden, wish.decision) == (hidden, decision)
    assert "照片" not in desk.get(CHANGELIST).text.partition('id="result_list"')[2]


def test_nobody_changes_another_city_s(desk, visitor, guangzhou):
    photo = make_photo(event=make_event(city=make_city(slug="zhuhai", name="珠海")))
    visitor.post(removal(photo))
    wish = PhotoRemoval.objects.get()
    desk.post(CHANGELIST, {"action": "show_again", "_selected_action": [wish.pk]})
    photo.refresh_from_db()
    assert photo.hidden


def test_every_page_leads_to_the_form_for_mistakes(visitor):
    talk = make_talk(slug="船")
    page = visitor.get(talk.get_absolute_url()).text
    [link] = re.findall(r'href="/corrections/\?page=([^"]*)"', page)
    assert unquote(link) == "/talks/船/"


def test_a_mistake_is_put_on_the_list(desk, visitor, guangzhou):
    path = make_talk(slug="船").get_absolute_url()
    page = visitor.get("/corrections/", {"page": path}).text
    assert f'value="{path}"' in page
    sent = visitor.post("/corrections/", {"page": path, "text": "名字写错了"}, follow=True)
    assert "谢谢" in sent.text
    assert Correction.objects.get().page == "/talks/船/"
    assert "名字写错了" in desk.get("/admin/events/correction/").text


def test_a_correction_is_closed(desk):
    row = Correction.objects.create(page="/", text="错字")
    post = {"action": "mark_done", "_selected_action": [row.pk]}
    desk.post("/admin/events/correction/", post)
    row.refresh_from_db()
    assert row.done_at
    assert row.done_by.username == "guangzhou"
    assert "错字" not in desk.get("/admin/events/correction/").text
    assert "错字" in desk.get("/admin/events/correction/?state=done").text


@pytest.mark.parametrize(
    "page", ["//evil.example/", "/\\evil.example", "https://evil.example/", "javascript:1"]
)
def test_only_pages_of_this_site_are_named(visitor, page):
    for path in ("/corrections/", "/corrections/sent/"):
        assert f'"{page}"' not in visitor.get(path, {"page": page}).text.partition("<main")[2]
    assert visitor.post("/corrections/", {"page": page, "text": "x"}).status_code == 400


def test_an_empty_correction_comes_back_with_a_sentence(visitor):
    page = visitor.post("/corrections/", {"page": "/", "text": " "})
    assert page.status_code == 400
    assert "写几个字就行" in page.text
    assert not Correction.objects.exists()


def test_a_form_from_another_site_is_refused():
    assert (
        Client(enforce_csrf_checks=True)
        .post("/corrections/", {"page": "/", "text": "x"})
        .status_code
        == 403
    )


def test_uploaders_see_no_corrections(client):
    user = make_user("staff")
    Membership.objects.create(user=user, city=make_city(slug="a", name="甲"), role="uploader")
    client.force_login(user)
    assert client.get("/admin/events/correction/").status_code == 403
