"""Somebody else saved while a page was open: what only one of the two touched is taken.

A page carries the digest of what it showed. Where the row is not that any more, every field is
looked at three times: as the page showed it, as it is now, as it was sent. Texts are merged
paragraph by paragraph. What both changed differently is a clash, which a person settles.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import FileField, ForeignKey, ManyToManyField, Model, TextField
from reversion.models import Revision
from taggit.managers import TaggableManager

from techparty_site.lib.history import keeping, texts
from techparty_site.lib.history.merging import Chunk, merge
from techparty_site.lib.history.restoring import deserialized
from techparty_site.lib.history.states import Key, State, gather, known_field, rows_of

LOOKED_BACK = 200  # revisions in which the state of an open page is looked for


@dataclass(frozen=True)
class Stale:
    """What the page showed, and who has saved since."""

    base: Mapping[Key, State]
    who: str
    when: datetime

    def state(self, row: Model) -> State | None:
        return self.base.get((type(row), str(row.pk)))


@dataclass(frozen=True)
class Clash:
    name: str  # of the form's field, with its prefix
    label: str
    own: Any
    chunks: list[Chunk] = field(default_factory=list)  # of a text
    theirs: str = ""

    @property
    def choices(self) -> list[tuple[str, list[texts.Line]]]:
        """For each clash of paragraphs the name of its choice, and how the two differ."""
        return [
            (
                f"{self.name}-choice-{place}",
                texts.compare("\n".join(one.theirs), "\n".join(one.mine)),
            )
            for place, one in enumerate(self.chunks)
            if one.is_clash
        ]


def digest_of(data: keeping.Data) -> str:
    whole = json.dumps(sorted((*key, value) for key, value in data.items()))
    return hashlib.blake2b(whole.encode(), digest_size=16).hexdigest()


def digest_now(row: Model) -> str:
    root = keeping.fresh(keeping.root_of(row))
    return digest_of(keeping.data_now(root)) if root else ""


def stale_since(row: Model, shown: str) -> Stale | None:
    """None where the page showed what is there. Call it after `keep_before`."""
    saved: list[Revision] = list(keeping.saved(row).select_related("user")[:LOOKED_BACK])
    if not shown or not saved or digest_of(keeping.data_of(saved[0])) == shown:
        return None
    base = next((one for one in saved if digest_of(keeping.data_of(one)) == shown), None)
    states = rows_of(base) if base else {}
    for state in states.values():
        gather(state, states)
    user = saved[0].user
    who = (user.get_full_name() or user.get_username()) if user else ""
    return Stale(states, who, saved[0].date_created)


class Three:
    """One field of a form: as the page showed it, as it is now, as it was sent."""

    def __init__(self, row: Any, state: State | None, name: str, sent: Any) -> None:
        self.field: Any = known_field(type(row), name)
        self.sent = sent
        self.now = now(row, self.field)
        found = (own(self.field, sent), own(self.field, self.now), base(state, self.field))
        self._sent, self._now, self._base = found

    @property
    def is_settled(self) -> bool:
        return bool(self._sent == self._now or self._now == self._base)

    @property
    def is_untouched(self) -> bool:
        return bool(self._sent == self._base)

    @property
    def is_set(self) -> bool:
        return isinstance(self._sent, frozenset)

    @property
    def is_text(self) -> bool:
        return isinstance(self.field, TextField)

    def merged_set(self) -> list[Any]:
        """What either took in, without what either took out."""
        old = self._base or frozenset()
        found = (self._now | (self._sent - old)) - (old - self._sent)
        return list(found)

    def chunks(self) -> list[Chunk]:
        return merge(str(self._base or ""), str(self._sent), str(self._now))


def is_known(row: Any, name: str) -> bool:
    found = known_field(type(row), name)
    return found is not None and not found.primary_key and not isinstance(found, FileField)


def now(row: Any, one: Any) -> Any:
    if isinstance(one, TaggableManager):
        return [tag.name for tag in getattr(row, one.name).all()]
    if isinstance(one, ManyToManyField):
        return getattr(row, one.name).all()
    return getattr(row, one.name)


def own(one: Any, value: Any) -> Any:
    """As three of it can be compared."""
    if isinstance(one, TaggableManager | ManyToManyField):
        return frozenset(getattr(item, "pk", item) for item in value or ())
    if isinstance(one, ForeignKey):
        return getattr(value, "pk", value)
    if isinstance(value, datetime):  # JSON keeps milliseconds
        return value.replace(microsecond=value.microsecond // 1000 * 1000)
    return value


def base(state: State | None, one: Any) -> Any:
    if state is None:
        return None
    if isinstance(one, TaggableManager):
        return frozenset(tag_names(state, one))
    found = deserialized(state)
    if isinstance(one, ManyToManyField):
        return frozenset((found.m2m_data or {}).get(one.name, ()))
    value = getattr(found.object, one.attname)
    return value if isinstance(one, ForeignKey) else own(one, value)


def tag_names(state: State, one: Any) -> Iterable[str]:
    keys = [row.fields["tag"] for row in state.lines if row.model is one.through]
    tags = one.related_model._base_manager.filter(pk__in=keys)
    return [str(tag.name) for tag in tags]
