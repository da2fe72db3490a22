"""Photos over the page: keys, swipes, the address, the focus; and all of it as plain links."""

import re

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from playwright.sync_api import expect

from tests import samples
from tests.browsing import axe
from tests.factories import make_attachment, make_event, make_talk

pytestmark = pytest.mark.browser

LONG = "一张照片能有多长的说明" * 12


@pytest.fixture
def event(transactional_db):
    """With photos of every shape and of every want."""
    event = make_event(title="船坞之夜")
    shapes = [(90, 60, "三个人围着机器", "开场"), (60, 90, "", LONG), (90, 60, "", "")]
    for number, (width, height, alt, caption) in enumerate(shapes):
        talk = make_talk(event=event) if number == 2 else None
        photo = make_attachment(
            kind="photo",
            content=b"x",
            original_name="a.jpg",
            **({"talk": talk} if talk else {"event": event}),
            alt=alt,
            caption=caption,
            position=number,
        )
        size = photo.renditions.model(attachment=photo, width=width, height=height)
        picture = samples.make_picture(width, height, encoder="WEBP", colour="teal")
        size.file.save("x", ContentFile(picture))
    return event


@pytest.fixture
def wall(event, live_server, page):
    """The event's page in a window, with its photos."""
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda said: said.type == "error" and page.complaints.append(said.text))
    page.goto(live_server.url + event.get_absolute_url())
    yield page
    assert page.complaints == []


def open_photo(wall, place=0):
    """The script of the lightbox comes with the first one."""
    wall.locator(".shot").nth(place).click()
    wall.locator("dialog.box").wait_for()


def numbers(event) -> list[int]:
    return [photo.pk for photo in event.attachments.order_by("position")]


def test_a_photo_opens_over_the_page_and_keys_turn_it(wall, event):
    first, second = numbers(event)
    wall.locator(".shot").first.press("Enter")
    box = wall.locator("dialog.box")
    expect(box).to_be_visible()
    assert wall.url.endswith(f"/photos/{first}/")
    expect(box.locator("[role=status]")).to_have_text("1 / 3 三个人围着机器")
    expect(box.locator(".away")).to_have_attribute("href", re.compile(rf"/photos/{first}/remove/$"))
    wall.keyboard.press("ArrowRight")
    assert wall.url.endswith(f"/photos/{second}/")
    expect(box).to_contain_text(LONG)
    wall.keyboard.press("ArrowRight")
    wall.keyboard.press("ArrowRight")  # there is no fourth
    expect(box.locator(".at")).to_have_text("3 / 3")
    wall.keyboard.press("Home")
    expect(box.locator(".at")).to_have_text("1 / 3")


def test_esc_gives_the_page_back_with_the_focus_where_one_stopped(wall, event):
    address = wall.url
    open_photo(wall)
    wall.keyboard.press("ArrowRight")
    wall.keyboard.press("Escape")
    wall.locator("dialog.box").wait_for(state="hidden")
    assert wall.url == address
    focused = wall.evaluate("document.activeElement.href")
    assert focused.endswith(f"/photos/{numbers(event)[1]}/")


def test_back_and_forward_close_and_open_the_box(wall, event):
    open_photo(wall)
    wall.go_back()
    wall.locator("dialog.box").wait_for(state="hidden")
    wall.go_forward()
    wall.locator("dialog.box").wait_for()
    wall.locator("[data-close]").click()
    wall.locator("dialog.box").wait_for(state="hidden")


def test_a_swipe_turns_and_a_scroll_does_not(wall):
    open_photo(wall)
    swipe = """([x, y]) => {
      const plate = document.querySelector('.box .plate');
      const touch = (clientX, clientY) =>
        new Touch({identifier: 1, target: plate, clientX, clientY});
      const send = (name, at) => plate.dispatchEvent(new TouchEvent(name,
        {touches: name === 'touchstart' ? [at] : [], changedTouches: [at]}));
      send('touchstart', touch(200, 200));
      send('touchend', touch(200 + x, 200 + y));
    }"""
    at = wall.locator(".box .at")
    wall.evaluate(swipe, [-80, 90])
    expect(at).to_have_text("1 / 3")
    wall.evaluate(swipe, [-80, 10])
    expect(at).to_have_text("2 / 3")
    wall.evaluate(swipe, [80, 10])
    expect(at).to_have_text("1 / 3")


def test_the_focus_stays_on_a_button_that_can_still_be_pressed(wall):
    open_photo(wall, 1)
    forward = wall.locator(".box [data-step='1']")
    forward.focus()
    forward.press("Enter")
    expect(forward).to_be_disabled()
    assert wall.evaluate("document.activeElement.dataset.step") == "-1"


def test_without_script_the_photos_are_a_row_of_pages(event, live_server, new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url + event.get_absolute_url())
    page.locator(".shot").first.click()
    expect(page.locator(".plate img[width='90']")).to_be_visible()
    page.locator("a[rel=next]").last.click()
    page.locator("a[rel=next]").last.click()
    assert page.url.endswith(f"/photos/{event.talks.get().attachments.get().pk}/")
    expect(page.locator("main a[rel=next]")).to_have_count(0)


def test_on_its_own_page_the_arrow_keys_lead_on(event, live_server, page):
    first, second = numbers(event)
    page.goto(live_server.url + reverse("photo", args=[event.slug, first]))
    page.keyboard.press("ArrowRight")
    page.wait_for_url(f"**/photos/{second}/")


def test_nothing_moves_when_a_photo_arrives(event, live_server, page):
    event.attachments.update(placeholder="data:image/webp;base64,AAAA")
    held = []
    page.route("**/files/**", lambda route: held.append(route))
    page.goto(live_server.url + event.get_absolute_url(), wait_until="domcontentloaded")
    place = "JSON.stringify(document.querySelector('.foot').getBoundingClientRect())"
    page.locator(".shot").last.scroll_into_view_if_needed()
    before = page.evaluate(place)
    for route in held:
        route.continue_()
    page.wait_for_load_state("networkidle")
    assert held
    assert page.evaluate(place) == before


@pytest.mark.parametrize("width", [390, 1440])
def test_the_box_can_be_read(wall, width):
    wall.set_viewport_size({"width": width, "height": 700})
    open_photo(wall, 1)
    assert [rule["id"] for rule in axe(wall)] == []
    assert wall.locator(".box .ways").bounding_box()["y"] < 700
