"""The figures of the search, row by row, as one database grows from size to size."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass

from tests import bench_search_build as building
from tests.bench_search import PROCESSES, Site
from tests.bench_search_changes import changes
from tests.bench_search_times import Times, answers, is_page_there, p95, pages
from tests.bench_search_words import choose

LARGE = 100_000  # documents; more are for PostgreSQL alone, and are held against these
RATE = 2000  # documents a second
ASKED = {"rare": 60, "common": 60, "very common": 150}  # milliseconds
TIMES = 3  # as long with ten times as many


@dataclass(frozen=True)
class Row:
    name: str
    asked: str = ""
    reached: str = ""
    is_short: bool = False


def most(name: str, reached: float, asked: float) -> Row:
    return Row(name, f"≤ {asked:g}", f"{reached:.1f}", is_short=reached > asked)


def rows(one: Site, sizes: list[int]) -> Iterator[Row]:
    before, measured = 0, dict[int, Times]()
    for run, size in enumerate(sizes):
        if size > LARGE and one.name == "SQLite":
            continue
        yield Row(f"\n{one.name}, {size:,} documents")
        yield from build(one, before, size)
        classes = one.call(choose, size)
        measured[size] = merged(one.call_all(answers, classes))
        yield from held("answer", measured, size)
        yield Row(f"load of the machine meanwhile: {PROCESSES} of it these", reached=load())
        if is_page_there():
            yield from held("page", {size: merged(one.call_all(pages, classes))}, size)
        for name, milliseconds, asked in one.call(changes, run):
            yield Row(f"{name} is found after its commit, ms", reached=f"{milliseconds:.0f}")
            yield most("the same, answers until then", asked, 1)
        before = size
    yield from grown(one, measured)


def load() -> str:
    return f"{os.getloadavg()[0]:.1f}"


def merged(found: list[Times]) -> Times:
    return {name: [time for times in found for time in times[name]] for name in found[0]}


def build(one: Site, first: int, last: int) -> Iterator[Row]:
    """Beyond LARGE faster than a site does it, with all processes and the indexes afterwards."""
    started, some = time.monotonic(), last - first
    if last <= LARGE:
        passed, worked = one.call(building.fill, first, last)
        name, rate = f"documents a second ({some / worked:.0f})", some / passed
        yield Row(name, f"≥ {RATE}", f"{rate:.0f}", is_short=rate < RATE)
    else:
        indexes = one.call(building.drop_indexes)
        one.call_all(building.fill_fast, first, last)
        copied = time.monotonic()
        yield Row("documents copied a second", reached=f"{some / (copied - started):.0f}")
        one.call(building.make_indexes, indexes)
        yield Row("their indexes, seconds", reached=f"{time.monotonic() - copied:.0f}")
    one.call(building.settle)


def held(what: str, measured: dict[int, Times], size: int) -> Iterator[Row]:
    """Behind the sort stands what the processors worked, which no busy machine makes longer."""
    for (frequency, sort), times in measured[size].items():
        passed, worked = p95(times)
        name = f"p95 of the {what}, {frequency}: {sort} ({worked:.0f})"
        if size <= LARGE:
            yield most(f"{name}, ms", passed, ASKED[frequency])
        elif LARGE in measured:
            base, _worked = p95(measured[LARGE][frequency, sort])
            yield most(f"{name}, {passed:.0f} ms, × at {LARGE:,}", passed / base, TIMES)
        else:
            yield Row(f"{name}, ms", reached=f"{passed:.1f}")


def grown(one: Site, measured: dict[int, Times]) -> Iterator[Row]:
    listed = ", ".join(f"{size:,}" for size in measured)
    yield Row(f"\n{one.name}, p95 of the answer in ms (the processors' work) at {listed}")
    for name in next(iter(measured.values())):
        figures = ["{:.0f} ({:.0f})".format(*p95(times[name])) for times in measured.values()]
        yield Row(": ".join(name), reached=" → ".join(figures))
