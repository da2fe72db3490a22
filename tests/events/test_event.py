from datetime import time, timedelta

from django.utils import timezone

from events.models import Event
from tests.factories import make_event


def test_what_lasts_all_day_comes_before_what_begins_at_an_hour(db):
    tomorrow = timezone.localdate() + timedelta(days=1)
    evening = make_event(day=tomorrow, starts_at=time(19))
    all_day = make_event(day=tomorrow)
    morning = make_event(day=tomorrow, starts_at=time(9))
    assert list(Event.objects.upcoming()) == [all_day, morning, evening]
