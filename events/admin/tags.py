"""The tags of a form: chosen from what there is, or typed; nothing typed is dropped."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Event, Tag
from techparty_site.lib.tags import split

# What select2 reads from the element: typing makes a new tag; tags.js keeps it on leaving.
TYPING = {
    "data-tags": "true",
    "data-token-separators": json.dumps([",", "，", "、", ";", "；"], ensure_ascii=False),
    "data-minimum-input-length": "1",
}


class TagsWidget(AutocompleteSelectMultiple):
    """Django's autocompletion over tags, with names for values: see the site's AutocompleteView."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            Event._meta.get_field("tags"), admin.site, attrs={**TYPING, **(attrs or {})}
        )

    @property
    def media(self) -> forms.Media:
        own = forms.Media(js=["admin/js/jquery.init.js", "admin/tags.js"])  # in this order
        return super().media + own

    def format_value(self, value: Any) -> list[str]:
        names = [value] if isinstance(value, str) else value or []
        return [getattr(name, "name", name) for name in names]

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        """All of `value`, chosen, in its order: also a new tag of a form that comes back."""
        options = [
            self.create_option(name, tag, tag, selected=True, index=index)
            for index, tag in enumerate(value)
        ]
        return [(None, options, 0)]


class TagsField(forms.Field):
    """Cleans to a list of names, each split at ，、； as people write lists."""

    widget = TagsWidget

    def __init__(self, **kwargs: Any) -> None:
        kwargs["help_text"] = gettext_lazy(
            "Type and choose; a new word becomes a new tag. Commas, 、 and ； separate."
        )
        super().__init__(**kwargs)

    def clean(self, value: Any) -> list[str]:
        names = _names(value or [])
        longest = Tag._meta.get_field("name").max_length or 0
        for name in names:
            if len(name) > longest:
                raise ValidationError(
                    _("“%(name)s…” is too long for a tag.") % {"name": name[:20]}, code="max_length"
                )
        self.validate(names)
        return names

    def has_changed(self, initial: Any, data: Any) -> bool:
        return {str(tag) for tag in initial or []} != set(_names(data or []))


def _names(values: Iterable[str]) -> list[str]:
    """A tag that exists keeps its name, be there a comma in it; the rest is split."""
    values = [value.replace("\x00", "") for value in values]
    known = set(Tag.objects.filter(name__in=values).values_list("name", flat=True))
    names = [name for value in values for name in ([value] if value in known else split(value))]
    return list(dict.fromkeys(names))
