"""Pages of decks, and decks that are none."""

import pytest
from PIL import Image

from techparty_site.lib import pdf
from techparty_site.lib.unreadable import Reason, Unreadable
from tests import samples


@pytest.fixture
def write(tmp_path):
    def write_file(content: bytes) -> str:
        path = tmp_path / "deck"
        path.write_bytes(content)
        return str(path)

    return write_file


@pytest.fixture
def read(write, tmp_path):
    return lambda content: pdf.read_pages(write(content), str(tmp_path))


def test_it_counts_pages(write):
    assert pdf.count_pages(write(samples.make_pdf("one", "two", "three"))) == 3


def test_it_reads_the_text_of_every_page(read):
    pages = read(samples.make_pdf("Hello world", "Thank you"))
    assert [(page["number"], page["text"]) for page in pages] == [
        (1, "Hello world"),
        (2, "Thank you"),
    ]


def test_it_draws_every_page_in_two_sizes(read, tmp_path):
    (page,) = read(samples.make_pdf("Hello"))
    assert (page["width"], page["height"]) == (1600, 900)
    with Image.open(pdf.image_path(str(tmp_path), 1), formats=["WEBP"]) as image:
        assert image.size == (1600, 900)
    with Image.open(pdf.thumbnail_path(str(tmp_path), 1), formats=["WEBP"]) as image:
        assert image.size == (640, 360)


def test_a_page_like_a_scroll_becomes_narrower(read):
    (page,) = read(samples.make_pdf("Hello", width=100, height=10_000))
    assert page["height"] == 3200
    assert page["width"] == 32


def test_words_lie_where_they_are_seen(read):
    """48 of 480 points from the left, their foot in the middle of the page."""
    (page,) = read(samples.make_pdf("Hello world"))
    (hello, left, top, width, height), world = page["words"]
    assert (hello, world[0]) == ("Hello", "world")
    assert left == pytest.approx(10, abs=1)
    assert top < 50 < top + height < 55
    assert world[1] > left + width


def test_words_of_a_turned_page_lie_where_they_are_seen(read):
    (page,) = read(samples.make_pdf("Hello", rotate=90))
    _text, left, top, width, height = page["words"][0]
    assert top == pytest.approx(10, abs=1)
    assert height > width
    assert left < 50 < left + width


def test_chinese_and_latin_words_are_told_apart():
    assert pdf.is_break("用", "D")
    assert pdf.is_break("a", " ")
    assert not pdf.is_break("容", "器")
    assert not pdf.is_break("“", "容")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (samples.make_encrypted_pdf(), Reason.ENCRYPTED),
        (b"%PDF-1.7\nnothing more", Reason.BROKEN),
        (samples.make_pdf("Hello")[:120], Reason.BROKEN),
    ],
)
def test_it_says_why_a_deck_cannot_be_read(write, tmp_path, content, reason):
    with pytest.raises(Unreadable) as error:
        pdf.read_pages(write(content), str(tmp_path))
    assert error.value.reason == reason


def test_a_deck_cut_at_its_end_is_read_all_the_same(read):
    pages = read(samples.make_pdf("Hello", "again")[:-20])
    assert [page["text"] for page in pages] == ["Hello", "again"]


def test_a_page_without_a_size_gets_one(read):
    assert len(read(samples.make_pdf("Hello", width=0))) == 1


def test_a_deck_of_too_many_pages_is_refused_before_the_first_is_drawn(write, tmp_path):
    path = write(samples.make_pdf(*["x"] * (pdf.PAGE_LIMIT + 1)))
    with pytest.raises(Unreadable) as error:
        pdf.read_pages(path, str(tmp_path))
    assert error.value.reason == Reason.TOO_MANY_PAGES
    assert not pdf.image_path(str(tmp_path), 1).exists()
