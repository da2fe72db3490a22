"""A unit that cannot be read: the others are found all the same, and nobody's save breaks."""

from unittest import mock

import pytest
from django.db import OperationalError

from search import indexing
from search.models import SearchMark
from search.places import Place
from tests.factories import make_event, make_post
from tests.search.asked import titles


@pytest.fixture
def broken():
    """Posts that nobody can make a row of are those with 坏 in their title."""
    document = Place.document

    def fail(place):
        if "坏" in place.title:
            raise ValueError(place.title)
        return document(place)

    with mock.patch.object(Place, "document", fail):
        yield


def test_the_others_are_found_although_one_cannot_be_read(db, broken, caplog):
    for title in ("坏的一篇", "好的一篇", "好的另一篇"):
        make_post(title=title)
    assert sorted(titles("好的")) == ["好的一篇", "好的另一篇"]
    assert SearchMark.objects.count() == 0
    assert "Nothing of post:" in caplog.text


def test_what_stood_of_it_goes(db, broken):
    post = make_post(title="好的一篇")
    assert titles("好的") == ["好的一篇"]
    post.title = "坏掉了，好的不再"
    post.save()
    assert titles("好的") == []


def test_it_is_found_again_when_it_is_mended(db):
    post = make_post(title="坏的一篇")
    with mock.patch.object(Place, "document", side_effect=ValueError):
        indexing.catch_up()
    assert titles("一篇") == []
    post.save()
    assert titles("一篇") == ["坏的一篇"]


def test_the_databases_own_trouble_leaves_the_marks(db):
    make_post(title="好的一篇")
    failing = mock.patch.object(indexing, "write", side_effect=OperationalError)
    with failing, pytest.raises(OperationalError):
        indexing.catch_up()
    assert titles("好的") == ["好的一篇"]


def test_more_rows_go_than_one_statement_takes(db, monkeypatch):
    monkeypatch.setattr(indexing, "DELETED", 2)
    event = make_event(description="很长")
    for number in range(3):
        event.attachments.create(kind="transcript", url="https://a.example/", text=f"字 {number}")
    assert len(titles("字")) == 3
    event.attachments.all().delete()
    assert titles("字") == []
