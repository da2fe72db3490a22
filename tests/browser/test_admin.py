"""The desk in a real browser: what scripts do there, under the strict policy."""

import pytest
from playwright.sync_api import expect

from events.models import Attachment, Event
from tests.browsing import axe
from tests.events.test_admin_scope import change
from tests.factories import (
    make_attachment,
    make_city,
    make_event,
    make_speaker,
    make_tag,
    make_talk,
    make_user,
)

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(transactional_db, live_server, page):
    """Logged in as a superuser; `desk.complaints` is what the console said."""
    make_user("root", superuser=True)
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda message: message.type == "error" and note(page, message))
    page.goto(f"{live_server.url}/admin/login/?next=/admin/events/event/")
    page.fill("#id_username", "root")
    page.fill("#id_password", "correct horse battery")
    page.click("[type=submit]")
    return page


def note(page, message):
    if "favicon" not in message.location["url"]:
        page.complaints.append(message.text)


def chosen(page, select):
    return page.eval_on_selector(select, "box => [...box.selectedOptions].map(o => o.text)")


def type_tag(page, text):
    page.locator(".field-tags .select2-search__field").first.click()
    page.keyboard.type(text)


def test_a_tag_typed_faster_than_its_suggestions_come_is_kept(desk, live_server):
    event = make_event(tags=["甲"])
    desk.goto(f"{live_server.url}/admin/events/event/{event.pk}/change/")
    type_tag(desk, "新词、又一个")
    desk.click("[name=_continue]")
    desk.wait_for_selector(".messagelist .success")
    assert sorted(chosen(desk, "#id_tags")) == sorted(["甲", "新词", "又一个"])
    assert sorted(event.tags.names()) == sorted(["甲", "新词", "又一个"])


def test_escape_drops_what_was_typed(desk, live_server):
    event = make_event(tags=["甲"])
    desk.goto(f"{live_server.url}/admin/events/event/{event.pk}/change/")
    type_tag(desk, "手滑")
    desk.keyboard.press("Escape")
    assert chosen(desk, "#id_tags") == ["甲"]


def test_enter_takes_the_tag_that_is_there_before_a_new_one(desk, live_server):
    make_tag("容器")
    event = make_event()
    desk.goto(f"{live_server.url}/admin/events/event/{event.pk}/change/")
    type_tag(desk, "容")
    desk.wait_for_selector(".select2-results__option:has-text('容器')")
    desk.keyboard.press("Enter")
    assert chosen(desk, "#id_tags") == ["容器"]


@pytest.mark.parametrize("lost", ["sessionid", "csrftoken"])
def test_text_outlives_a_session_that_ran_out(desk, live_server, lost):
    city, page = make_city(name="广州"), f"{live_server.url}/admin/events/event/add/"
    desk.goto(page)
    desk.fill("#id_title", "写了一晚上")
    desk.select_option("#id_city", str(city.pk))
    type_tag(desk, "新词，")
    desk.click("#talks-group .add-row a")
    desk.fill("#id_talks-0-summary", "第一讲的摘要")
    desk.context.clear_cookies(name=lost)
    desk.click("[name=_save]")
    log_in_again(desk, page)
    assert desk.input_value("#id_title") == ""
    desk.click(".unsaved [name=restore]")
    assert desk.input_value("#id_title") == "写了一晚上"
    assert desk.input_value("#id_city") == str(city.pk)
    assert desk.input_value("#id_talks-0-summary") == "第一讲的摘要"
    assert chosen(desk, "#id_tags") == ["新词"]
    desk.click("[name=_save]")
    desk.wait_for_selector(".messagelist .success")
    desk.goto(page)
    expect(desk.locator(".unsaved")).to_be_hidden()
    assert Event.objects.get().talks.get().summary == "第一讲的摘要"


def test_what_was_kept_can_be_thrown_away(desk, live_server):
    page = f"{live_server.url}/admin/events/event/add/"
    desk.goto(page)
    desk.fill("#id_title", "不要了")
    desk.click("[name=_save]")
    desk.wait_for_selector(".errornote")
    expect(desk.locator(".unsaved")).to_be_hidden()
    desk.goto(page)
    desk.click(".unsaved [name=drop]")
    desk.goto(page)
    expect(desk.locator(".unsaved")).to_be_hidden()


