"""What each parameter finds, and pages of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import Attachment, Event, Talk
from posts.models import Post
from speakers.models import Speaker
from tests.factories import (
    make_attachment,
    make_event,
    make_photo,
    make_post,
    make_speaker,
    make_tag,
    make_talk,
)


@pytest.fixture
def ids(db, visitor):
    """The ids that a list gives for a query."""

    def ask(path, **query):
        response = visitor.get(f"/api/{path}/", query)
        assert response.status_code == 200, response.json()
        return [row["id"] for row in response.json()["results"]]

    return ask


def test_events_are_found_by_city_year_and_tag(guangzhou, shenzhen, ids):
    make_tag("容器", aliases=["container"])
    here = make_event(city=guangzhou, day="2012-05-01", tags=["容器", "C++"])
    there = make_event(city=shenzhen, day="2013-05-01")
    assert ids("events", city="guangzhou") == ids("events", year=2012) == [here.pk]
    assert ids("events", tag="容器") == ids("events", tag="Container") == [here.pk]
    assert ids("events", tag="c＋＋") == ids("events", tag="cpp") == [here.pk]
    assert ids("events") == [here.pk, there.pk]
    assert ids("events", tag="别的") == ids("events", city="shenzhen", year=2012) == []


def test_talks_are_found_by_what_they_belong_to(guangzhou, shenzhen, ids):
    speaker = make_speaker()
    talk = make_talk(event=make_event(city=guangzhou), speakers=[speaker], tags=["箱"])
    make_talk(event=make_event(city=shenzhen, day="2013-01-01"))
    for query in ({"event": talk.event_id}, {"city": "guangzhou"}, {"year": 2024}):
        assert ids("talks", **query) == [talk.pk]
    assert ids("talks", tag="箱") == ids("talks", speaker=speaker.pk) == [talk.pk]
    assert ids("talks", speaker=2**63 - 1) == []


@pytest.mark.parametrize("kind", ["slides", "transcript", "audio", "video"])
def test_talks_are_found_by_what_there_is_of_them(ids, kind):
    own, shared, hidden, _none = (make_talk(event=make_event()) for _ in range(4))
    make_attachment(kind=kind, talk=own)
    make_attachment(kind=kind, event=shared.event)
    make_attachment(kind=kind, talk=hidden, hidden=True)
    assert ids("talks", has=kind) == [own.pk, shared.pk]


def test_speakers_are_found_by_part_of_any_of_their_names(ids):
    speaker = make_speaker("李船长", aliases=["Ｂoatman"])
    make_talk(speakers=[speaker, make_speaker("王")])
    for name in ("船长", "BOAT", "ｂｏａｔ"):
        assert ids("speakers", name=name) == [speaker.pk]
    assert ids("speakers", name="%") == []


def test_posts_are_found_by_kind_city_year_and_tag(guangzhou, shenzhen, ids):
    recap = make_post(events=[make_event(city=guangzhou)], tags=["船"])
    article = make_post(kind="article")
    article.cities.add(shenzhen)
    assert ids("posts", kind="article") == ids("posts", city="shenzhen") == [article.pk]
    assert ids("posts", city="guangzhou") == ids("posts", tag="船") == [recap.pk]
    year = timezone.localtime(recap.published_at).year
    assert recap.pk in ids("posts", year=year)
    assert ids("posts", year=1999) == []


def test_attachments_are_found_by_owner_and_kind(ids):
    talk = make_talk()
    deck, recording = make_attachment(talk=talk), make_attachment(event=talk.event, kind="audio")
    make_attachment(talk=make_talk())
    both = [str(deck.uuid), str(recording.uuid)]
    assert ids("attachments", event=talk.event_id) == ids("attachments", talk=talk.pk) == both
    assert ids("attachments", talk=talk.pk, kind="audio") == [str(recording.uuid)]


def long_ago(*models, **fields):
    """All rows as they would stand had nobody touched them for nine days."""
    for model in models:
        model.objects.update(updated_at=timezone.now() - timedelta(days=9), **fields)


@pytest.mark.parametrize("path", ["events", "talks", "speakers", "posts", "attachments"])
def test_what_appeared_later_counts_as_changed_then(ids, path):
    """Written long ago and published since: a copy kept elsewhere has to hear of it."""
    event = make_event()
    make_attachment(talk=make_talk(event=event, speakers=[make_speaker()]))
    make_post(events=[event])
    long_ago(Event, Post, published_at=timezone.now() - timedelta(days=3))
    long_ago(Talk, Speaker, Attachment)
    before, after = (timezone.localtime() - timedelta(days=days) for days in (4, 2))
    assert len(ids(path, updated_since=before.isoformat())) == 1
    assert ids(path, updated_since=after.isoformat()) == []


def test_a_plus_that_was_not_encoded_is_understood(ids):
    event = make_event()
    at = timezone.localtime(event.updated_at).isoformat()
    assert "+" in at
    assert ids("events", updated_since=at.replace("+", " ")) == [event.pk]


def test_a_copy_kept_by_the_last_change_misses_nothing(ids, visitor):
    for _ in range(2):
        make_talk(speakers=[make_speaker()])
    make_photo(event=Talk.objects.first().event)
    make_post()
    for path in ("events", "talks", "speakers", "posts", "attachments"):
        rows = visitor.get(f"/api/{path}/").json()["results"]
        last = max(rows, key=lambda row: row["updated"])
        assert last["id"] in ids(path, updated_since=last["updated"])


def test_pages_follow_each_other(visitor, ids):
    talks = [make_talk(event=make_event()) for _ in range(3)]
    found, address = [], "/api/talks/?page_size=2&city=guangzhou"
    while address:
        page = visitor.get(address).json()
        found += [row["id"] for row in page["results"]]
        address = page["next"]
    assert found == [talk.pk for talk in talks]
    assert page["count"] == 3
    assert page["previous"].endswith("/api/talks/?page_size=2&city=guangzhou&page=1")


def test_the_header_tells_the_pages_around(db, visitor):
    event = make_event()
    for _ in range(3):
        make_talk(event=event)
    link = visitor.get("/api/talks/?page_size=1&page=2")["Link"]
    pages = {"first": 1, "prev": 1, "next": 3, "last": 3}
    for relation, number in pages.items():
        assert f'page={number}>; rel="{relation}"' in link
    assert 'rel="prev"' not in visitor.get("/api/talks/?page_size=1")["Link"]
