"""The slide reader in a browser: keys, swipes, full screen, faults; and all without script."""

import io
import re
from urllib.parse import unquote

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image
from playwright.sync_api import expect

from tests.factories import make_attachment, make_deck, make_talk

pytestmark = pytest.mark.browser

PAGES = 14


WIDE, TALL, SMALL = (1600, 900), (900, 1600), (640, 360)


def webp(size):
    picture = io.BytesIO()
    Image.new("RGB", size, "teal").save(picture, "WEBP", method=0)
    return ContentFile(picture.getvalue())


@pytest.fixture
def talk(transactional_db):
    talk = make_talk(title="装箱", slug="boxes", summary="讲的是箱子。\n\n" * 60)
    pages = make_deck(talk=talk, pages=PAGES).pages
    small, wide, tall = (default_storage.save("x", webp(size)) for size in (SMALL, WIDE, TALL))
    pages.update(image=wide, thumbnail=small)
    pages.filter(number=5).update(image=tall, width=TALL[0], height=TALL[1])
    make_attachment(talk=talk, kind="transcript", content=b"x", text="00:12 大家好")
    return talk


@pytest.fixture
def page(new_context):
    page = new_context(viewport={"width": 1000, "height": 700}).new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    yield page
    assert page.faults == []


@pytest.fixture
def address(talk, live_server):  # in this order: the server shares the database of the test
    return live_server.url + talk.get_absolute_url()


def open_slide(page, address, number):
    page.goto(f"{address}slides/{number}/")
    page.wait_for_selector("[data-on]")


def wait_for(page, number):
    """Until the page is shown everywhere: on the stage, in the strip, the text and the address."""
    page.wait_for_url(re.compile(rf"/slides/{number}/"), wait_until="commit")
    expect(page.locator(".page img")).to_have_attribute("src", re.compile(rf"/{number}\.webp$"))
    expect(page.locator(".strip [aria-current]")).to_have_attribute("data-n", str(number))
    expect(page.locator(".pagetext h2")).to_have_text(f"第 {number} 页文字")
    expect(page.locator(".pagetext")).to_contain_text(f"第 {number} 页的字")
    expect(page).to_have_title(re.compile(f"第 {number} 页"))


def test_keys_turn_the_pages_of_a_slide(page, address):
    open_slide(page, address, 3)
    steps = {"ArrowRight": 4, "ArrowLeft": 3, "PageDown": 4, "PageUp": 3, " ": 4, "Shift+ ": 3}
    for key, number in {**steps, "Home": 1, "End": PAGES}.items():
        page.keyboard.press(key)
        wait_for(page, number)


def test_many_quick_presses_go_as_many_pages(page, address):
    open_slide(page, address, 2)
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    wait_for(page, 8)


def test_on_the_talk_page_arrows_turn_and_the_other_keys_scroll(page, address):
    page.goto(address)
    page.wait_for_selector("[data-on]")
    page.keyboard.press("ArrowRight")
    wait_for(page, 2)
    page.keyboard.press("End")
    expect(page.locator(".foot")).to_be_in_viewport()
    assert page.url.endswith("/slides/2/")


def test_a_paragraph_of_the_talk_keeps_the_talk_s_address(page, address):
    page.goto(address)
    page.wait_for_selector("[data-on]")
    page.keyboard.press("ArrowRight")
    wait_for(page, 2)
    page.click(".speech a")
    assert page.url == f"{address}#s1"


def test_back_leaves_the_slides_at_once(page, address, live_server):
    page.goto(live_server.url + "/talks/")
    open_slide(page, address, 1)
    page.keyboard.press("End")
    wait_for(page, PAGES)
    page.go_back()
    assert page.url.endswith("/talks/")


def test_links_turn_pages_without_loading_and_keep_the_focus(page, address):
    open_slide(page, address, 1)
    page.evaluate("window.same = true")
    page.focus("[data-go=after]")
    page.keyboard.press("Enter")
    wait_for(page, 2)
    assert page.evaluate("document.activeElement.dataset.go") == "after"
    page.click(".strip [data-n='4']")
    wait_for(page, 4)
    assert page.locator("[data-said]").inner_text() == page.locator(".at").inner_text()
    assert page.evaluate("window.same")


def test_the_strip_gains_the_pages_around_where_it_jumps(page, address):
    open_slide(page, address, 1)
    page.fill("[name=page]", str(PAGES))
    page.press("[name=page]", "Enter")
    wait_for(page, PAGES)
    shown = page.locator(".strip [data-n]").evaluate_all("all => all.map(one => +one.dataset.n)")
    assert shown == sorted(set(shown))
    assert {1, PAGES - 1, PAGES} <= set(shown)


def test_the_neighbours_are_there_before_they_are_asked_for(page, address):
    asked = []
    page.on("request", lambda request: asked.append(unquote(request.url)))
    open_slide(page, address, 3)
    page.wait_for_load_state("networkidle")
    for ending in ("slides/2/", "slides/4/", "slides/2.webp", "slides/4.webp"):
        assert any(url.endswith(ending) for url in asked)
    assert not any(url.endswith((".pdf", "slides/9.webp", "slides/9/")) for url in asked)


