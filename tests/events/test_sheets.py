"""How long transcripts are cut."""

import pytest

from events.sheets import MARKUP, SHEET, address, sheets, within
from events.transcript import paragraphs


def lines(*lengths):
    return list(paragraphs("\n".join("字" * length for length in lengths)))


@pytest.mark.parametrize(("lengths", "fit"), [((5, 5), 2), ((5, 6), 1), ((100, 1), 1), ((), 0)])
def test_so_many_fit_and_at_least_one(lengths, fit):
    assert within(lines(*lengths), 2 * (5 + MARKUP)) == fit


@pytest.mark.parametrize("length", [1, 60, 2000, SHEET])
def test_nothing_is_lost_between_sheets_and_none_is_long(length):
    cut = sheets(lines(*[length] * 2500))
    assert [number for sheet in cut for number in sheet] == list(range(1, 2501))
    assert all(len(sheet) == 1 or len(sheet) * (length + MARKUP) <= SHEET for sheet in cut)


def test_an_evening_of_talks_is_on_one_sheet():
    assert len(sheets(lines(*[120] * 200))) == 1


@pytest.mark.parametrize(
    ("number", "place"), [(1, "/t/#s1"), (4, "/t/#s4"), (5, "/t/?page=2#s5"), (9, "/t/?page=3#s9")]
)
def test_an_address_leads_to_the_sheet(number, place):
    assert address("/t/", number, [range(1, 5), range(5, 9), range(9, 10)]) == place
