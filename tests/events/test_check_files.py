"""Every row has its file and every file its row, and what doesn't match is found and mended."""

import os
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from events import inventory, processing, storing
from events.models import Attachment, DiscardedFile, Rendition, SlidePage
from events.models.attachment import storage_key
from techparty_site.lib.files import machine
from tests import samples
from tests.events.kept_files import make_deck
from tests.factories import make_attachment, make_event, make_talk

GONE = 2**22 + 1  # no process has this number: Linux ends at 2**22


@pytest.fixture(autouse=True)
def work(settings, tmp_path):
    settings.WORK_DIR = tmp_path / "work"
    settings.WORK_DIR.mkdir()
    return settings.WORK_DIR


@pytest.fixture
def check(db, capsys):
    """The exit code, and what was said."""

    def run(*options: str) -> tuple[int, str]:
        try:
            call_command("check_files", *options)
        except CommandError as error:
            return error.returncode, capsys.readouterr().out + str(error)
        return 0, capsys.readouterr().out

    return run


@pytest.fixture
def enqueued(monkeypatch):
    found: list[int] = []
    monkeypatch.setattr(inventory, "read_again", lambda row: found.append(row.pk))
    return found


def age(path, days: float) -> None:
    moment = (timezone.now() - timedelta(days=days)).timestamp()
    os.utime(path, (moment, moment))


def test_a_site_in_order_is_clean(check):
    assert check()[0] == 0
    make_deck(talk=make_talk())
    make_attachment(event=make_event())
    code, said = check("--fix")
    assert code == 0
    assert said.strip()
    assert Attachment.objects.exclude(file="").get().pages.count() == 1


def test_a_file_without_a_row_is_named_and_deleted(check):
    deck = make_deck(talk=make_talk())
    default_storage.save("ab/stray", ContentFile(b"x"))
    code, said = check()
    assert code == 1
    assert "ab/stray" in said
    assert default_storage.exists("ab/stray")
    assert check("--fix")[0] == 1
    assert not default_storage.exists("ab/stray")
    assert default_storage.exists(deck.file.name)
    assert check()[0] == 0


def test_a_discarded_file_has_thirty_days(check):
    attachment = make_attachment(event=make_event(), content=b"x")
    attachment.delete()
    assert check("--fix")[0] == 0
    assert default_storage.exists(attachment.file.name)
    DiscardedFile.objects.update(discarded_at=timezone.now() - storing.KEPT_FOR)
    code, said = check("--fix")
    assert code == 1
    assert attachment.file.name in said
    assert not default_storage.exists(attachment.file.name)
    assert check()[0] == 0


@pytest.mark.parametrize("column", ["image", "thumbnail"])
def test_a_lost_picture_of_a_page_is_made_anew(
    check, column, enqueued, django_capture_on_commit_callbacks
):
    deck = make_deck(talk=make_talk(title="容器"))
    lost = getattr(deck.pages.get(), column)
    default_storage.delete(lost.name)
    code, said = check()
    assert code == 1
    assert lost.name in said
    assert "容器" in said
    with django_capture_on_commit_callbacks(execute=True):
        check("--fix")
    assert enqueued == [deck.pk]
    assert check()[0] == 0
    assert SlidePage.objects.count() == 1


def test_a_lost_size_of_a_photo_is_made_anew(check, enqueued, django_capture_on_commit_callbacks):
    deck = make_deck(event=make_event(), kind="photo")
    default_storage.delete(deck.renditions.get(format="avif").file.name)
    with django_capture_on_commit_callbacks(execute=True):
        check("--fix")
    assert enqueued == [deck.pk]
    assert [size.width for size in Rendition.objects.all()] == [480, 960]
    assert check()[0] == 0


def test_a_lost_original_that_came_from_outside_leads_there_again(check):
    deck = make_deck(event=make_event(), url="https://example.org/a.pdf")
    default_storage.delete(deck.file.name)
    assert check("--fix")[0] == 1
    deck.refresh_from_db()
    assert deck.get_absolute_url() == "https://example.org/a.pdf"
    assert check()[0] == 0


