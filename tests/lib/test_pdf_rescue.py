"""Pages that take their child with them, and the pages around them."""

import ctypes
import os
from unittest.mock import Mock

import pytest

from techparty_site.lib import pdf, pdf_rescue
from techparty_site.lib.unreadable import Reason, Unreadable
from tests import samples


def crash(path, folder, *, start, plain):
    """Five pages; the third crashes unless it is plain, the fourth in any case."""
    yield 5
    for number in range(start + 1, 6):
        if number == 3 and not (plain and start == 2):
            ctypes.string_at(0)
        if number == 4:
            os._exit(3)
        yield pdf.empty_page(number) | {"text": f"page {number}", "width": 0 if plain else 1600}


def fill_up(path, folder, *, start, plain):
    """A child has memory for two pages."""
    yield 5
    for number in range(start + 1, 6):
        if number > start + 2:
            os.abort()
        yield pdf.empty_page(number) | {"width": 1600}


def always_crash(path, folder, *, start, plain):
    yield 30
    ctypes.string_at(0)


@pytest.fixture
def read(monkeypatch):
    def read_with(function):
        monkeypatch.setattr(pdf, "read_pages", function)
        count, *pages = pdf_rescue.read_pages("deck", "folder")
        assert [page["number"] for page in pages] == list(range(1, count + 1))
        return pages

    return read_with


def test_a_page_that_crashes_costs_its_picture_and_no_other_page(read):
    texts = [(page["text"], page["problem"]) for page in read(crash)]
    assert texts == [
        ("page 1", ""),
        ("page 2", ""),
        ("page 3", Reason.BROKEN),
        ("", Reason.FAILED),
        ("page 5", ""),
    ]


def test_a_page_that_takes_too_long_is_left_alone(read, monkeypatch):
    def hang(limits, function, *args, start, plain, beat):
        yield 3
        for number in range(start + 1, 4):
            beat()
            if number == 2 and not plain:
                clock.return_value += pdf_rescue.PAGE_SECONDS + 1
                beat()
            yield pdf.empty_page(number) | {"width": 1600}

    clock = Mock(return_value=0)
    monkeypatch.setattr(pdf_rescue.time, "monotonic", clock)
    monkeypatch.setattr(pdf_rescue, "stream", hang)
    assert [page["problem"] for page in read(None)] == ["", Reason.TOO_SLOW, ""]


def test_pages_that_fill_the_memory_together_are_drawn_by_several_children(read):
    assert {page["problem"] for page in read(fill_up)} == {""}


def test_a_deck_of_which_nothing_can_be_had_is_unreadable(read, monkeypatch):
    monkeypatch.setattr(pdf_rescue, "CHILDREN", 2)
    with pytest.raises(Unreadable) as error:
        read(always_crash)
    assert error.value.reason == Reason.BROKEN


def test_a_good_deck_is_read_by_one_child(tmp_path):
    path = tmp_path / "deck"
    path.write_bytes(samples.make_pdf("Hello", "again"))
    count, *pages = pdf_rescue.read_pages(str(path), str(tmp_path))
    assert (count, [page["text"] for page in pages]) == (2, ["Hello", "again"])
    assert pdf.image_path(str(tmp_path), 2).exists()
