"""The card: a year a line, a month a column, and a stamp of its city for every event."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from events.models import City, Event

# Units of the drawing.
WIDTH, TOP, LINE = 816, 30, 38
FIRST_COLUMN, COLUMN = 56, 58
STAMP = 26  # from one stamp to the next at full size
TURNS = {"a": -3, "b": 0, "c": 2}  # degrees: stamped by hand
FITS = 4  # stamps in a month; the line's sum still counts the rest


@dataclass(frozen=True)
class Month:
    number: int
    x: float  # of its middle


@dataclass(frozen=True)
class Stamp:
    city: City
    x: float
    scale: float
    turn: str  # of TURNS


@dataclass(frozen=True)
class Line:
    year: int
    y: float  # of its middle, where the stamps are
    count: int
    stamps: list[Stamp]
    months: list[list[City]]  # twelve, for the table


@dataclass(frozen=True)
class Card:
    lines: list[Line]
    cities: list[City]  # in their order, each once
    months: list[Month]
    width: int
    height: int
    grid: str  # the path of its rules
    turns: dict[str, int]


def draw(events: Iterable[Event]) -> Card:
    """Events without a date are left out; the others bring their city along."""
    by_month: dict[int, dict[int, list[Event]]] = defaultdict(lambda: defaultdict(list))
    for event in events:
        if event.date:
            by_month[event.date.year][event.date.month].append(event)
    lines = [draw_line(year, by_month[year], row) for row, year in enumerate(sorted(by_month))]
    cities = {city for line in lines for month in line.months for city in month}
    height = TOP + LINE * len(lines)
    return Card(
        lines=lines,
        cities=sorted(cities, key=lambda city: (city.position, city.name)),
        months=[Month(number, middle(number)) for number in range(1, 13)],
        width=WIDTH,
        height=height + 2,
        grid=grid(len(lines), height),
        turns=TURNS,
    )


def draw_line(year: int, months: dict[int, list[Event]], row: int) -> Line:
    by_month = {
        month: sorted(events, key=lambda event: (event.city.position, event.city.name, event.pk))
        for month, events in months.items()
    }
    stamps = [
        stamp
        for month, events in sorted(by_month.items())
        for stamp in draw_month(month, fitting(events))
    ]
    return Line(
        year=year,
        y=TOP + LINE * row + LINE // 2,
        count=sum(len(events) for events in by_month.values()),
        stamps=stamps,
        months=[[event.city for event in by_month.get(month, [])] for month in range(1, 13)],
    )


def fitting(events: list[Event]) -> list[Event]:
    """As many as a month holds, every city before any for the second time."""
    first = list({event.city: event for event in reversed(events)}.values())
    chosen = [*first, *(event for event in events if event not in first)][:FITS]
    return [event for event in events if event in chosen]


def draw_month(month: int, events: list[Event]) -> list[Stamp]:
    scale = min(1, round(2.12 / len(events), 2))
    step = STAMP * scale
    left = middle(month) - step * (len(events) - 1) / 2
    turns = list(TURNS)
    return [
        Stamp(event.city, round(left + step * place), scale, turns[event.pk % len(turns)])
        for place, event in enumerate(events)
    ]


def middle(month: int) -> float:
    return FIRST_COLUMN + COLUMN * (month - 0.5)


def grid(rows: int, height: int) -> str:
    lines = "".join(f"M0 {TOP + LINE * row + 0.5}H{WIDTH}" for row in range(rows + 1))
    columns = (FIRST_COLUMN + COLUMN * month + 0.5 for month in range(13))
    return lines + "".join(f"M{x} {TOP}V{height + 1}" for x in columns)
