"""Pages of decks, and decks that are none."""

import pytest
from PIL import Image

from techparty_site.lib import pdf, pdf_text
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
    """All pages of a PDF, behind their number."""

    def read_all(content: bytes) -> list[pdf.Page]:
        count, *pages = pdf.read_pages(write(content), str(tmp_path))
        assert count == len(pages)
        return [page for page in pages if not isinstance(page, int)]

    return read_all


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
    assert (page["width"], page["height"]) == (32, 3200)


@pytest.mark.parametrize(
    ("width", "height", "seen"),
    [(14_400, 14_400, (1600, 1600)), (10_000, 1, (1600, 1)), (1, 10_000, (1, 3200))],
)
def test_pages_of_every_size_are_drawn(read, width, height, seen):
    (page,) = read(samples.make_pdf("Hello", width=width, height=height))
    assert (page["width"], page["height"], page["problem"]) == (*seen, "")


def test_only_what_the_crop_leaves_is_drawn_and_measured(read):
    (page,) = read(samples.make_pdf("Hello", more="/CropBox [0 0 240 270]"))
    assert page["width"] / page["height"] == pytest.approx(240 / 270, abs=0.01)
    assert page["words"][0][1] == pytest.approx(20, abs=2)


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
    assert pdf_text.is_break("用", "D")
    assert pdf_text.is_break("a", " ")
    assert not pdf_text.is_break("容", "器")
    assert not pdf_text.is_break("“", "容")


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
        list(pdf.read_pages(write(content), str(tmp_path)))
    assert error.value.reason == reason


def test_a_deck_cut_at_its_end_is_read_all_the_same(read):
    pages = read(samples.make_pdf("Hello", "again")[:-20])
    assert [page["text"] for page in pages] == ["Hello", "again"]


def test_a_page_without_a_size_gets_one(read):
    assert len(read(samples.make_pdf("Hello", width=0))) == 1


def test_a_deck_of_too_many_pages_is_refused_before_the_first_is_drawn(write, tmp_path):
    path = write(samples.make_pdf(*["x"] * (pdf.PAGE_LIMIT + 1)))
    with pytest.raises(Unreadable) as error:
        next(pdf.read_pages(path, str(tmp_path)))
    assert error.value.reason == Reason.TOO_MANY_PAGES
    assert not pdf.image_path(str(tmp_path), 1).exists()


def test_a_page_that_cannot_be_drawn_keeps_its_text_and_costs_no_other(read, monkeypatch):
    real = pdf.draw

    def draw(page, width, path):
        if path.name == "1.webp":
            raise MemoryError
        return real(page, width, path)

    monkeypatch.setattr(pdf, "draw", draw)
    first, second = read(samples.make_pdf("Hello", "again"))
    assert (first["text"], first["width"], first["problem"]) == ("Hello", 0, Reason.TOO_LARGE)
    assert (second["text"], second["width"], second["problem"]) == ("again", 1600, "")


def test_it_goes_on_behind_a_page_and_leaves_a_picture_out(write, tmp_path):
    path = write(samples.make_pdf("a", "b", "c"))
    count, second, third = pdf.read_pages(path, str(tmp_path), start=1, plain=True)
    assert (count, second["text"], second["width"]) == (3, "b", 0)
    assert (third["text"], third["width"]) == ("c", 1600)


def test_scripts_of_a_document_are_dead(read):
    script = "/OpenAction << /S /JavaScript /JS (while \\(true\\) {}) >>"
    content = samples.make_pdf("Hello").replace(
        b"/Type /Catalog", f"/Type /Catalog {script}".encode()
    )
    assert [page["text"] for page in read(content)] == ["Hello"]


def word(text: str, top: float, height: float, left: float = 10) -> pdf_text.Word:
    return (text, left, top, len(text) * height / 2, height)


def test_the_title_is_what_stands_above_in_the_largest_letters():
    body = [word("容器里的一切都在这里", 40, 5), word("第二行也是正文的字", 60, 5)]
    assert pdf_text.find_title([*body, word("镜像", 10, 9), word("瘦身", 10, 9, 19)]) == "镜像瘦身"
    assert pdf_text.find_title([*body, word("第一行", 10, 9), word("第二行", 21, 9)]) == (
        "第一行 第二行"
    )


@pytest.mark.parametrize(
    "larger",
    [word("满", 10, 30), word("612", 10, 9), word("谢谢大家", 70, 9), word("一样大小", 10, 5)],
    ids=["decoration", "a number", "below", "no larger"],
)
def test_what_is_no_title(larger):
    body = [word("容器里的一切都在这里", 40, 5), word("第二行也是正文的字", 60, 5)]
    assert pdf_text.find_title([*body, larger]) == ""
