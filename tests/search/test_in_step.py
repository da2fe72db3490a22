"""Whatever changes, and by whatever way, the index is the content once marks are worked off."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import F
from django.test import override_settings
from django.utils import timezone, translation

from events.models import Event
from search import indexing
from search.models import Kind, SearchDocument
from tests.factories import make_event, make_post, make_speaker, make_talk
from tests.search.asked import titles
from tests.search.changes import CHANGES, OFF, ON, event, make_site, save
from tests.search.steps import assert_in_step, kept


@pytest.fixture(scope="module")
def once(django_db_setup, django_db_blocker, tmp_path_factory):
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        make_site()
        assert_in_step()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def site(once, db):
    """Each test's own changes are rolled back."""


@pytest.mark.parametrize("change", CHANGES)
def test_the_index_follows(site, change):
    before = kept()
    CHANGES[change]()
    assert_in_step()
    assert kept() != before


def test_what_is_published_is_found_and_what_is_withdrawn_is_not(site):
    save(event(), **OFF)
    assert titles("打造 Docker 航运") == titles("林小满") == titles("合影") == []
    save(event(), **ON)
    assert titles("打造 Docker 航运")[0] == "打造 Docker 航运"
    assert titles("林小满")[0] == "林小满"


@pytest.mark.parametrize("make", [make_event, make_post])
def test_what_is_scheduled_comes_by_itself(db, monkeypatch, make):
    make(title="明日之星", scheduled=True, tags=["明日"])
    assert titles("明日之星") == titles("明日") == []
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=1, minutes=1))
    assert titles("明日之星") == ["明日之星"]
    assert "明日" in titles("明日")
    assert_in_step()


def test_what_belongs_to_it_comes_with_it(db, monkeypatch):
    event = make_event(title="明日之星", scheduled=True)
    make_talk(event=event, speakers=[make_speaker("明小日")], tags=["明日"])
    make_post(title="预告", events=[event])
    assert_in_step()
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=1, minutes=1))
    assert_in_step()
    assert titles("明小日", Kind.SPEAKER) == ["明小日"]
    assert titles("预告 speaker:明小日") == ["预告"]


def test_a_moment_that_was_put_off_does_not_come_early(db, monkeypatch):
    event = make_event(title="明日之星", scheduled=True)
    indexing.catch_up()
    Event.objects.update(published_at=F("published_at") + timedelta(days=2))
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=1, minutes=1))
    assert titles("明日之星") == []
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=3, minutes=1))
    assert titles("明日之星") == [event.title]


def test_it_is_the_same_in_whatever_language_somebody_works(site):
    with translation.override("en"):
        Event.objects.update(venue="别处")
        indexing.catch_up()
    assert_in_step()
    assert not SearchDocument.objects.filter(address__startswith="/en/").exists()


def test_the_unchanged_is_not_written(site, django_assert_num_queries):
    written = set(SearchDocument.objects.values_list("key", flat=True))
    assert indexing.write("event", [event().pk]) == 0
    assert indexing.write("event", [event().pk], anew=True) > 5
    assert set(SearchDocument.objects.values_list("key", flat=True)) == written
    assert_in_step()