def test_saving_something_else_meanwhile_keeps_the_text(desk, live_server):
    event, page = make_event(), f"{live_server.url}/admin/events/event/add/"
    desk.goto(page)
    desk.fill("#id_title", "写了一晚上")
    desk.context.clear_cookies(name="sessionid")
    desk.click("[name=_save]")
    log_in_again(desk, page)
    desk.goto(f"{live_server.url}{change(event)}")
    desk.click("[name=_save]")
    desk.wait_for_selector(".messagelist .success")
    desk.goto(page)
    expect(desk.locator(".unsaved")).to_be_visible()


def test_a_speaker_stays_when_the_page_comes_back_with_an_error(desk, live_server):
    city, speaker = make_city(name="广州"), make_speaker("林知夏")
    desk.goto(f"{live_server.url}/admin/events/event/add/")
    desk.select_option("#id_city", str(city.pk))
    desk.click("#talks-group .add-row a")
    desk.locator("#talks-0 .field-speakers .select2-search__field").click()
    desk.keyboard.type("知夏")
    desk.click(".select2-results__option:has-text('林知夏')")
    desk.click("[name=_save]")
    desk.wait_for_selector(".errornote")
    desk.fill("#id_title", "容器专场")
    desk.click("[name=_save]")
    desk.wait_for_selector(".messagelist .success")
    assert [row.speaker for row in Event.objects.get().talks.get().credits.all()] == [speaker]


def log_in_again(page, address):
    if page.locator("#id_password").count():
        page.fill("#id_username", "root")
        page.fill("#id_password", "correct horse battery")
        page.click("[type=submit]")
    else:
        page.goto(address)


def test_a_talk_is_added_with_its_speaker_and_published(desk, live_server):
    city, speaker = make_city(name="广州"), make_speaker("林知夏")
    desk.goto(f"{live_server.url}/admin/events/event/add/")
    desk.fill("#id_title", "容器专场")
    desk.select_option("#id_city", str(city.pk))
    desk.click("#talks-group .add-row a")
    desk.fill("#id_talks-0-title", "镜像瘦身")
    desk.locator("#talks-0 .field-speakers .select2-search__field").click()
    desk.keyboard.type("知夏")
    desk.click(".select2-results__option:has-text('林知夏')")
    assert chosen(desk, "#id_talks-0-speakers") == ["林知夏"]
    desk.click("[name=_publish]")
    desk.wait_for_selector(".messagelist .success")
    event = Event.objects.get()
    assert event.is_published
    assert [row.speaker for row in event.talks.get().credits.all()] == [speaker]
    assert desk.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forms_can_be_read_and_every_box_has_a_name(desk, live_server, scheme):
    event = make_event(tags=["甲"])
    speaker = make_speaker("林知夏", aliases=["lin"])
    make_attachment(talk=make_talk(event=event, speakers=[speaker]))
    make_attachment(event=event)
    desk.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = {}
    for row in (event, event.talks.get(), speaker):
        desk.goto(f"{live_server.url}{change(row)}")
        desk.wait_for_function(
            "!document.querySelector('.select2-search__field:not([aria-label])')"
        )
        found[str(row)] = [rule["id"] for rule in axe(desk)]
    assert {name: rules for name, rules in found.items() if rules} == {}


def test_a_file_says_how_far_it_is_read_and_what_is_typed_stays(desk, live_server):
    facts = {"content_type": "application/pdf", "page_count": 38, "processing": "running"}
    deck = make_attachment(talk=make_talk(), content=b"x", processed_pages=12, **facts)
    desk.goto(f"{live_server.url}{change(deck)}")
    desk.fill("#id_title", "新的标题")
    desk.wait_for_selector(".reading >> text='正在读第 12 / 38 页'")
    Attachment.objects.update(processing="", processing_error="failed")
    desk.locator(".reading button:visible").press("Enter")
    for place in (".reading", "p[aria-live]"):
        expect(desk.locator(place).first).to_contain_text(str(Attachment.Problem.BROKEN.label))
    assert desk.input_value("#id_title") == "新的标题"
    assert desk.complaints == []
