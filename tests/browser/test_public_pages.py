"""What only a browser can tell of the public pages: themes, script and none, paper."""

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.factories import make_event, make_post
from tests.whole_site import LISTS, make_site

pytestmark = pytest.mark.browser


@pytest.fixture
def addresses(transactional_db):
    return make_site().pages


def test_the_theme_is_switched_and_remembered(addresses, live_server, new_context):
    page = new_context(color_scheme="light").new_page()
    page.goto(live_server.url)
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.click("[data-theme-toggle]")
    dark = page.evaluate(paper)
    assert dark != light
    page.goto(f"{live_server.url}/tags/")
    assert page.evaluate(paper) == dark


def test_without_script_everything_is_there_but_the_switch(addresses, live_server, new_context):
    page = new_context(java_script_enabled=False).new_page()
    for address in LISTS:
        page.goto(live_server.url + address)
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator("[data-theme-toggle]")).to_be_hidden()


def test_a_picture_that_is_gone_shows_its_words_in_a_frame(addresses, live_server, new_context):
    page = new_context().new_page()
    [address] = [address for address in addresses if address.startswith("/posts/")]
    page.goto(live_server.url + address)
    picture = page.locator("img.gone")
    picture.scroll_into_view_if_needed()
    assert picture.get_attribute("alt") == "旧站上的一张合影"


def test_on_paper_the_facts_stay_and_files_tell_their_address(addresses, live_server, new_context):
    page = new_context().new_page()
    [address] = [address for address in addresses if address.startswith("/posts/")]
    page.goto(live_server.url + address)
    page.emulate_media(media="print")
    for kept in (".facts", ".who", ".files"):
        expect(page.locator(kept).first).to_be_visible()
    for left_out in (".foot", ".toc", ".nav"):
        expect(page.locator(left_out).first).to_be_hidden()
    told = "getComputedStyle(document.querySelector('.files a[href$=pdf]'), '::after').content"
    assert ".pdf" in page.evaluate(told)


def test_a_picture_among_words_does_not_cut_the_sentence(addresses, live_server, new_context):
    small = '<img src="/smile.png" width="16" height="16" alt="笑">'
    post = make_post(body=f"先看 ![合影](/group.png) 再说{small}话。")
    page = new_context().new_page()
    page.goto(live_server.url + post.get_absolute_url())
    shown = "[...document.querySelectorAll('.prose img')].map(it => getComputedStyle(it).display)"
    assert page.evaluate(shown) == ["block", "inline-block"]


def test_the_card_has_a_tab_stop_a_year(addresses, live_server, new_context):
    make_event(day=date(2015, 5, 1))
    page = new_context().new_page()
    page.goto(f"{live_server.url}/archive/")
    years = page.locator(".chart a")
    assert years.count() == len({2014, 2015, timezone.localdate().year})
    years.nth(1).press("Enter")
    assert page.url.endswith("#y2015")