def touch(page, dx, dy, fingers=1):
    page.locator(".page").evaluate(
        """(stage, [dx, dy, fingers]) => {
          const at = (clientX, clientY, identifier) =>
            new Touch({identifier, target: stage, clientX, clientY});
          const many = [...Array(fingers).keys()].map((id) => at(200 + id, 200, id));
          const fire = (name, touches, changedTouches) =>
            stage.dispatchEvent(new TouchEvent(name, {touches, changedTouches, bubbles: true}));
          fire("touchstart", many, many);
          fire("touchend", [], [at(200 + dx, 200 + dy, 0)]);
        }""",
        [dx, dy, fingers],
    )


def test_a_swipe_turns_but_scrolling_and_pinching_do_not(page, address):
    open_slide(page, address, 3)
    touch(page, dx=-60, dy=90)
    touch(page, dx=-90, dy=0, fingers=2)
    touch(page, dx=-90, dy=10)
    wait_for(page, 4)
    touch(page, dx=90, dy=10)
    wait_for(page, 3)


def test_a_click_on_the_picture_turns_to_its_side(page, address):
    open_slide(page, address, 3)
    page.click(".page", position={"x": 600, "y": 60})
    wait_for(page, 4)
    page.click(".page", position={"x": 20, "y": 60})
    wait_for(page, 3)


def test_full_screen_holds_while_pages_turn(page, address):
    open_slide(page, address, 3)
    page.keyboard.press("f")
    page.wait_for_selector(".filled")
    assert page.evaluate("document.fullscreenElement.className") == "viewer filled"
    page.keyboard.press("PageDown")
    wait_for(page, 4)
    expect(page.locator("[data-full][aria-pressed=true]")).to_be_visible()
    page.keyboard.press("f")
    expect(page.locator(".filled")).to_have_count(0)


def test_without_the_browser_s_full_screen_it_takes_the_whole_window(page, address):
    page.add_init_script("delete Element.prototype.requestFullscreen")
    page.add_init_script("delete Element.prototype.webkitRequestFullscreen")
    open_slide(page, address, 3)
    page.click("[data-full]")
    box = page.locator(".viewer").bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 1000, 700)
    assert page.evaluate("document.querySelector('.bar').inert")
    page.keyboard.press("Escape")
    assert not page.evaluate("document.querySelector('.bar').inert")
    expect(page.locator(".fixed")).to_have_count(0)


def test_a_tall_page_fits_into_the_window(page, address):
    open_slide(page, address, 5)
    box = page.locator(".page img").bounding_box()
    assert box["height"] <= 700


def test_nothing_moves_when_the_picture_arrives(page, address):
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => list.getEntries()"
        ".forEach((one) => window.moved += one.value)).observe({type: 'layout-shift'})"
    )
    open_slide(page, address, 3)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.moved") < 0.01


def test_offline_it_says_so_and_goes_on_when_the_line_is_back(page, address):
    open_slide(page, address, 3)
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    page.keyboard.press("End")
    page.wait_for_selector("[data-fault]:visible")
    assert page.url.endswith("/slides/3/")
    page.context.set_offline(False)
    wait_for(page, PAGES)
    expect(page.locator("[data-fault]")).to_be_hidden()


def test_a_picture_that_does_not_come_can_be_asked_for_again(page, address):
    page.route("**/slides/3.webp", lambda route: route.abort())
    open_slide(page, address, 3)
    page.wait_for_selector("[data-fault]:visible")
    page.unroute("**/slides/3.webp")
    page.click("[data-again]")
    page.wait_for_load_state("networkidle")
    assert page.locator(".page img").evaluate("img => img.naturalWidth > 0")
    expect(page.locator("[data-fault]")).to_be_hidden()


@pytest.mark.parametrize("module", [None, "export const broken = ;"], ids=["none", "unread"])
def test_without_script_links_and_the_form_do_it(new_context, address, module):
    context = new_context(java_script_enabled=module is not None)
    page = context.new_page()
    page.route(re.compile(r"\.js$"), lambda route: route.fulfill(body=module or ""))
    page.goto(address)
    page.click("[data-go=after]")
    page.click("[data-go=after]")
    wait_for(page, 3)
    page.fill("[name=page]", "9")
    page.click(".goto button")
    wait_for(page, 9)
    expect(page.locator("[data-full]")).to_be_hidden()
    page.click("[data-part=whole]")
    page.wait_for_url("**/slides/#p9")
    expect(page.locator(".leaf")).to_have_count(PAGES)


def test_a_page_without_picture_is_read_in_full_screen(page, address, talk):
    pages = talk.attachments.get(kind="slides").pages
    pages.update(image="", thumbnail="", title="箱", text="一行很长的字\n" * 200)
    page.set_viewport_size({"width": 390, "height": 700})
    open_slide(page, address, 3)
    expect(page.locator(".read")).to_be_hidden()
    page.click("[data-full]")
    expect(page.locator(".read")).to_be_visible()
    assert page.locator(".words").evaluate("it => it.scrollHeight > it.clientHeight")
    expect(page.locator(".words .big")).to_be_in_viewport()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".at")).to_have_text(f"第 4 / {PAGES} 页")


def test_labels_of_pages_without_pictures_stand_beside_each_other(page, address, talk):
    talk.attachments.get(kind="slides").pages.update(image="", thumbnail="", title="长标题" * 9)
    page.set_viewport_size({"width": 390, "height": 700})
    open_slide(page, address, 3)
    overlap = """leaf => {
      const title = document.createRange();
      title.selectNode(leaf.lastChild);
      const below = title.getBoundingClientRect().top;
      return leaf.querySelector("span").getBoundingClientRect().bottom > below + 1;
    }"""
    assert not any(page.locator(".strip [data-n]").evaluate_all(f"all => all.map({overlap})"))
