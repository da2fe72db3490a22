"""Every type of page in a browser: it fits, says nothing in the console, and all can read it."""

import pytest
from playwright.sync_api import expect

from tests.browsing import Watched
from tests.whole_site import make_site

pytestmark = pytest.mark.browser

# All that Tab should stop at, as far as it can be seen; a group of radio buttons is one stop.
STOPS = """() => [...document.querySelectorAll(
  'a[href], button, input:not([type=hidden]), select, textarea, summary, audio, video, [tabindex]'
)].filter(it => it.tabIndex >= 0 && !it.disabled && it.checkVisibility()).length"""
# Where the focus is, counted in reading order, and whether it shows.
FOCUS = """() => {
  const it = document.activeElement, style = getComputedStyle(it);
  const { left, right, top, bottom } = it.getBoundingClientRect();
  const inside = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
  const ring = it.controls // inside a player the browser draws its own
    || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const place = [...document.querySelectorAll('*')].indexOf(it);
  return [place, ring && inside, it.outerHTML.slice(0, 90)];
}"""


@pytest.fixture
def site(transactional_db):
    return make_site()


@pytest.mark.parametrize(
    ("widths", "scheme"), [((390, 320), "light"), ((1440, 820), "dark")], ids=["phone", "desk"]
)
def test_every_page_fits_and_can_be_read(site, live_server, new_context, widths, scheme):
    # Without motion: axe would now and then catch a colour half way to another.
    context = new_context(color_scheme=scheme, reduced_motion="reduce")
    tab = Watched(context.new_page(), live_server.url)
    found = {address: tab.faults(address, widths) for address in site.pages}
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("width", [390, 1440])
def test_tab_goes_through_a_page_in_its_order_and_is_seen(site, live_server, new_context, width):
    size = {"width": width, "height": 900}
    page = new_context(viewport=size, reduced_motion="reduce").new_page()
    for path in ("/", "/talks/", site.talk.get_absolute_url(), "/corrections/"):
        page.goto(live_server.url + path)
        page.wait_for_load_state("networkidle")
        stops = tabbed(page)
        assert [told for _place, seen, told in stops if not seen] == []
        places = [place for place, _seen, _told in stops]
        assert places == sorted(places)
        assert len(stops) >= page.evaluate(STOPS)


def tabbed(page):
    """Every stop until the focus leaves the page; a player's own controls count as one."""
    stops = []
    while len(stops) < 400:
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            return stops
        stops.append(page.evaluate(FOCUS))
    pytest.fail("the focus never leaves the page")


def test_the_skip_link_comes_first_and_leads_to_the_text(site, live_server, page):
    page.goto(live_server.url + site.talk.get_absolute_url())
    page.keyboard.press("Tab")
    expect(page.locator(".skip").first).to_be_focused()
    expect(page.locator(".skip").first).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.wait_for_url("**/#main")
    page.keyboard.press("Tab")
    expect(page.locator("main :focus")).to_have_count(1)


def test_filters_open_and_are_sent_by_keys(site, live_server, new_context):
    page = new_context(viewport={"width": 390, "height": 900}).new_page()
    page.goto(f"{live_server.url}/talks/")
    page.locator(".filters summary").press("Enter")
    city = page.locator(".filters select[name=city]")
    expect(city).to_be_visible()
    city.press("End")
    city.press("Home")
    city.press("ArrowDown")
    page.locator(".filters button").press("Enter")
    page.wait_for_url("**/talks/?*city=*")


def test_the_theme_is_switched_by_keys(site, live_server, new_context):
    page = new_context(color_scheme="light").new_page()
    page.goto(live_server.url)
    page.locator("[data-theme-toggle]").press("Enter")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
