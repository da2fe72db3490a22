"""Decks on their way to pages: presentations, bad pages, progress."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import translation

from events import processing
from events.intake import take_in
from events.models import Attachment
from events.problems import describe
from events.processing import decks
from techparty_site.lib import office, pdf, pdf_rescue
from techparty_site.lib.unreadable import Reason, Unreadable
from tests import samples
from tests.doc_samples import make_ole

Problem = Attachment.Problem
OLD = make_ole({"PowerPoint Document": b"x"})


@pytest.fixture
def bring(db, django_capture_on_commit_callbacks):
    def bring_file(name: str, content: bytes) -> Attachment:
        deck = Attachment(kind=Attachment.Kind.SLIDES)
        with django_capture_on_commit_callbacks(execute=True):
            take_in(deck, ContentFile(content), name)
        deck.refresh_from_db()
        return deck

    return bring_file


@pytest.fixture
def libreoffice(monkeypatch):
    """Makes a PDF of the given pages of whatever it gets."""

    def install(*texts: str) -> None:
        def make_pdf(program, path, extension, folder):
            made = path.parent / "made.pdf"
            made.write_bytes(samples.make_pdf(*texts))
            return made

        monkeypatch.setattr(office, "find", lambda: "soffice")
        monkeypatch.setattr(office, "make_pdf", make_pdf)

    return install


def told(deck: Attachment) -> str:
    with translation.override("en"):
        return describe(deck)


def rows_of(deck: Attachment) -> list[tuple[int, str, str, bool]]:
    return [(page.number, page.title, page.text, bool(page.image)) for page in deck.pages.all()]


def test_without_libreoffice_slides_are_read_and_the_pictures_asked_for(bring):
    deck = bring("a.pptx", samples.make_presentation("镜像", "谢谢"))
    assert rows_of(deck) == [(1, "镜像", "镜像\ncell 1", False), (2, "谢谢", "谢谢\ncell 2", False)]
    assert deck.processing_error == Problem.NO_READER
    assert "ask the speaker for a PDF" in told(deck)


def test_without_libreoffice_an_old_powerpoint_file_is_kept_and_says_why(bring):
    deck = bring("a.ppt", OLD)
    assert (rows_of(deck), deck.processing_error) == ([], Problem.NO_READER)
    assert "LibreOffice" in told(deck)


def test_libreoffice_draws_what_is_shown_and_the_words_are_powerpoints(bring, libreoffice):
    libreoffice("drawn", "drawn too")
    deck = bring("a.pptx", samples.make_presentation("a", "b", "c", "d", hidden=(2, 4)))
    assert rows_of(deck) == [(1, "a", "a\ncell 1", True), (3, "c", "c\ncell 3", True)]
    assert (deck.page_count, deck.processing_error) == (3, "")
    assert [word[0] for word in deck.pages.get(number=3).words] == ["drawn", "too"]


def test_a_picture_of_a_hidden_slide_is_not_taken(bring, libreoffice):
    libreoffice("drawn", "hidden")
    deck = bring("a.pptx", samples.make_presentation("a", "b", hidden=(2,)))
    assert rows_of(deck) == [(1, "a", "a\ncell 1", False)]
    assert "Only the text was read" in told(deck)


def test_an_old_powerpoint_file_is_read_like_its_pdf(bring, libreoffice):
    libreoffice("one", "two")
    assert rows_of(bring("a.ppt", OLD)) == [
        (1, "one", "one", True),
        (2, "two", "two", True),
    ]


def test_what_libreoffice_cannot_read_keeps_its_text(bring, libreoffice, monkeypatch):
    libreoffice("one")

    def fail(*args):
        raise Unreadable(Reason.TOO_SLOW)

    monkeypatch.setattr(office, "make_pdf", fail)
    deck = bring("a.odp", samples.make_odp("谢谢"))
    assert rows_of(deck) == [(1, "谢谢", "谢谢\none line 1", False)]
    assert deck.processing_error == Problem.TOO_SLOW


def test_a_page_without_a_picture_keeps_its_row_and_the_reason_is_told(bring, monkeypatch):
    def read_pages(path, folder):
        count, first, _second = pdf.read_pages(path, folder)
        yield from (count, first, pdf.empty_page(2, Reason.TOO_LARGE))

    monkeypatch.setattr(pdf_rescue, "read_pages", read_pages)
    deck = bring("a.pdf", samples.make_pdf("Hello", "again"))
    assert rows_of(deck) == [(1, "Hello", "Hello", True), (2, "", "", False)]
    assert told(deck).startswith("1 of 2 pages has no picture. Unpacked, the file is too large.")


def test_how_far_it_is_can_be_seen_meanwhile(bring, monkeypatch):
    seen = []
    monkeypatch.setattr(decks, "progress", lambda deck, page: seen.append((page, pages_of(deck))))

    def pages_of(deck):
        return Attachment.objects.get(pk=deck.pk).page_count, deck.pages.count()

    with monkeypatch.context() as patch:
        patch.setattr("events.intake.count_pages", lambda path: None)
        bring("a.pdf", samples.make_pdf("a", "b"))
    assert seen == [(1, (2, 0)), (2, (2, 0))]


def test_a_presentation_with_a_password_is_refused_with_that_reason(bring):
    with pytest.raises(ValidationError) as error:
        bring("a.pptx", make_ole({"EncryptedPackage": b"x"}))
    assert error.value.code == "encrypted"


def test_a_broken_presentation_says_so(bring):
    deck = bring("a.pptx", samples.make_pptx())
    assert (rows_of(deck), deck.processing_error) == ([], Problem.BROKEN)


def test_what_only_libreoffice_understands_is_read_like_its_pdf(bring, libreoffice):
    libreoffice("one")
    assert rows_of(bring("a.pptx", samples.make_pptx())) == [(1, "one", "one", True)]


def test_libreoffice_installed_later_gives_the_pictures(
    bring, libreoffice, django_capture_on_commit_callbacks
):
    deck = bring("a.pptx", samples.make_presentation("a"))
    libreoffice("drawn")
    with django_capture_on_commit_callbacks(execute=True):
        assert processing.read_again(deck)
    deck.refresh_from_db()
    assert (rows_of(deck), told(deck)) == ([(1, "a", "a\ncell 1", True)], "")
