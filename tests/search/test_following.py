"""Marks: written with the change itself by the databases, worked off once, never lost."""

from concurrent.futures import ThreadPoolExecutor
from unittest import mock

import pytest
from django.db import OperationalError, connection, transaction
from django.tasks import task

from events.models import Attachment, Talk
from posts.models import Post
from search import following, indexing
from search.asking import understood
from search.finding import Search
from search.models import Kind, SearchDocument, SearchMark
from tests.factories import make_attachment, make_deck, make_event, make_post, make_talk
from tests.search.asked import titles
from tests.search.steps import assert_in_step, marks


@pytest.fixture
def talk(db):
    found = make_talk(title="打造 Docker 航运")
    indexing.catch_up()
    return found


def change(talk, title):
    talk.title = title
    talk.save()


def test_a_change_is_marked_with_it(talk):
    assert marks() == set()
    change(talk, "编排")
    assert marks() == {f"event:{talk.event_id}"}
    assert titles("编排") == ["编排"]
    assert marks() == set()


def test_a_change_that_is_rolled_back_leaves_no_mark(talk):
    with transaction.atomic():
        change(talk, "编排")
        assert marks()
        transaction.set_rollback(True)
    assert marks() == set()
    assert titles("航运") == ["打造 Docker 航运"]


def test_many_marks_of_one_unit_are_one_write(talk):
    for number in range(3):
        change(talk, f"编排 {number}")
    assert SearchMark.objects.count() >= 3
    with mock.patch("search.indexing.write", wraps=indexing.write) as write:
        indexing.catch_up()
    assert [args for args, _more in map(tuple, write.call_args_list) if "event" in args] == [
        ("event", (talk.event_id,))
    ]


def test_what_changes_a_row_for_nothing_writes_nothing(talk):
    before = dict(SearchDocument.objects.values_list("key", "digest"))
    talk.save()
    assert marks()
    with mock.patch("search.indexing.insert") as insert:
        indexing.catch_up()
    assert [list(rows) for (rows,), _more in insert.call_args_list if rows] == []
    assert dict(SearchDocument.objects.values_list("key", "digest")) == before


def test_what_the_worker_notes_of_its_work_marks_nothing(talk):
    deck = make_deck(talk=talk)
    indexing.catch_up()
    Attachment.objects.filter(pk=deck.pk).update(processing="running", processed_pages=3)
    assert marks() == set()
    Attachment.objects.filter(pk=deck.pk).update(caption="新的")
    assert marks()


def test_marks_survive_where_they_can_not_be_worked_off(talk, caplog):
    change(talk, "编排")
    waiting = marks()
    with mock.patch("search.indexing.write", side_effect=OperationalError("locked")):
        following.follow()
    assert marks() == waiting
    assert "could not follow" in caplog.text
    following.follow()
    assert titles("编排") == ["编排"]


def test_half_of_the_work_is_none(talk, monkeypatch):
    other = make_talk(title="另一个")
    change(talk, "编排")
    monkeypatch.setattr(indexing, "TOGETHER", 1)
    before = set(SearchDocument.objects.values_list("digest", flat=True))
    write = mock.Mock(wraps=indexing.write, side_effect=[mock.DEFAULT, OperationalError("locked")])
    with mock.patch("search.indexing.write", write):
        following.follow()
    assert write.call_count == 2
    assert set(SearchDocument.objects.values_list("digest", flat=True)) == before
    assert f"event:{other.event_id}" in marks()


def test_who_waits_too_long_is_told(talk):
    change(talk, "编排")
    with mock.patch("search.indexing.work_off"), pytest.raises(indexing.Behind):
        indexing.catch_up(0.01)
    indexing.catch_up(10)
    assert marks() == set()


def test_more_marks_than_are_taken_at_once_are_all_worked_off(talk, monkeypatch):
    monkeypatch.setattr(indexing, "MARKS", 2)
    make_talk(title="编排")
    make_post(title="回顾")
    assert SearchMark.objects.count() > indexing.MARKS
    assert_in_step()


def test_a_commit_is_followed_once(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as called:
        talk = make_talk(title="容器")
        change(talk, "编排")
        make_post(title="编排回顾")
    assert called.count(following.follow) == 1
    assert Search(understood("编排")).counts
    assert marks() == set()


@task
def write_past_the_orm() -> None:
    Talk.objects.update(title="编排")


def test_a_task_is_followed_though_it_saves_nothing(talk):
    write_past_the_orm.enqueue()
    assert marks() == set()
    assert titles("编排") == ["编排"]


@pytest.mark.django_db(transaction=True)
def test_what_is_saved_is_found_with_no_further_call():
    indexing.catch_up()
    event = make_event(title="容器专场")
    with transaction.atomic():
        talk = make_talk(event=event, title="打造 Docker 航运")
        make_attachment(talk=talk, kind="transcript", text="大家好")
    found = Search(understood("大家好")).overview()
    assert [hit.title for group in found for hit in group.hits] == ["打造 Docker 航运"]
    talk.event.delete()
    assert Search(understood("大家好")).overview() == []
    assert marks() == set()


@pytest.mark.django_db(transaction=True)
def test_a_commit_does_not_break_where_the_index_does(caplog):
    with mock.patch("search.indexing.work_off", side_effect=OperationalError("locked")):
        make_post(title="回顾")
    assert Post.objects.filter(title="回顾").exists()
    assert titles("回顾") == ["回顾"]


def publish(name):
    try:
        for number in range(5):
            make_post(title=f"{name} {number}", tags=[f"标签 {number}"])
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_neither_wait_for_ever_nor_lose_a_mark(caplog):
    make_post(title="以前", tags=[f"标签 {number}" for number in range(5)])
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(publish, ["甲", "乙", "丙"]))
    assert caplog.text == ""
    assert marks() == set()
    assert_in_step()
    assert SearchDocument.objects.filter(kind=Kind.POST, is_public=True).count() == 16
