from events.listing import first_photos
from tests.factories import make_event, make_photo, make_talk


def test_an_events_own_photo_comes_before_those_of_its_talks(db):
    event = make_event()
    of_talk = make_photo(talk=make_talk(event=event))
    assert first_photos([event])[event.pk].attachment == of_talk
    own = make_photo(event=event, position=9)
    assert first_photos([event])[event.pk].attachment == own
