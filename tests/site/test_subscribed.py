"""What programs ask for again is told to be unchanged only where all of it is."""

import pytest

from tests.factories import make_event, make_post

PATHS = ["/atom.xml", "/events.ics", "/api/posts/", "/sitemap-posts-1.xml"]


@pytest.fixture
def posts(db):
    return [make_post(events=[make_event()]) for _ in range(2)]


@pytest.mark.parametrize("path", PATHS)
def test_who_has_it_already_is_told_so(posts, visitor, path):
    first = visitor.get(path)
    again = visitor.get(path, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "max-age" in again["Cache-Control"]


@pytest.mark.parametrize("path", PATHS)
def test_what_was_withdrawn_is_new_whatever_the_clock_says(posts, visitor, path):
    first = visitor.get(path)
    for post in posts[:1]:
        post.events.all().delete()
        post.delete()
    again = visitor.get(path, headers={"if-modified-since": first["Last-Modified"]})
    assert again.status_code == 200
    assert again.content != first.content
