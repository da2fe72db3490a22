"""Rows that an older version left: what the migrations make of them."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from events.models import Attachment
from tests.events.kept_files import make_deck
from tests.factories import make_attachment

find_unread = import_module("events.migrations.0003_claims").find_unread
UNREAD = {"content": b"x", "content_type": "application/pdf"}


def after(row: Attachment) -> tuple[str, bool]:
    find_unread(apps, SimpleNamespace(connection=connection))
    row.refresh_from_db()
    return row.processing, row.processing_seen_at is not None


@pytest.mark.parametrize(
    "facts", [{}, {"content_type": "image/png"}, {"kind": "transcript", "content_type": "x/y"}]
)
def test_a_file_that_nobody_read_waits(db, facts):
    assert after(make_attachment(**(UNREAD | facts))) == ("waiting", True)


@pytest.mark.parametrize(
    "facts",
    [
        {"processing_error": "broken"},
        {"content_type": "application/zip"},
        {"kind": "transcript", "content_type": "text/plain", "text": "大家好"},
    ],
)
def test_what_was_read_or_has_no_reader_is_left_alone(db, facts):
    assert after(make_attachment(**(UNREAD | facts))) == ("", True)


def test_a_deck_with_pages_is_left_alone(db):
    assert after(make_deck()) == ("", True)


def test_an_outside_link_is_left_alone(db):
    assert after(make_attachment(kind="transcript")) == ("", False)


def test_a_second_time_it_finds_nothing(db, django_assert_num_queries):
    row = make_attachment(**UNREAD)
    after(row)
    Attachment.objects.update(processing="")
    with django_assert_num_queries(3):
        assert after(row) == ("", True)
