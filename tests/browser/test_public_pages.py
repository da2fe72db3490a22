"""What only a browser can tell: overflow, contrast, the policy's refusals, script and none."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from events.models import Community
from tests.factories import (
    make_attachment,
    make_city,
    make_event,
    make_post,
    make_speaker,
    make_tag,
    make_talk,
)

pytestmark = pytest.mark.browser

LONG = "SuperlongunbreakableTitleOfSomethingThatNobodyEverHyphenates"
LISTS = ["/", "/recaps/", "/events/", "/talks/", "/speakers/", "/cities/", "/tags/", "/archive/"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The picture of a host that has gone, and the page that is not there.
EXPECTED = re.compile("ERR_NAME_NOT_RESOLVED|ERR_INTERNET_DISCONNECTED|404")
BODY = f"""## 一段代码

```python
def load(ship: str, *, boxes: int = {"9" * 80}) -> None: ...
```

| 船 | 箱 | 备注 |
|---|---|---|
| 一 | 二 | {LONG} |

![旧站上的一张合影](https://gone.invalid/group.jpg)

[[talks]]
"""


@pytest.fixture
def addresses(transactional_db):
    """Of pages full of long words, and of every thing that may be missing."""
    Community.objects.create(
        name="船坞技术夜谈", tagline="一个口号", since=2011, wechat_account="cw"
    )
    city = make_city(slug="guangzhou", name="广州", stamp="穗", color="kapok")
    quiet = make_city(name="远城", stamp="远", color="sea")
    tag = make_tag("船", aliases=["boat", LONG])
    coming = timezone.localdate() + timedelta(days=4)
    upcoming = make_event(city=city, title=LONG, day=coming, signup_url="https://s.example/")
    event = make_event(city=city, day=date(2014, 5, 1), venue=LONG, tags=["船"])
    make_event(city=quiet, day=None)
    talk = make_talk(event=event, title=LONG, speakers=[make_speaker(LONG)], tags=["船"])
    bare = make_talk(event=event, title="")
    make_attachment(talk=talk, content=b"x", original_name=f"{LONG}.pdf", page_count=3)
    post = make_post(events=[event], title=LONG, body=BODY, tags=["船"])
    speaker = talk.speakers.get()
    shown: list[Any] = [city, quiet, tag, upcoming, event, talk, bare, post, speaker]
    return [*LISTS, *(thing.get_absolute_url() for thing in shown), "/nowhere/"]


def faults(page, url):
    """What is wrong with the page: axe's rules, overflow, and what the console says."""
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(url, wait_until="load")
    broken = [rule["id"] for rule in axe(page)]
    over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    told = [text for text in said if not EXPECTED.search(text)]
    return broken + (["overflow"] if over > 0 else []) + told


def axe(page):
    options = {"runOnly": {"type": "tag", "values": RULES}}
    return Axe().run(page, options=options).response["violations"]


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1440, "dark")])
def test_every_page_fits_and_can_be_read(addresses, live_server, new_context, width, scheme):
    # Without motion: axe would now and then catch a colour half way to another.
    context = new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    found = {}
    for address in addresses:
        page = context.new_page()
        found[address] = faults(page, live_server.url + address)
        page.close()
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


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
    told = "getComputedStyle(document.querySelector('.files a'), '::after').content"
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
