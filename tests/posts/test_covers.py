import pytest

from tests.factories import make_event, make_photo, make_post, make_talk


@pytest.fixture
def photo(db):
    """Of a talk of a draft event."""
    return make_photo(talk=make_talk(event=make_event(published=False)), alt="外人看不到的话")


def test_a_photo_of_a_draft_is_no_cover_for_visitors(photo, visitor):
    post = make_post(events=[make_event(cover=photo)], cover=photo)
    for path in ("/", "/recaps/", post.get_absolute_url()):
        page = visitor.get(path).content.decode()
        assert "外人看不到的话" not in page
        assert str(photo.uuid) not in page


def test_a_draft_photo_is_no_cover_of_another_event(photo, visitor):
    event = make_event(cover=photo)
    assert str(photo.uuid) not in visitor.get(event.get_absolute_url()).content.decode()


def test_a_photo_of_its_own_event_is_its_cover(db, visitor):
    event = make_event()
    event.cover = make_photo(talk=make_talk(event=event))
    event.save()
    post = make_post(events=[event])
    for path in ("/", post.get_absolute_url(), event.get_absolute_url()):
        assert str(event.cover.uuid) in visitor.get(path).content.decode()
