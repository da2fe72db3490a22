import pytest

from speakers.models import Speaker
from tests.factories import make_event, make_speaker, make_talk, make_user


@pytest.fixture
def hidden(db):
    """Only a draft names them."""
    speaker = make_speaker()
    make_talk(event=make_event(published=False), speakers=[speaker])
    return speaker


def test_a_speaker_of_a_draft_is_seen_by_those_who_write(hidden, guangzhou):
    assert hidden in Speaker.objects.visible_to(make_user(organizer_of=guangzhou))
    assert hidden in Speaker.objects.visible_to(make_user(superuser=True))


def test_staff_of_no_city_see_what_visitors_see(hidden):
    assert hidden not in Speaker.objects.visible_to(make_user())
