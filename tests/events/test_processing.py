"""What is made of kept files, and what is told when nothing could be made."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import OperationalError
from django.utils import timezone

from events import processing
from events.intake import take_in
from events.models import Attachment, DiscardedFile, Rendition, SlidePage
from events.processing import claims
from events.processing.claims import LEASE, claim, progress
from events.processing.derived import Replaced
from techparty_site.lib import pdf_rescue
from techparty_site.lib.unreadable import Reason, Unreadable
from tests import samples
from tests.doc_samples import make_doc
from tests.factories import make_attachment

Kind = Attachment.Kind


@pytest.fixture
def bring(db, django_capture_on_commit_callbacks):
    def bring_file(kind: str, name: str, content: bytes) -> Attachment:
        attachment = Attachment(kind=kind)
        with django_capture_on_commit_callbacks(execute=True):
            take_in(attachment, ContentFile(content), name)
        attachment.refresh_from_db()
        return attachment

    return bring_file


@pytest.fixture
def again(django_capture_on_commit_callbacks):
    def read_again(attachment: Attachment) -> Attachment:
        with django_capture_on_commit_callbacks(execute=True):
            assert processing.read_again(attachment)
        attachment.refresh_from_db()
        return attachment

    return read_again


@pytest.fixture
def kept(settings):
    """The names of all files in the media folder, but for those that only wait to leave it."""
    folder = settings.MEDIA_ROOT
    return lambda: (
        {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        - set(DiscardedFile.objects.values_list("key", flat=True))
    )


def named_files() -> set[str]:
    """The names of all files that rows know."""
    pages = SlidePage.objects.values_list("image", "thumbnail")
    return {
        *Attachment.objects.exclude(file="").values_list("file", flat=True),
        *Rendition.objects.values_list("file", flat=True),
        *(name for page in pages for name in page),
    }


def test_a_deck_gets_its_pages_after_the_commit(bring, kept):
    deck = bring(Kind.SLIDES, "a.pdf", samples.make_pdf("Hello world", "Thanks"))
    first, second = deck.pages.all()
    assert (first.number, first.text, second.text) == (1, "Hello world", "Thanks")
    assert (first.width, first.height) == (1600, 900)
    assert [word[0] for word in first.words] == ["Hello", "world"]
    assert deck.page_count == 2
    assert kept() == named_files()


def test_a_photo_gets_its_sizes(bring, kept):
    photo = bring(Kind.PHOTO, "a.jpg", samples.make_picture(1000, 500))
    sizes = photo.renditions.filter(format="webp")
    assert [(size.width, size.height) for size in sizes] == [(480, 240), (960, 480), (1000, 500)]
    assert kept() == named_files()


def test_a_transcript_becomes_text(bring):
    assert bring(Kind.TRANSCRIPT, "a.docx", samples.make_docx("大家好", "谢谢")).text == (
        "大家好\n谢谢"
    )
    assert bring(Kind.TRANSCRIPT, "b.md", b"# Talk\n\none\ntwo").text == "## Talk\none two"


def test_processing_again_doubles_nothing(bring, again, kept):
    deck = bring(Kind.SLIDES, "a.pdf", samples.make_pdf("a", "b"))
    photo = bring(Kind.PHOTO, "a.jpg", samples.make_picture())
    before = kept()
    again(deck)
    again(photo)
    assert not deck.processing_error + photo.processing_error
    assert (deck.pages.count(), photo.renditions.count()) == (2, 1)
    assert kept() == named_files()
    assert len(kept()) == len(before)


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.pdf", samples.make_encrypted_pdf(), Attachment.Problem.ENCRYPTED),
        ("a.pdf", b"%PDF-1.7\nnothing", Attachment.Problem.BROKEN),
        ("a.pdf", samples.make_pdf(*["x"] * 301), Attachment.Problem.TOO_MANY_PAGES),
    ],
)
def test_a_failure_is_written_to_the_row_and_the_file_stays(bring, name, content, problem):
    deck = bring(Kind.SLIDES, name, content)
    assert deck.processing_error == problem
    assert deck.get_processing_error_display() == problem.label
    assert not deck.pages.exists()
    assert deck.file.read() == content
    deck.file.close()


def test_an_old_word_file_becomes_text(bring):
    assert bring(Kind.TRANSCRIPT, "速记稿.doc", make_doc("大家好")).text == "大家好"


def test_what_has_no_pages_sizes_or_text_is_left_alone(bring):
    assert not bring(Kind.ARCHIVE, "a.zip", samples.make_zip()).processing_error
    assert not bring(Kind.AUDIO, "a.mp3", samples.make_mp3()).processing_error


def test_a_failure_of_ours_is_logged_and_never_raised(bring, monkeypatch, caplog):
    def fail(*args):
        raise RuntimeError("no idea")

    monkeypatch.setattr(pdf_rescue, "read_pages", fail)
    deck = bring(Kind.SLIDES, "a.pdf", samples.make_pdf())
    assert deck.processing_error == Attachment.Problem.FAILED
    assert "no idea" in caplog.text


def test_a_retry_that_succeeds_takes_the_problem_away(bring, again, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(pdf_rescue, "read_pages", lambda *args: raise_unreadable())
        deck = bring(Kind.SLIDES, "a.pdf", samples.make_pdf())
        assert deck.processing_error == Attachment.Problem.TOO_SLOW
    assert not again(deck).processing_error
    assert deck.pages.count() == 1


def raise_unreadable():
    raise Unreadable(Reason.TOO_SLOW)


def test_pages_of_a_file_that_was_replaced_meanwhile_are_not_taken(
    bring, again, kept, monkeypatch, caplog
):
    deck = bring(Kind.SLIDES, "a.pdf", samples.make_pdf("old"))
    real = pdf_rescue.read_pages

    def replace_meanwhile(*args):
        yield from real(*args)
        Attachment.objects.filter(pk=deck.pk).update(file="other/file", page_count=9)

    monkeypatch.setattr(pdf_rescue, "read_pages", replace_meanwhile)
    before = kept()
    again(deck)
    assert (deck.page_count, deck.processing_error) == (9, "")
    assert not caplog.records
    assert kept() == before


def test_a_new_file_takes_the_pages_of_the_old_one_away(bring, kept):
    deck = bring(Kind.SLIDES, "a.pdf", samples.make_pdf("old", "older"))
    take_in(deck, ContentFile(samples.make_pdf("new")), "b.pdf")
    assert not deck.pages.exists()


@pytest.mark.parametrize("pk", [0, 10**12])
def test_a_row_that_is_gone_is_no_failure(db, pk):
    processing.process.func(pk)


def test_a_file_that_is_gone_is_a_visible_failure(db, caplog):
    deck = make_attachment(content=b"x", content_type="application/pdf", processing="waiting")
    deck.file.storage.delete(deck.file.name)
    processing.process.func(deck.pk)
    deck.refresh_from_db()
    assert deck.processing_error == Attachment.Problem.FAILED


@pytest.fixture
def later(monkeypatch):
    """Moves the clock of claims on."""
    passed = timedelta()

    class Clock:
        now = staticmethod(lambda: timezone.now() + passed)

    def move(time: timedelta) -> None:
        nonlocal passed
        passed += time + timedelta(milliseconds=10)

    monkeypatch.setattr(claims, "timezone", Clock)
    return move


@pytest.fixture
def waiting(bring, monkeypatch):
    """A deck of two pages that no worker has read."""
    with monkeypatch.context() as patch:
        patch.setattr(processing, "claim", lambda pk: None)
        return bring(Kind.SLIDES, "a.pdf", samples.make_pdf("a", "b"))


def state_of(attachment: Attachment) -> tuple[str, int]:
    attachment.refresh_from_db()
    return attachment.processing, attachment.processing_attempts


def raising(error: BaseException):
    def read(*args):
        raise error

    return read


def test_what_has_no_reader_waits_for_none(bring, waiting):
    assert bring(Kind.AUDIO, "a.mp3", samples.make_mp3()).processing == ""
    assert waiting.processing == "waiting"


def test_only_one_worker_gets_a_file(waiting):
    assert claim(waiting.pk)
    assert claim(waiting.pk) is None
    assert state_of(waiting) == ("running", 1)


def test_a_file_whose_worker_is_not_seen_any_more_goes_to_another_one(waiting, later):
    slow = claim(waiting.pk)
    later(LEASE)
    assert claim(waiting.pk)
    with pytest.raises(Replaced):
        progress(slow, 1)
    assert state_of(waiting) == ("running", 2)


def test_progress_keeps_the_claim_and_is_written_once_a_second(waiting, later):
    ours = claim(waiting.pk)
    progress(ours, 1)
    waiting.refresh_from_db()
    assert waiting.processed_pages == 0
    later(LEASE / 2)
    progress(ours, 2)
    later(LEASE / 2)
    assert claim(waiting.pk) is None
    waiting.refresh_from_db()
    assert waiting.processed_pages == 2


def test_what_was_read_too_late_is_not_taken(waiting, later):
    ours = claim(waiting.pk)
    later(LEASE)
    claim(waiting.pk)
    processing.read(ours, processing.reader_of(ours))
    assert not waiting.pages.exists()
    assert state_of(waiting) == ("running", 2)


@pytest.mark.parametrize("begun", [False, True])
def test_a_worker_taken_for_dead_has_no_say_once_reading_begins_anew(waiting, later, begun):
    slow = claim(waiting.pk)
    later(LEASE)
    assert processing.read_again(waiting)
    if begun:
        assert claim(waiting.pk)
    processing.note_problem(slow, Reason.FAILED)
    assert state_of(waiting) == (("running", 1) if begun else ("waiting", 0))
    assert not waiting.processing_error


def test_a_worker_told_to_stop_gives_the_file_back(waiting, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(processing, "reader_of", lambda row: raising(SystemExit()))
        with pytest.raises(SystemExit):
            processing.process.func(waiting.pk)
    assert state_of(waiting) == ("waiting", 0)
    processing.process.func(waiting.pk)
    assert (state_of(waiting), waiting.pages.count()) == (("", 1), 2)


def test_a_busy_database_is_no_fault_of_the_file(waiting, monkeypatch):
    locked = raising(OperationalError("database is locked"))
    monkeypatch.setattr(processing, "reader_of", lambda row: locked)
    processing.process.func(waiting.pk)
    assert state_of(waiting) == ("waiting", 1)
    assert not waiting.processing_error


def test_only_an_idle_file_can_be_read_again(waiting, bring):
    assert not processing.read_again(waiting)
    claim(waiting.pk)
    assert not processing.read_again(waiting)
    assert not processing.read_again(bring(Kind.AUDIO, "a.mp3", samples.make_mp3()))
