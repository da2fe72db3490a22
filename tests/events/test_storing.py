"""Files leave the storage late, and only when no row names them."""

import threading
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone

from events import storing
from events.intake import take_in
from events.models import Attachment, DiscardedFile, Event, Rendition, SlidePage
from events.processing.derived import forget_derived, take_over
from tests.events.kept_files import make_deck
from tests.factories import make_attachment, make_event, make_talk


def discarded() -> set[str]:
    return set(DiscardedFile.objects.values_list("key", flat=True))


def files_of(deck: Attachment) -> set[str]:
    pages = [file for row in deck.pages.all() for file in (row.image, row.thumbnail)]
    sizes = [row.file for row in deck.renditions.all()]
    return {str(file.name) for file in [*pages, *sizes, deck.file]}


def age(days: float) -> None:
    DiscardedFile.objects.update(discarded_at=timezone.now() - timedelta(days=days))


@pytest.mark.parametrize(
    "delete",
    [
        lambda deck: deck.delete(),
        lambda deck: Attachment.objects.filter(pk=deck.pk).delete(),
        lambda deck: Event.objects.all().delete(),
    ],
    ids=["row", "queryset", "cascade"],
)
def test_files_of_a_deleted_row_stay_and_are_noted(db, delete):
    deck = make_deck(talk=make_talk())
    names = files_of(deck)
    assert len(names) == 6
    delete(deck)
    assert discarded() == names
    assert all(deck.file.storage.exists(name) for name in names)


@pytest.mark.parametrize("model", [SlidePage, Rendition])
def test_files_of_a_deleted_page_or_size_are_noted(db, model):
    before = files_of(deck := make_deck(event=make_event()))
    model.objects.all().delete()
    assert discarded() == before - files_of(deck) != set()


@pytest.mark.parametrize("pages", [1, 60])
def test_however_many_pages_go_it_asks_the_database_as_often(
    db, pages, django_assert_max_num_queries
):
    deck = make_deck(event=make_event())
    for number in range(2, pages + 1):
        deck.pages.create(number=number, image=f"i/{number}", thumbnail=f"t/{number}")
    names = files_of(deck) - {deck.file.name}
    with django_assert_max_num_queries(6):
        forget_derived(deck)
    assert (discarded(), files_of(deck)) == (names, {deck.file.name})


def test_an_outside_link_has_no_file_to_discard(db):
    make_attachment(event=make_event()).delete()
    assert discarded() == set()


def test_a_delete_that_is_rolled_back_discards_nothing(db):
    deck = make_deck(event=make_event())
    with transaction.atomic():
        deck.delete()
        transaction.set_rollback(True)
    assert discarded() == set()


def test_a_replaced_file_is_discarded_whatever_stands_in_the_object(db):
    row = make_attachment(event=make_event(), content=b"old")
    old = row.file.name
    row.file = ContentFile(b"from a form", name="upload.pdf")
    row.file = storing.keep(row.file, ContentFile(b"new"))
    row.save()
    assert discarded() == {old}
    assert row.file.storage.exists(old)


def test_a_file_is_stored_in_the_transaction_of_its_row_only(monkeypatch, db):
    row = Attachment(event=make_event(), kind="slides")
    monkeypatch.setattr(storing, "connection", SimpleNamespace(in_atomic_block=False))
    with pytest.raises(transaction.TransactionManagementError):
        storing.keep(row.file, ContentFile(b"x"))


def test_a_discarded_file_leaves_after_thirty_days(db):
    deck = make_deck(event=make_event())
    names = files_of(deck)
    deck.delete()
    age(29.9)
    assert storing.sweep(timezone.now()) == 0
    age(30)
    assert storing.sweep(timezone.now()) == 6
    assert not any(deck.file.storage.exists(name) for name in names)
    assert discarded() == set()


def test_a_file_that_a_row_brought_back_names_stays(db):
    deck = make_attachment(event=make_event(), content=b"x")
    deck.delete()
    deck.save()
    age(31)
    assert storing.sweep(timezone.now()) == 0
    assert deck.file.storage.exists(deck.file.name)
    assert discarded() == set()


def test_a_file_that_cannot_be_deleted_stops_no_other_and_is_tried_again(db, monkeypatch, caplog):
    stuck, *others = [make_attachment(event=make_event(), content=b"x") for _file in range(3)]
    real = default_storage.delete

    def delete(name: str) -> None:
        if name == stuck.file.name:
            raise PermissionError("read only")
        real(name)

    Attachment.objects.all().delete()
    age(31)
    monkeypatch.setattr(storing, "BATCH", 1)
    with monkeypatch.context() as patch:
        patch.setattr(default_storage, "delete", delete)
        assert storing.sweep(timezone.now()) == 2
    assert (discarded(), stuck.file.name in caplog.text) == ({stuck.file.name}, True)
    assert not any(default_storage.exists(row.file.name) for row in others)
    assert storing.sweep(timezone.now()) == 1


def test_what_is_discarded_anew_while_it_waits_to_be_alone_stays(db, monkeypatch):
    deck = make_attachment(event=make_event(), content=b"x")
    deck.delete()
    age(31)
    real = storing.alone

    def alone():
        age(0)
        return real()

    monkeypatch.setattr(storing, "alone", alone)
    assert storing.sweep(timezone.now()) == 0
    assert (discarded(), default_storage.exists(deck.file.name)) == ({deck.file.name}, True)


def test_discarded_again_it_stays_another_thirty_days(db):
    deck = make_attachment(event=make_event(), content=b"x")
    deck.delete()
    age(31)
    deck.save()
    deck.delete()
    assert storing.sweep(timezone.now()) == 0
    assert deck.file.storage.exists(deck.file.name)


def test_it_asks_about_more_names_than_one_query_takes(db, monkeypatch):
    monkeypatch.setattr(storing, "BATCH", 2)
    names = files_of(make_deck(event=make_event()))
    assert storing.named([*names, "no/such"]) == names


@pytest.mark.django_db(transaction=True)
def test_nobody_is_alone_while_a_file_is_being_stored():
    """SQLite's writing transactions exclude each other by themselves."""
    if connection.vendor != "postgresql":
        assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
        return
    order: list[object] = []
    sweeper = threading.Thread(target=note_when_alone, args=[order])
    with transaction.atomic():
        row = Attachment(event=make_event(), kind="slides")
        row.file = storing.keep(row.file, ContentFile(b"x"))
        sweeper.start()
        sweeper.join(0.5)
        order.append("stored")
        row.save()
    sweeper.join()
    assert order == ["stored", "alone", {row.file.name}]


def note_when_alone(order: list[object]) -> None:
    with storing.alone():
        order += ["alone", storing.named(Attachment.objects.values_list("file", flat=True))]
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_pages_that_come_while_the_file_is_replaced_go_with_the_old_file():
    row = make_attachment(kind="other", event=make_event(), content=b"old")
    newcomer = threading.Thread(target=replace, args=[row.pk])
    with transaction.atomic():
        take_over(row)
        SlidePage.objects.create(attachment=row, number=1)
        newcomer.start()
        newcomer.join(0.5)
    newcomer.join()
    row.refresh_from_db()
    assert (row.original_name, row.pages.count()) == ("new.txt", 0)


def replace(pk: int) -> None:
    take_in(Attachment.objects.get(pk=pk), ContentFile(b"new"), "new.txt")
    connection.close()
