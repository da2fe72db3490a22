"""The index held against the content by whoever runs the site, and made anew."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import translation

from events.models import Event
from search import indexing, triggers
from search.models import SearchDocument, SearchMark
from tests.search.changes import make_site
from tests.search.steps import assert_in_step, marks


@pytest.fixture
def site(db):
    make_site()
    indexing.catch_up()
    with translation.override("en"):
        yield


def check(capsys):
    call_command("check_index")
    return capsys.readouterr().out


def raw(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_an_index_in_step_is_called_so(site, capsys):
    assert check(capsys) == f"The index is the content: {SearchDocument.objects.count()} places.\n"


def test_what_was_just_changed_is_followed_first(site, capsys):
    Event.objects.update(title="改了")
    assert "is the content" in check(capsys)


BROKEN = {
    "2 places are missing": "DELETE FROM search_searchdocument WHERE kind = 1",
    "2 are outdated": "UPDATE search_searchdocument SET digest = 'x' WHERE kind = 1",
    "2 are outdated, 0 are left": "UPDATE search_searchdocument SET title = 'x' WHERE kind = 1",
    "6 are left over": "UPDATE search_searchdocument SET key = key + 1, kind = 9 WHERE kind = 8",
}


@pytest.mark.parametrize("told", BROKEN)
def test_a_difference_is_told_and_mended(site, capsys, told):
    raw(BROKEN[told])
    with pytest.raises(CommandError, match=told):
        check(capsys)
    call_command("rebuild_index")
    assert "places are in the index" in capsys.readouterr().out
    assert "is the content" in check(capsys)
    assert_in_step()


def test_rows_that_belong_to_nothing_are_told_and_mended(site, capsys):
    raw("UPDATE search_searchdocument SET unit = 'event:999' WHERE kind = 2")
    with pytest.raises(CommandError, match="3 are outdated"):
        check(capsys)
    call_command("rebuild_index")
    assert_in_step()


def test_changes_that_lost_their_marks_are_found(site, capsys):
    Event.objects.update(title="改了")
    SearchMark.objects.all().delete()
    with pytest.raises(CommandError, match="outdated"):
        check(capsys)
    call_command("rebuild_index")
    assert_in_step()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its index by itself")
def test_a_damaged_index_is_told_and_mended(site, capsys):
    raw(
        "INSERT INTO search_grams (search_grams, rowid, grams)"
        " SELECT 'delete', key, grams FROM search_searchdocument LIMIT 1"
    )
    with pytest.raises(CommandError, match="damaged"):
        check(capsys)
    call_command("rebuild_index")
    assert "made anew from its rows" in capsys.readouterr().out
    assert "is the content" in check(capsys)


def test_rebuilding_brings_lost_triggers_back(site):
    drop = triggers.sqlite_drop if connection.vendor == "sqlite" else triggers.postgresql_drop
    for statement in drop(triggers.WATCHED[0]):
        raw(statement)
    call_command("rebuild_index")
    Event.objects.update(venue="别处")
    assert marks()
