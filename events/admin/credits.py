"""The speakers of a talk as one field of a form: ordered, found by autocompletion."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from events.admin.order import OrderedForm
from events.admin.scope import ScopedChoices
from events.models import Talk, TalkSpeaker
from speakers.models import Speaker

NOBODY_FOUND = _("Nobody of that name? Make one with the + beside it.")


class OrderedSelect(AutocompleteSelectMultiple):
    """Shows what is chosen in its own order, not in the order of the table."""

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        groups = super().optgroups(name, value, attr)
        for _name, options, _index in groups:
            options.sort(key=lambda option: value.index(str(option["value"])))
        return groups


class HiddenList(forms.MultipleHiddenInput):
    """Sends one empty value along: "nobody" and "not on the page" would look the same to Django."""

    def format_value(self, value: Any) -> list[Any]:
        return ["", *(value or [])]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return [value for value in super().value_from_datadict(data, files, name) or [] if value]


class ShownBefore(forms.BoundField):
    """Its hidden twin tells what the page showed first, never what was chosen since."""

    def as_hidden(self, attrs: Any = None, **kwargs: Any) -> SafeString:
        if self.html_initial_name in self.form.data:
            return super().as_hidden(attrs, **kwargs)
        value = self.field.prepare_value(self.initial)
        attrs = {"id": self.html_initial_id, **(attrs or {})}
        return HiddenList().render(self.html_initial_name, value, attrs)


if TYPE_CHECKING:
    _Choice = forms.ModelMultipleChoiceField[Any]
else:
    _Choice = forms.ModelMultipleChoiceField


class OrderedChoice(_Choice):
    """Cleans to a list in the order of the form."""

    hidden_widget = HiddenList

    def get_bound_field(self, form: Any, field_name: str) -> ShownBefore:
        return ShownBefore(form, self, field_name)

    def clean(self, value: Any) -> list[Any]:  # type: ignore[override]
        return _in_order(super().clean(value), value)

    def to_python(self, value: Any) -> list[Any]:
        return _in_order(super().to_python(value), value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return _keys(initial) != _keys(data)


def _in_order(rows: Iterable[Any], value: Any) -> list[Any]:
    found = {str(row.pk): row for row in rows}
    return [found[str(pk)] for pk in dict.fromkeys(value or [])]


def _keys(values: Iterable[Any] | None) -> list[str]:
    return [str(getattr(value, "pk", value)) for value in values or []]


def write_credits(talk: Talk, speakers: Sequence[Speaker]) -> None:
    """Make these the speakers of the talk, in this order; who stays keeps the company noted."""
    rows = {row.speaker_id: row for row in talk.credits.all()}
    talk.credits.exclude(speaker__in=speakers).delete()
    for position, speaker in enumerate(speakers, start=1):
        row = rows.get(speaker.pk) or TalkSpeaker(talk=talk, speaker=speaker)
        if row.pk is None or row.position != position:
            row.position = position
            row.save()


class TalkPageForm(OrderedForm[Talk]):
    markdown_fields = ("summary",)


class TalkForm(TalkPageForm):
    """With the speakers, as a row of the event's page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "speakers" in self.fields:
            self.initial["speakers"] = [row.speaker_id for row in self.instance.credits.all()]

    def _save_m2m(self) -> None:
        speakers = self.cleaned_data.pop("speakers", None)
        super()._save_m2m()  # type: ignore[misc]
        # Untouched, they stay as they are by now, also when somebody else changed them meanwhile.
        if speakers is not None and "speakers" in self.changed_data:
            write_credits(self.instance, speakers)


class SpeakersInForm(ScopedChoices):
    """For admins and inlines of talks: Django leaves out fields with their own through table."""

    addable = ("speakers",)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name != "speakers":
            return super().formfield_for_manytomany(db_field, request, **kwargs)
        field = OrderedChoice(
            self.choices(request, db_field),
            label=capfirst(db_field.verbose_name),
            required=False,
            help_text=NOBODY_FOUND,
            # A page that stood open meanwhile compares with what it showed, not with what is.
            show_hidden_initial=True,
            widget=OrderedSelect(db_field, self.admin_site),
        )
        return self._labelled(field)
