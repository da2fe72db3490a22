"""The one door out: who gets a file at which of its addresses."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.redirects.models import Redirect
from django.urls import reverse
from django.utils import timezone

from events.models import Attachment, Event
from tests.events.kept_files import CONTENT, PRIVATE, PUBLIC, addresses, content, make_deck
from tests.factories import make_event, make_talk, make_user

DISGUISES = [
    {"method": "get"},
    {"method": "head"},
    {"method": "get", "headers": {"Range": "bytes=0-1"}},
    {"method": "get", "headers": {"If-None-Match": "*"}},
    {"method": "get", "headers": {"If-Match": '"nonsense"'}},
    {"method": "get", "headers": {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}},
    {"method": "head", "headers": {"Range": "bytes=0-1", "If-None-Match": "*"}},
]


def statuses(client, deck: Attachment, disguise: dict[str, Any]) -> list[int]:
    ask = getattr(client, disguise["method"])
    found = []
    for address in addresses(deck):
        response = ask(address, headers=disguise.get("headers", {}))
        content(response)
        found.append(response.status_code)
    return found


@pytest.mark.parametrize("disguise", DISGUISES)
def test_files_of_a_draft_do_not_exist_for_a_visitor(db, client, disguise):
    draft = make_deck(talk=make_talk(event=make_event(published=False)))
    shown = make_deck(talk=make_talk())
    assert statuses(client, draft, disguise) == [404] * 6
    assert not set(statuses(client, shown, disguise)) & {403, 404, 500}


@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_hidden_file_does_not_exist_for_a_visitor(db, client, disguise):
    event = make_event()
    assert statuses(client, make_deck(event=event, hidden=True), disguise) == [404] * 6
    assert 404 not in statuses(client, make_deck(event=event), disguise)


@pytest.mark.parametrize("disguise", DISGUISES)
def test_files_of_a_scheduled_event_do_not_exist_yet(db, client, disguise):
    deck = make_deck(event=make_event(published=False, scheduled=True))
    assert statuses(client, deck, disguise) == [404] * 6
    Event.objects.update(published_at=timezone.now() - timedelta(hours=1))
    assert 404 not in statuses(client, deck, disguise)


@pytest.mark.parametrize("disguise", DISGUISES)
def test_files_of_a_deleted_thing_are_gone_at_once_though_they_stay_on_the_disk(
    db, client, disguise
):
    deck = make_deck(talk=make_talk())
    Event.objects.all().delete()
    assert statuses(client, deck, disguise) == [404] * 6
    assert deck.file.storage.exists(deck.file.name)


@pytest.mark.parametrize("number", range(6))
def test_an_old_link_leads_to_no_file_that_its_visitor_may_not_see(db, client, number):
    shown, hidden = make_deck(event=make_event()), make_deck(event=make_event(), hidden=True)
    for path, deck in (("/old.pdf", shown), ("/older.pdf", hidden)):
        Redirect.objects.create(site_id=1, old_path=path, new_path=addresses(deck)[number])
    assert client.get("/old.pdf").status_code == 301
    assert client.get("/older.pdf").status_code == client.head("/older.pdf").status_code == 404


def test_a_refusal_does_not_tell_a_draft_from_nothing(db, client):
    draft = make_deck(event=make_event(published=False))
    there = client.get(addresses(draft)[0])
    nowhere = client.get(
        reverse("file", args=[make_event().pk and draft.uuid.__class__(int=1), "a"])
    )
    assert there.status_code == nowhere.status_code == 404
    assert there.headers.keys() == nowhere.headers.keys()


def test_organizers_see_the_drafts_of_their_city_and_no_cache_keeps_them(
    client, guangzhou, shenzhen
):
    draft = make_deck(event=make_event(city=guangzhou, published=False))
    client.force_login(make_user(organizer_of=guangzhou))
    for address in addresses(draft):
        response = client.get(address)
        assert content(response)
        assert response["Cache-Control"] == PRIVATE
    client.force_login(make_user(organizer_of=shenzhen))
    assert statuses(client, draft, DISGUISES[0]) == [404] * 6


def test_public_files_may_be_cached_for_a_short_while_by_anyone(db, client):
    deck = make_deck(talk=make_talk())
    for address in addresses(deck):
        response = client.get(address)
        content(response)
        assert response["Cache-Control"] == PUBLIC
        assert "Cookie" not in response.get("Vary", "")


def test_a_library_picture_shows_its_sizes_to_everyone(db, client):
    picture = make_deck(kind="photo", content_type="image/jpeg")
    assert content(client.get(reverse("rendition", args=[picture.uuid, 480, "webp"])))


@pytest.mark.parametrize(("kind", "type_"), [("photo", "image/jpeg"), ("album", "application/zip")])
def test_the_original_of_a_photo_is_for_those_who_may_edit_it(client, guangzhou, kind, type_):
    photo = make_deck(kind=kind, content_type=type_, event=make_event(city=guangzhou))
    address = photo.file_url
    assert client.get(address).status_code == 404
    assert client.get(address, headers={"If-None-Match": "*"}).status_code == 404
    client.force_login(make_user())
    assert client.get(address).status_code == 404
    client.force_login(make_user(organizer_of=guangzhou))
    response = client.get(address)
    assert content(response) == CONTENT
    assert response["Cache-Control"] == PRIVATE


def test_a_picture_under_another_kind_is_private_too(db, client):
    picture = make_deck(kind="other", content_type="image/png", event=make_event())
    assert client.get(picture.file_url).status_code == 404
