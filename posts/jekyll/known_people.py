"""The people whom the archive's own tables name."""

import re
from collections.abc import Iterable, Sequence
from typing import Protocol


class PersonLike(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def aliases(self) -> Sequence[str]: ...


class KnownPeople:
    """The people the archive's own tables name, found by any of their spellings."""

    def __init__(self, people: Iterable[PersonLike] = ()) -> None:
        self.by_key: dict[str, str] = {}
        for person in people:
            for spelling in (person.name, *person.aliases):
                key = fold(spelling)
                if len(key) > 1:
                    self.by_key.setdefault(key, person.name)

    def name_of(self, spelling: str) -> str | None:
        return self.by_key.get(fold(spelling))


NOBODY = KnownPeople()


def fold(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())
