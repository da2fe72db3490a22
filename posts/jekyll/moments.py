"""Dates as front matter and file names write them, before any text is understood."""

import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.timezone import get_default_timezone_name

# Outside these years a date is a typing error, and arithmetic on time zones may overflow.
FIRST_YEAR, LAST_YEAR = 1970, 2199
FILE_DATE = re.compile(r"^(\d{2,4})-(\d{1,2})-(\d{1,2})-(.+)$")


def archive_zone() -> ZoneInfo:
    """Where the clock hung by which the authors wrote."""
    return ZoneInfo(get_default_timezone_name())


def read_moment(value: Any) -> datetime | None:
    """A naive or aware datetime out of a date, a datetime or a string; None when it is none."""
    if isinstance(value, datetime):
        moment = value
    elif isinstance(value, date):
        moment = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - naive on purpose
    else:
        text = re.sub(r"\s+(?=[+-]\d|Z$)", "", str(value or "").strip()).replace("/", "-")
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            return None
    return moment if FIRST_YEAR <= moment.year <= LAST_YEAR else None


def make_date(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if FIRST_YEAR <= year <= LAST_YEAR else None


def split_file_name(stem: str) -> tuple[date | None, str] | None:
    """`2013-12-3-golang` as its date (None: there is no such day) and its slug."""
    match = FILE_DATE.match(stem)
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups()[:3])
    return make_date(year + 2000 if year < 100 else year, month, day), match[4]
