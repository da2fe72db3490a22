"""Nothing unpublished or hidden is told anywhere, counted or given away by its address."""

import pytest

from events.models import Attachment, Event, Talk
from posts.models import Post
from speakers.models import Speaker
from techparty_site.api.resources import RESOURCES
from tests.factories import make_attachment, make_deck, make_photo, make_user
from tests.site.test_crawl import SECRET, plant

WHEN = [{"published": False}, {"scheduled": True}]


def everything(client):
    """All that the API says, by address."""
    lists = [f"/api/{resource.name}/" for resource in RESOURCES]
    rows = [row for path in lists for row in client.get(path).json()["results"]]
    addresses = [*lists, "/api/", "/api/openapi.json", *(row["api"] for row in rows)]
    return {address: client.get(address).content for address in addresses}


@pytest.mark.parametrize("when", WHEN)
def test_a_draft_changes_no_answer(talk, client, when):
    before = everything(client)
    plant(talk, **when)
    assert everything(client) == before
    client.force_login(make_user(superuser=True))
    assert everything(client) == before


@pytest.mark.parametrize("when", WHEN)
def test_a_draft_has_no_address(talk, visitor, when):
    event, hidden_talk = plant(talk, **when)
    secret = {"title__startswith": SECRET}
    addresses = [
        *(f"/api/events/{row.pk}/" for row in Event.objects.filter(**secret)),
        *(f"/api/talks/{row.pk}/" for row in Talk.objects.filter(**secret)),
        *(f"/api/posts/{row.pk}/" for row in Post.objects.filter(**secret)),
        f"/api/speakers/{Speaker.objects.get(name__startswith=SECRET).pk}/",
        *(f"/api/attachments/{row.uuid}/" for row in Attachment.objects.of_events([event])),
    ]
    assert len(addresses) == 7
    assert {visitor.get(address).status_code for address in addresses} == {404}
    for query in (f"talks/?event={event.pk}", f"attachments/?talk={hidden_talk.pk}"):
        assert visitor.get(f"/api/{query}").json()["count"] == 0


def test_what_is_hidden_changes_no_answer(talk, visitor):
    before = everything(visitor)
    make_deck(talk=talk, hidden=True)
    make_photo(event=talk.event, hidden=True)
    video = make_attachment(event=talk.event, kind="video", hidden=True)
    assert everything(visitor) == before
    assert visitor.get("/api/talks/?has=video").json()["count"] == 0
    assert visitor.get(f"/api/attachments/{video.uuid}/").status_code == 404


def test_no_query_tells_of_a_draft(talk, visitor):
    plant(talk, published=False)
    for query in (
        f"speakers/?name={SECRET}",
        f"talks/?tag={SECRET}标签",
        f"posts/?tag={SECRET}标签",
    ):
        assert visitor.get(f"/api/{query}").json()["count"] == 0
