"""What models do alike when they are saved; see techparty_site/lib/saving.py."""

import pytest
from django.db import IntegrityError

from events.models import Event, Tag
from posts.models import ImportedSource
from speakers.models import Speaker
from techparty_site.lib import saving
from tests.factories import (
    make_event,
    make_post,
    make_speaker,
    make_tag,
    make_talk,
)


@pytest.fixture
def stale(monkeypatch):
    """The first look for a free address misses what somebody else saves at that moment."""
    looks, look = [], saving.unused_slug

    def look_stale(rows, base):
        looks.append(base)
        return base if looks.count(base) == 1 else look(rows, base)

    return lambda: monkeypatch.setattr(saving, "unused_slug", look_stale) or looks


@pytest.mark.parametrize("make", [make_event, make_talk, make_post])
def test_of_two_titles_saved_at_once_both_get_an_address(db, stale, make):
    first = make(title="同一个题目")
    stale()
    assert (first.slug, make(title="同一个题目").slug) == ("同一个题目", "同一个题目-2")


@pytest.mark.parametrize(("make", "names"), [(make_speaker, "A B/A-B"), (make_tag, "A B/A-B")])
def test_of_two_names_saved_at_once_both_get_an_address(db, stale, make, names):
    one, other = names.split("/")
    make(one)
    stale()
    assert make(other).slug == "a-b-2"


def test_another_broken_rule_is_not_tried_again(db, stale):
    make_tag("Docker", aliases=[])
    Tag.objects.update(slug="elsewhere")
    looks = stale()
    with pytest.raises(IntegrityError):
        Tag.objects.create(name="ｄｏｃｋｅｒ")
    assert looks == ["docker"]


def test_only_addresses_alike_are_loaded(db, django_assert_num_queries):
    make_speaker("Lin", slug="lin-2")
    with django_assert_num_queries(1) as asked:
        assert saving.unused_slug(Speaker.objects.all(), "lin") == "lin"
    assert "LIKE" in asked[0]["sql"]


SOURCES = [
    (make_event, "description", "description_html"),
    (make_talk, "summary", "summary_html"),
    (make_post, "body", "body_html"),
    (make_speaker, "bio", "bio_html"),
    (make_speaker, "name", "name_key"),
    (make_tag, "name", "name_key"),
    (lambda: make_tag(aliases=["旧"]).aliases.get(), "name", "name_key"),
    (lambda: make_speaker(aliases=["旧"]).aliases.get(), "name", "name_key"),
]


@pytest.mark.parametrize(("make", "source", "column"), SOURCES)
def test_what_is_made_of_a_field_is_saved_with_it(db, make, source, column):
    row = make()
    setattr(row, source, "neu")
    row.save(update_fields=[source])
    row.refresh_from_db()
    assert "neu" in getattr(row, column)


@pytest.mark.parametrize(("make", "source", "column"), SOURCES)
def test_what_is_not_saved_is_not_made_anew(db, make, source, column):
    row = make()
    before = getattr(row, column)
    setattr(row, source, "neu")
    row.save(update_fields=[plain_field(row)])
    assert getattr(row, column) == before


def plain_field(row):
    """A field that nothing is made of."""
    return next(name for name in ("slug", "speaker", "tag") if hasattr(row, name))


def test_the_digest_of_a_source_is_saved_with_it(db):
    row = ImportedSource.objects.create(post=make_post(), file_name="a.md", source=b"a")
    row.source = b"b"
    row.save(update_fields=["source"])
    assert ImportedSource.objects.get().sha256.startswith("3e23e816")


def test_the_time_of_publishing_is_saved_with_the_status(db):
    event = make_event(published=False)
    event.status = Event.Status.PUBLISHED
    event.save(update_fields=["status"])
    assert Event.objects.published().get().published_at


def test_update_or_create_renders_what_it_updates(db):
    speaker = make_speaker("林", bio="旧")
    Speaker.objects.update_or_create(slug=speaker.slug, defaults={"bio": "新"})
    assert Speaker.objects.get().bio_html == "<p>新</p>"


def test_a_text_that_was_not_loaded_is_not_loaded_to_be_saved(db, django_assert_num_queries):
    make_speaker("林", bio="在")
    speaker = Speaker.objects.only("website", "slug").get()
    with django_assert_num_queries(2):  # the address before, the row
        speaker.save()
    assert Speaker.objects.get().bio_html == "<p>在</p>"
