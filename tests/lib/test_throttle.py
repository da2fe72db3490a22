"""So many at once and so many in a while."""

import pytest
from django.core.cache import cache

from techparty_site.lib import throttle
from techparty_site.lib.throttle import Busy, Limit, address_of

LIMIT = Limit("tests", times=3, seconds=600, at_once=2, at_once_for_all=3)


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def clock(monkeypatch):
    moment = [6_000_000.0]
    monkeypatch.setattr(throttle.time, "time", lambda: moment[0])
    return moment


def test_an_address_has_so_many_places_at_once():
    first, _second = LIMIT.take("a"), LIMIT.take("a")
    with pytest.raises(Busy):
        LIMIT.take("a")
    first.free()
    LIMIT.take("a")


def test_all_together_have_so_many_places(clock):
    LIMIT.take("a"), LIMIT.take("a"), LIMIT.take("b")
    with pytest.raises(Busy) as busy:
        LIMIT.take("c")
    assert busy.value.retry == throttle.RETRY


def test_who_was_refused_holds_no_place():
    places = [LIMIT.take("a"), LIMIT.take("a"), LIMIT.take("b")]
    for _time in range(3):
        with pytest.raises(Busy):
            LIMIT.take("b")
    places[0].free()
    LIMIT.take("b")


def test_an_address_has_so_many_times_in_a_while(clock):
    for _time in range(3):
        LIMIT.take("a").free()
    clock[0] += 250
    with pytest.raises(Busy) as busy:
        LIMIT.take("a")
    assert busy.value.retry == 350
    LIMIT.take("b").free()
    clock[0] += 350
    LIMIT.take("a").free()


def test_a_place_that_was_forgotten_is_not_freed_for_its_next_holder():
    forgotten = LIMIT.take("a")
    cache.clear()
    LIMIT.take("a"), LIMIT.take("a")
    forgotten.free()
    with pytest.raises(Busy):
        LIMIT.take("a")


def test_freeing_twice_is_harmless():
    place = LIMIT.take("a")
    place.keep()
    place.free()
    place.free()
    LIMIT.take("a")


@pytest.mark.parametrize(
    ("proxies", "passed", "address"),
    [
        (0, "198.51.100.1", "203.0.113.9"),
        (1, "", "203.0.113.9"),
        (1, "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        (2, "6.6.6.6, 198.51.100.1, 10.0.0.1", "198.51.100.1"),
        (2, "10.0.0.1", "203.0.113.9"),
        (1, "nonsense", "unknown"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (1, "::ffff:198.51.100.1", "198.51.100.1"),
    ],
)
def test_an_address_is_what_our_own_first_proxy_saw(rf, settings, proxies, passed, address):
    settings.TRUSTED_PROXY_COUNT = proxies
    headers = {"X-Forwarded-For": passed} if passed else {}
    assert address_of(rf.get("/", headers=headers, REMOTE_ADDR="203.0.113.9")) == address
