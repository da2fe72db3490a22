"""What is made of kept files, and what is told when nothing could be made."""

import pytest
from django.core.files.base import ContentFile

from events import processing
from events.processing import decks
from events.intake import take_in
from events.models import Attachment, DiscardedFile, Rendition, SlidePage
from techparty_site.lib.unreadable import Reason, Unreadable
from tests import samples
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
    def process(attachment: Attachment) -> Attachment:
        with django_capture_on_commit_callbacks(execute=True):
            processing.process.func(attachment.pk)
        attachment.refresh_from_db()
        return attachment

    return process


@pytest.fixture
def kept(settings):
    """The names of all files in the media folder, but for those that only wait to leave it."""
    folder = settings.MEDIA_ROOT
    return lambda: {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    } - set(DiscardedFile.objects.values_list("key", flat=True))


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
    assert [(size.width, size.height, size.format) for size in photo.renditions.all()] == [
        (480, 240, "webp"),
        (960, 480, "webp"),
        (1000, 500, "webp"),
    ]
    assert kept() == named_files()


def test_a_transcript_becomes_text(bring):
    assert bring(Kind.TRANSCRIPT, "a.docx", samples.make_docx("大家好", "谢谢")).text == (
        "大家好\n谢谢"
    )
    assert bring(Kind.TRANSCRIPT, "b.md", b"# Talk\n\none\ntwo").text == "# Talk\none two"


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


def test_an_old_word_file_is_kept_and_said_to_be_unread(bring):
    content = bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le")
    assert bring(Kind.TRANSCRIPT, "速记稿.doc", content).processing_error == "no_reader"


def test_what_has_no_pages_sizes_or_text_is_left_alone(bring):
    assert not bring(Kind.ARCHIVE, "a.zip", samples.make_zip()).processing_error
    assert not bring(Kind.AUDIO, "a.mp3", samples.make_mp3()).processing_error


def test_a_failure_of_ours_is_logged_and_never_raised(bring, monkeypatch, caplog):
    def fail(*args):
        raise RuntimeError("no idea")

    monkeypatch.setattr(decks, "run", fail)
    deck = bring(Kind.SLIDES, "a.pdf", samples.make_pdf())
    assert deck.processing_error == Attachment.Problem.FAILED
    assert "no idea" in caplog.text


def test_a_retry_that_succeeds_takes_the_problem_away(bring, again, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(decks, "run", lambda *args: raise_unreadable())
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
    real = decks.run

    def replace_meanwhile(*args):
        pages = real(*args)
        Attachment.objects.filter(pk=deck.pk).update(file="other/file", page_count=9)
        return pages

    monkeypatch.setattr(decks, "run", replace_meanwhile)
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
    deck = make_attachment(content=b"x", content_type="application/pdf")
    deck.file.storage.delete(deck.file.name)
    processing.process.func(deck.pk)
    deck.refresh_from_db()
    assert deck.processing_error == Attachment.Problem.FAILED
