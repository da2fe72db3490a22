"""So many at once and so many in a while: what one visitor may not take from the others.

Counted in Django's cache. Without a shared one (CACHES) every process counts for itself.
"""

import ipaddress
import time
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

RETRY = 60  # seconds, for who finds no place
HELD = 600  # seconds; a place of somebody who was killed is free again after that


class Busy(Exception):
    """`retry` seconds from now it may work."""

    def __init__(self, retry: int) -> None:
        super().__init__(f"busy for {retry} seconds")
        self.retry = retry


@dataclass(frozen=True)
class Limit:
    name: str
    times: int  # in `seconds`, from one address
    seconds: int
    at_once: int  # from one address
    at_once_for_all: int

    def take(self, address: str) -> "Place":
        """A place, until it is given back or forgotten. Raises Busy."""
        place = Place()
        try:
            place.add(f"throttle:{self.name}:{address}", self.at_once)
            place.add(f"throttle:{self.name}", self.at_once_for_all)
            self._count(address)
        except Busy:
            place.free()
            raise
        return place

    def _count(self, address: str) -> None:
        now = time.time()
        key = f"throttle:{self.name}:{address}:{int(now // self.seconds)}"
        cache.add(key, 0, self.seconds)
        if increased(key) > self.times:
            raise Busy(self.seconds - int(now % self.seconds))


class Place:
    def __init__(self) -> None:
        self.token = uuid.uuid4().hex
        self.keys: list[str] = []

    def add(self, prefix: str, number: int) -> None:
        """One of so many. Raises Busy."""
        for index in range(number):
            key = f"{prefix}:place:{index}"
            if cache.add(key, self.token, HELD):
                self.keys.append(key)
                return
        raise Busy(RETRY)

    def keep(self) -> None:
        """Still in use: call it once in a while."""
        for key in self.keys:
            cache.touch(key, HELD)

    def free(self) -> None:
        while self.keys:
            key = self.keys.pop()
            if cache.get(key) == self.token:  # else it was forgotten, and is another's
                cache.delete(key)


def increased(key: str) -> int:
    try:
        return cache.incr(key)
    except ValueError:  # the while ended between two lines
        return 1


def address_of(request: HttpRequest) -> str:
    """The visitor's, as the first of our own proxies saw it; a household's in IPv6."""
    given = request.META.get("REMOTE_ADDR", "")
    header = request.headers.get("X-Forwarded-For", "")
    passed = [each.strip() for each in header.split(",")] if header else []
    count = settings.TRUSTED_PROXY_COUNT
    if count and len(passed) >= count:
        given = passed[-count]
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
