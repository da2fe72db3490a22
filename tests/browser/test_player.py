"""Recordings and transcripts together: what only a browser that plays can tell."""

import re

import pytest
from playwright.sync_api import expect

from events.models import Attachment
from tests import samples
from tests.factories import make_attachment, make_event, make_talk

pytestmark = pytest.mark.browser

Kind = Attachment.Kind
TEXT = "\n".join(f"[00:00:{n * 2:02}] {'第几句话，' * 40}" for n in range(20))
SHOWN = """() => {
  const { top } = document.querySelector('[aria-current=true]').getBoundingClientRect();
  return top > 0 && top < innerHeight;
}"""
PLAYED = "() => document.querySelector('audio').currentTime > {}"


@pytest.fixture
def address(transactional_db, live_server):
    talk = make_talk(event=make_event())
    sound = samples.make_wav(seconds=60)
    make_attachment(
        talk=talk,
        kind=Kind.AUDIO,
        content=sound,
        original_name="录音.wav",
        content_type="audio/wav",
        duration=60,
    )
    make_attachment(talk=talk, kind=Kind.TRANSCRIPT, content=b"x", text=TEXT)
    return live_server.url + talk.get_absolute_url()


def time_of(page):
    return page.evaluate("document.querySelector('audio').currentTime")


def test_a_time_beside_the_text_plays_from_there(page, address):
    page.goto(address)
    page.locator("#s5 a").click()
    page.wait_for_function(PLAYED.format(8.2))
    expect(page.locator("[aria-current=true]")).to_have_attribute("id", "s5")
    assert page.url.endswith("#t=00:08")
    page.wait_for_selector("#s6[aria-current=true]")
    assert 10 <= time_of(page) < 13


def test_what_plays_out_of_sight_can_be_stopped(page, address):
    page.goto(address)
    page.locator("#s11 a").click()
    page.wait_for_selector(".player.afloat")
    page.locator("#s11 a").click()
    assert page.evaluate("document.querySelector('audio').paused")
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_selector(".player:not(.afloat)")


def test_an_address_with_a_time_opens_there_and_is_silent(page, address):
    page.goto(address + "#t=0:36")
    page.wait_for_function(PLAYED.format(35))
    assert page.evaluate("document.querySelector('audio').paused")
    marked = page.locator("[aria-current=true]")
    expect(marked).to_have_attribute("id", "s19")  # from among the folded ones
    page.wait_for_function(SHOWN)  # the page glides there


def test_the_moment_that_is_heard_has_a_link(page, address):
    page.goto(address)
    page.locator("#s8 a").click()
    moment = page.locator("[data-moment]")
    moment.wait_for()
    moment.click()
    assert re.search(r"#t=00:1[4-7]$", page.url)


def test_without_script_a_time_leads_into_the_recording(new_context, address):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(address)
    link = page.locator("#s8 a")
    assert re.fullmatch(r"/files/[^#]+\.wav#t=00:14", link.get_attribute("href"))
    expect(page.locator("[data-moment]")).to_be_hidden()
