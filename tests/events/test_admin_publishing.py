"""What organizers are told when they publish."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import Event
from tests.admin_pages import submit
from tests.events.test_admin_scope import change
from tests.factories import make_event, make_user

LIST = "/admin/events/event/"


@pytest.fixture(autouse=True)
def english(client, db, settings):
    settings.LANGUAGE_CODE = "en"
    client.force_login(make_user("root", superuser=True))


def make_planned(**fields):
    event = make_event(published=False, **fields)
    event.published_at = timezone.now() + timedelta(days=3)
    event.save()
    return event


def publish(client, *events):
    data = {"action": "publish", "_selected_action": [event.pk for event in events]}
    response = client.post(LIST, data, follow=True)
    return [str(message) for message in response.context["messages"]]


def press(client, event, button):
    response = submit(client, change(event), **{"_save": None, button: "1"})
    assert response.status_code == 302
    return [str(message) for message in client.get(LIST).context["messages"]]


def test_what_waits_for_its_time_is_not_called_published(client):
    assert publish(client, make_planned()) == ["1 scheduled: it will appear by itself at its time."]
    assert not Event.objects.published().exists()


def test_what_appears_now_and_what_later_is_counted_apart(client):
    told = publish(client, make_event(published=False), make_planned(), make_planned())
    assert told == [
        "1 published.",
        "2 scheduled: they will appear by themselves at their times.",
    ]


def test_what_is_published_already_counts_for_nothing(client):
    assert publish(client, make_event()) == ["0 published."]


def test_saving_a_draft_promises_nothing(client):
    assert len(press(client, make_planned(), "_save")) == 1


def test_the_button_publishes_what_was_planned_for_later(client):
    planned = make_planned()
    assert press(client, planned, "_publish")[1].startswith("Published.")
    assert list(Event.objects.published()) == [planned]
