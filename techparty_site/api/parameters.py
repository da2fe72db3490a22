"""What may stand in a query: declared once, for the answer, the OpenAPI file and the page."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from techparty_site.api.problems import Problem
from techparty_site.api.schemas import Schema

SHOWN = 40  # characters of a wrong value
EXAMPLE = "2024-05-18T14:00:00+08:00"
LOST_PLUS = re.compile(r" (?=\d\d:?\d\d$)")  # a plus that was not encoded arrives as a blank

type Rows = QuerySet[Any, Any]


@dataclass(frozen=True)
class Parameter:
    """`narrow` makes the rows fewer; where it is missing, paging takes the value."""

    name: str
    schema: Schema
    description: str | Promise
    narrow: Callable[[Rows, Any], Rows] | None = None

    @property
    def allowed(self) -> str:
        if "enum" in self.schema:
            return _("one of %(values)s") % {"values": ", ".join(self.schema["enum"])}
        if self.schema["type"] == "integer":
            bounds = {"least": self.schema["minimum"], "most": self.schema["maximum"]}
            return _("a whole number from %(least)s to %(most)s") % bounds
        if self.schema.get("format") == "date-time":
            return _("a time with its zone, such as %(example)s") % {"example": EXAMPLE}
        return _("1 to %(most)s characters") % {"most": self.schema["maxLength"]}

    def read(self, text: str) -> Any:
        value = READERS.get(self.schema.get("format") or self.schema["type"], read_text)(text)
        if value is None or not fits(value, self.schema):
            raise refused(self.name, text, self.allowed)
        return value


def refused(name: str, text: str, allowed: str) -> Problem:
    shown = text if len(text) <= SHOWN else text[:SHOWN] + "…"
    detail = _("%(name)s can't be “%(value)s”; allowed is: %(allowed)s.")
    told = detail % {"name": name, "value": shown, "allowed": allowed}
    return Problem(HTTPStatus.BAD_REQUEST, told, parameter=name)


def fits(value: Any, schema: Schema) -> bool:
    if isinstance(value, int):
        return bool(schema["minimum"] <= value <= schema["maximum"])
    if isinstance(value, str):
        return value in schema["enum"] if "enum" in schema else len(value) <= schema["maxLength"]
    return True


def read_integer(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,19}", text) else None


def read_moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(LOST_PLUS.sub("+", text))
        return found.astimezone(UTC) if found and found.tzinfo else None
    except (ValueError, OverflowError):
        return None


def read_text(text: str) -> str | None:
    """U+FFFD stands for bytes that were no UTF-8."""
    return text if text.strip() and "\ufffd" not in text else None


READERS: dict[str, Callable[[str], Any]] = {"integer": read_integer, "date-time": read_moment}


def read(query: QueryDict, parameters: Sequence[Parameter]) -> dict[str, Any]:
    """The values by name. Raises a Problem that names the first parameter that is wrong."""
    known = {parameter.name: parameter for parameter in parameters}
    values = {}
    for name, texts in query.lists():
        if name not in known:
            raise unknown(name, list(known))
        if len(texts) > 1:
            detail = _("%(name)s is given more than once; give it once.") % {"name": name}
            raise Problem(HTTPStatus.BAD_REQUEST, detail, parameter=name)
        values[name] = known[name].read(texts[0])
    return values


def unknown(name: str, known: list[str]) -> Problem:
    shown = name if len(name) <= SHOWN else name[:SHOWN] + "…"
    if known:
        detail = _("There is no parameter “%(name)s” here; there are: %(known)s.")
    else:
        detail = _("There is no parameter “%(name)s” here; this address takes none.")
    told = detail % {"name": shown, "known": ", ".join(known)}
    return Problem(HTTPStatus.BAD_REQUEST, told, parameter=shown)
