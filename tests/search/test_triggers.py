"""Every table that the index reads tells what changed in it, whatever migrations did to it."""

from dataclasses import replace

import pytest
from django.db import connection

from events.models import Attachment, Event
from posts.models import Post
from search import following, indexing, triggers
from search.models import SearchDocument
from search.triggers import WATCHED
from tests.factories import make_attachment, make_event, make_talk
from tests.search.steps import assert_in_step, marks


def names_of_triggers():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return {name for (name,) in cursor.fetchall()}


def expected(watch):
    if connection.vendor == "postgresql":
        return {watch.name}
    return {f"{watch.name}_{change}" for change in ("insert", "update", "delete")}


def test_every_watched_table_has_its_triggers(db):
    assert names_of_triggers() >= set().union(*map(expected, WATCHED))


def test_every_table_that_the_index_reads_is_watched():
    """But for what no place is made of: who may write, what is derived of a photo."""
    tables = {watch.table for watch in WATCHED}
    read = {model._meta.db_table for model in following.FOLLOWED}
    read |= {Post.events.through._meta.db_table, Post.cities.through._meta.db_table}
    assert tables == read


def test_every_watched_column_exists(db):
    for watch in WATCHED:
        with connection.cursor() as cursor:
            found = connection.introspection.get_table_description(cursor, watch.table)
        assert {column.name for column in found} >= {watch.column, *watch.only}


def test_migrating_again_changes_nothing(db):
    before = names_of_triggers()
    triggers.ensure("default")
    assert names_of_triggers() == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", [Event, Attachment, SearchDocument])
def test_a_table_that_was_made_anew_is_watched_again(model):
    """SQLite makes one anew for almost every change of a column."""
    before = names_of_triggers()
    with connection.schema_editor() as editor:
        if connection.vendor == "sqlite":
            editor._remake_table(model)
    triggers.ensure("default")
    assert names_of_triggers() == before
    make_event(title="容器专场")
    assert_in_step()


def test_without_the_table_of_marks_nothing_is_refused(db):
    """Older migrations of other apps may run before it is there, or after it is gone."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE search_searchmark")
    triggers.ensure("default")
    assert not names_of_triggers() & set().union(*map(expected, WATCHED))
    make_talk(title="编排")


def test_a_rule_that_changed_takes_the_place_of_the_old_one(db, monkeypatch):
    stricter = replace(next(one for one in WATCHED if one.subject == "file"), only=("title",))
    monkeypatch.setattr(triggers, "WATCHED", (stricter,))
    triggers.ensure("default")
    file = make_attachment()
    indexing.catch_up()
    Attachment.objects.filter(pk=file.pk).update(caption="新的")
    assert marks() == set()
