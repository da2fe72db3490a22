"""How long the search takes: an answer, a page of it, and what was just saved."""

import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from threading import Barrier

from django.db import close_old_connections
from django.test import Client
from django.urls import Resolver404, resolve

from search.asking import understood
from search.finding import Search
from tests.bench_search_build import processor
from tests.bench_search_words import Classes

ROUNDS, LEAST = 5, 2
ENOUGH = 4  # seconds of a class, after which no more than the least is measured
WARMING = 2  # queries of each class, which are not counted
VISITORS = count(1)

type Time = tuple[float, float]  # milliseconds that passed, and that the processors worked
type Times = dict[tuple[str, str], list[Time]]


def p95(times: list[Time]) -> Time:
    """The second is what would pass if nothing else ran on the machine."""
    passed, worked = (
        statistics.quantiles(of, n=20, method="inclusive") for of in zip(*times, strict=True)
    )
    return passed[-1], worked[-1]


def answer(text: str) -> None:
    Search(understood(text)).overview()


def page(client: Client, text: str) -> None:
    """Of another visitor each time: who asks as often as this is told to wait."""
    number = next(VISITORS)
    address = f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"
    response = client.get("/search/", {"q": text}, REMOTE_ADDR=address)
    assert response.status_code == 200, response.status_code


def is_page_there() -> bool:
    try:
        resolve("/search/")
    except Resolver404:
        return False
    return True


def answers(classes: Classes, together: Barrier, _number: int) -> Times:
    return measure(answer, classes, together)


def pages(classes: Classes, together: Barrier, _number: int) -> Times:
    return measure(partial(page, Client(SERVER_NAME="localhost")), classes, together)


def measure(ask: Callable[[str], None], classes: Classes, together: Barrier) -> Times:
    """Every query several times. The other process begins each class with this one."""
    for texts in classes.values():
        for text in texts[:WARMING]:
            ask(text)
    found: Times = {}
    for name, texts in classes.items():
        together.wait(timeout=300)
        found[name] = list(rounds(ask, texts))
    return found


def rounds(ask: Callable[[str], None], texts: list[str]) -> Iterator[Time]:
    end = time.monotonic() + ENOUGH
    for number in range(ROUNDS):
        if number < LEAST or time.monotonic() < end:
            yield from (timed(partial(ask, text)) for text in texts)


def timed(work: Callable[[], object]) -> Time:
    """With what a request costs that ends: SQLite opens its file for each."""
    started, used = time.perf_counter(), processor()
    work()
    used = processor() - used
    close_old_connections()
    return (time.perf_counter() - started) * 1000, used
