"""Range headers as players, download managers and attackers write them."""

from io import BytesIO

import pytest

from techparty_site.lib.ranges import Part, Unsatisfiable, parse


@pytest.mark.parametrize(
    ("header", "positions"),
    [
        ("bytes=0-", range(100)),
        ("bytes=0-0", range(1)),
        ("bytes=10-19", range(10, 20)),
        ("bytes=90-500", range(90, 100)),
        ("bytes=-10", range(90, 100)),
        ("bytes=-500", range(100)),
        ("Bytes= 5-6 ", range(5, 7)),
    ],
)
def test_it_finds_the_positions(header, positions):
    assert parse(header, 100) == positions


@pytest.mark.parametrize(
    "header",
    [
        "",
        "bytes",
        "bytes=-",
        "bytes=9-3",
        "bytes=0-1,5-6",
        "items=0-1",
        "bytes=a-b",
        "bytes=٣-٤",
        "bytes=" + "9" * 5000 + "-",
    ],
)
def test_it_ignores_what_it_need_not_answer(header):
    assert parse(header, 100) is None


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=500-600", "bytes=-0"])
def test_it_refuses_what_lies_outside(header):
    with pytest.raises(Unsatisfiable):
        parse(header, 100)


def test_a_part_ends_where_it_was_asked_to_and_closes_its_file():
    file = BytesIO(b"0123456789")
    part = Part(file, range(2, 7))
    assert [part.read(3), part.read(3), part.read(3)] == [b"234", b"56", b""]
    part.close()
    assert file.closed