def test_a_lost_original_stays_and_is_told_until_somebody_brings_it_back(check, caplog):
    deck = make_deck(event=make_event(title="第九场"))
    key = deck.file.name
    default_storage.delete(key)
    code, said = check("--fix")
    assert code == 1
    assert said.count(key) >= 2
    assert "第九场" in said
    assert key in caplog.text
    deck.refresh_from_db()
    assert (deck.file.name, deck.processing_error) == (key, Attachment.Problem.FAILED)
    assert check()[0] == 1
    default_storage.save(key, ContentFile(b"from the backup"))
    assert check()[0] == 0


@pytest.mark.parametrize("force", [False, True])
def test_a_wrong_storage_or_database_is_not_mended(check, force):
    for number in range(inventory.SURPRISING):
        default_storage.save(f"ab/{number}", ContentFile(b"x"))
    code, _said = check("--fix", *["--force"] * force)
    assert code == 1
    assert default_storage.exists("ab/7") is not force


def test_once_a_day_files_without_rows_are_discarded_and_other_peoples_left(db, work):
    deck = make_deck(event=make_event())
    lost = default_storage.save(storage_key(deck, ""), ContentFile(b"x"))
    default_storage.save("lost+found/notes.txt", ContentFile(b"not ours"))
    (work / f"techparty-{machine()}-{GONE}-x").write_bytes(b"x")
    inventory.tidy()
    assert list(DiscardedFile.objects.values_list("key", flat=True)) == [lost]
    assert default_storage.exists(lost)
    assert not list(work.iterdir())
    storing.sweep(timezone.now() + storing.KEPT_FOR)
    assert not default_storage.exists(lost)


def test_once_a_day_nothing_of_a_wrong_storage_is_discarded(db):
    for _number in range(inventory.SURPRISING):
        default_storage.save(storage_key(Attachment(), ""), ContentFile(b"x"))
    inventory.tidy()
    assert not DiscardedFile.objects.exists()


def test_half_done_work_of_a_process_that_is_gone_is_cleared_away(check, work):
    mine, dead = (f"techparty-{machine()}-{pid}-x" for pid in (os.getpid(), GONE))
    (work / mine).write_bytes(b"x")
    (work / dead).mkdir()
    (work / dead / "1.webp").write_bytes(b"x")
    code, said = check("--fix")
    assert code == 1
    assert dead in said
    assert mine not in said
    assert [path.name for path in work.iterdir()] == [mine]


def test_what_nobody_touched_for_a_day_is_cleared_away(check, work):
    for name, days in (("tmpabc.upload.pdf", 0.9), ("tmpdef.upload.pdf", 1.1)):
        (work / name).write_bytes(b"x")
        age(work / name, days)
    (work / "techparty-00000000-1-x").write_bytes(b"of another machine")
    check("--fix")
    left = {"tmpabc.upload.pdf", "techparty-00000000-1-x"}
    assert {path.name for path in work.iterdir()} == left


def test_drafts_beside_their_targets_are_no_files_without_rows(check):
    mine, dead = (f"ab/.techparty-{machine()}-{pid}-x" for pid in (os.getpid(), GONE))
    for key in (mine, dead):
        default_storage.save(key, ContentFile(b"half"))
    _code, said = check("--fix")
    assert dead in said
    assert default_storage.exists(mine)
    assert not default_storage.exists(dead)


def test_what_comes_in_while_it_looks_is_no_problem(db):
    """A row after the names were read, its file before the storage is listed."""

    def watch(keys):
        make_deck(event=make_event())
        return keys

    assert inventory.take_stock(watch).total == 0


def test_what_goes_while_it_looks_is_no_problem(db):
    deck = make_deck(event=make_event())

    def watch(keys):
        deck.delete()
        default_storage.delete(deck.file.name)
        return keys

    assert inventory.take_stock(watch).total == 0


def test_it_asks_the_database_as_often_for_many_files(check, django_assert_num_queries):
    for _number in range(3):
        make_deck(event=make_event())
    with django_assert_num_queries(5):  # four columns that name files, and the overdue
        inventory.take_stock()


def test_pages_made_anew_bring_their_pictures_back(check, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        deck = make_attachment(
            event=make_event(),
            kind="slides",
            content=samples.make_pdf("one"),
            content_type="application/pdf",
        )
        processing.read_again(deck)
    default_storage.delete(deck.pages.get().image.name)
    with django_capture_on_commit_callbacks(execute=True):
        assert check("--fix")[0] == 1
    assert default_storage.exists(deck.pages.get().image.name)
    assert check()[0] == 0
