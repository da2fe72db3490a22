"""What every page says to programs, whatever it shows to people; see also test_html.py."""

from events.models import Community
from tests.factories import make_event, make_talk
from tests.schema_org import node, nodes
from tests.site.test_crawl import START

BARE = {"/", "/en/"}  # home, the beginning of every trail


def test_every_page_but_home_tells_its_trail(db, visitor):
    for path in {*START, make_talk().get_absolute_url()} - BARE:
        trail = node(visitor.get(path).content.decode(), "BreadcrumbList")["itemListElement"]
        assert trail[0]["item"] == "http://testserver/"
        assert [one["position"] for one in trail] == list(range(1, len(trail) + 1))


def test_home_tells_whose_site_it_is(db, visitor):
    Community.objects.create(name="船坞", short_name="CW", since=2009, tagline="造船的")
    html = visitor.get("/").content.decode()
    us = node(html, "Organization")
    assert (us["name"], us["alternateName"], us["foundingDate"]) == ("船坞", ["CW"], "2009-01-01")
    assert node(html, "WebSite")["publisher"] == {"@id": us["@id"]}


def test_a_page_in_english_leads_on_in_english(db, visitor):
    html = visitor.get(f"/en{make_event().get_absolute_url()}").content.decode()
    assert node(html, "BreadcrumbList")["itemListElement"][1]["item"].endswith("/en/events/")


def test_a_page_that_is_not_there_says_nothing(db, visitor):
    assert nodes(visitor.get("/events/nowhere/").content.decode()) == []
