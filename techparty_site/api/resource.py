"""What each of the five kinds of things says about itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from techparty_site.api.filters import COMMON
from techparty_site.api.links import Links
from techparty_site.api.parameters import Parameter, Rows
from techparty_site.api.schemas import Schema


@dataclass(frozen=True)
class Resource:
    """`rows` are what a visitor may see, with `changed`: when they last changed or appeared.

    `write` makes the JSON of any number of them in as many queries as of one.
    """

    name: str  # as in its address
    one: str  # of the names `api_<one>`, where a single row answers
    model: str  # the name of its schema
    title: str | Promise
    about: str | Promise
    schema: Schema
    example: str  # a query to try
    filters: Sequence[Parameter]
    rows: Callable[[], Rows]
    write: Callable[[list[Any], Links], list[dict[str, Any]]]
    single: Callable[[], Rows]  # what answers under an address of its own
    key: str = "pk"

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return (*self.filters, *COMMON)
