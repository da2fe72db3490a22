"""A talk in other people's pages: oEmbed, and the page that they may frame."""

from html.parser import HTMLParser
from urllib.parse import quote
from xml.etree import ElementTree

import pytest

from events.sharing.codes import code_of
from tests.factories import make_deck, make_event, make_speaker, make_talk
from tests.html_rules import errors_on

HOST = "http://testserver"


@pytest.fixture
def talk(db):
    talk = make_talk(title="装箱 <b>", speakers=[make_speaker("麦小舟")])
    make_deck(talk=talk, pages=3)
    return talk


def ask(client, address, **query):
    return client.get("/oembed", {"url": address, **query})


def told(client, address, **query):
    response = ask(client, address, **query)
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    return response.json()


def frame_in(html):
    found = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: found.append((tag, dict(attrs)))
    parser.feed(html)
    ((tag, attributes),) = found
    assert tag == "iframe"
    return attributes


def test_it_tells_whose_talk_it_is(talk, visitor):
    found = told(visitor, HOST + talk.get_absolute_url())
    assert (found["version"], found["type"]) == ("1.0", "rich")
    assert (found["title"], found["author_name"]) == ("装箱 <b>", "麦小舟")
    assert found["thumbnail_url"].endswith("/slides/1.jpg")
    assert (found["thumbnail_width"], found["thumbnail_height"]) == (640, 360)


def test_its_frame_leads_to_a_page(talk, visitor):
    found = told(visitor, HOST + talk.get_absolute_url())
    frame = frame_in(found["html"])
    assert (frame["width"], frame["height"]) == (str(found["width"]), str(found["height"]))
    assert frame["title"] == "装箱 <b>"
    assert visitor.get(frame["src"].removeprefix(HOST)).status_code == 200


@pytest.mark.parametrize("ending", ["", "slides/", "slides/2/", "#t=12", "?from=chat", "embed/"])
def test_every_address_of_a_talk_will_do(talk, visitor, ending):
    assert told(visitor, HOST + talk.get_absolute_url() + ending)["author_name"] == "麦小舟"


def test_an_english_address_gives_an_english_frame(talk, visitor):
    found = told(visitor, f"{HOST}/en{talk.get_absolute_url()}")
    assert "/en/talks/" in frame_in(found["html"])["src"]


def test_a_short_and_an_old_address_will_do(talk, visitor):
    short = f"{HOST}/t/{code_of('talk', talk.pk)}/"
    assert told(visitor, short)["author_name"] == "麦小舟"
    old = talk.get_absolute_url()
    talk.slug = "neu"
    talk.save()
    assert told(visitor, HOST + old)["author_name"] == "麦小舟"


@pytest.mark.parametrize("limits", [{"maxwidth": 320}, {"maxheight": 200}, {"maxwidth": "9" * 50}])
def test_no_side_is_longer_than_asked_for(talk, visitor, limits):
    found = told(visitor, HOST + talk.get_absolute_url(), **limits)
    for name in ("", "thumbnail_"):
        assert found.get(f"{name}width", 0) <= int(limits.get("maxwidth", 10**60))
        assert found.get(f"{name}height", 0) <= limits.get("maxheight", 10**60)


@pytest.mark.parametrize("wrong", ["-1", "0", "x", "²", "1.5", ""])
def test_a_limit_that_is_none_is_none(talk, visitor, wrong):
    assert told(visitor, HOST + talk.get_absolute_url(), maxwidth=wrong)["width"] == 640


def test_it_speaks_xml_too(talk, visitor):
    response = ask(visitor, HOST + talk.get_absolute_url(), format="xml")
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)  # noqa: S314 - it is ours
    assert (root.tag, root.findtext("title")) == ("oembed", "装箱 <b>")
    assert frame_in(root.findtext("html"))["title"] == "装箱 <b>"


@pytest.mark.parametrize(
    "address",
    [
        "http://elsewhere.example/talks/{slug}/",
        "http://testserver@elsewhere.example/talks/{slug}/",
        "//testserver/talks/{slug}/",
        "ftp://testserver/talks/{slug}/",
        "http://testserver/talks/none/",
        "http://testserver/events/",
        "http://testserver/t/99999/",
        "http://testserver/talks/%00/",
        "http://[/talks/{slug}/",
        "http://testserver/talks/" + "x" * 5000,
        "talks",
    ],
)
def test_of_anything_else_it_knows_nothing(talk, visitor, address):
    assert ask(visitor, address.replace("{slug}", quote(talk.slug))).status_code in {404, 400}


def test_it_has_two_formats_and_wants_an_address(talk, visitor):
    assert ask(visitor, HOST + talk.get_absolute_url(), format="yaml").status_code == 501
    assert visitor.get("/oembed").status_code == 400


@pytest.mark.parametrize("when", [{"published": False}, {"scheduled": True}])
def test_of_a_draft_nothing_is_told(admin_client, when):
    talk = make_talk(event=make_event(**when))
    assert ask(admin_client, HOST + talk.get_absolute_url()).status_code == 404
    assert admin_client.get(f"{talk.get_absolute_url()}embed/").status_code == 404
    assert "oembed" not in admin_client.get(talk.get_absolute_url()).content.decode()


def test_scripts_of_other_sites_may_ask(talk, visitor):
    for address in (talk.get_absolute_url(), "/nowhere/"):
        assert ask(visitor, HOST + address)["Access-Control-Allow-Origin"] == "*"


def test_a_talks_page_says_where_to_ask(talk, visitor):
    page = visitor.get(talk.get_absolute_url()).content.decode()
    for form, type_ in (("json", "application/json+oembed"), ("xml", "text/xml+oembed")):
        link = (
            f"{HOST}/oembed?url={quote(HOST + talk.get_absolute_url(), safe='')}&amp;format={form}"
        )
        assert f'type="{type_}" href="{link}"' in page


def test_only_this_page_may_be_framed(talk, visitor):
    framed = visitor.get(f"{talk.get_absolute_url()}embed/")
    assert "X-Frame-Options" not in framed
    assert "frame-ancestors *" in framed["Content-Security-Policy"]
    assert "script-src" not in framed["Content-Security-Policy"]
    page = visitor.get(talk.get_absolute_url())
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_framed_page_shows_the_slides_without_a_script(talk, visitor, prefix):
    page = visitor.get(f"{prefix}{talk.get_absolute_url()}embed/").content.decode()
    assert page.count("<img ") == 3
    assert "第 2 页的字" in page
    assert "<script" not in page
    assert errors_on(page) == []


def test_a_talk_without_slides_can_be_framed_all_the_same(db, visitor):
    talk = make_talk()
    make_deck(talk=talk, hidden=True)
    page = visitor.get(f"{talk.get_absolute_url()}embed/").content.decode()
    assert "<img" not in page
    assert errors_on(page) == []
    assert "thumbnail_url" not in told(visitor, HOST + talk.get_absolute_url())
