"""The forms of the desk: Markdown that renders, texts as written, nobody's change lost."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from techparty_site.lib import markup
from techparty_site.lib.history.clashes import Clash, Stale, Three, digest_now, is_known
from techparty_site.lib.history.merging import MINE, joined
from techparty_site.lib.text import key_of

if TYPE_CHECKING:

    class _Form[M: Model](forms.ModelForm[M]): ...

    _InlineFormSet = forms.BaseInlineFormSet[Any, Any, Any]

else:  # Django's own classes take no type parameters when they run

    class _Form[M](forms.ModelForm): ...

    _InlineFormSet = forms.BaseInlineFormSet


FROM_TITLE = _(
    "The last part of the page's address. Empty: made from the title. After a change the old "
    "address leads to the new one."
)
FROM_NAME = _(
    "The last part of the page's address. Empty: made from the name. After a change the old "
    "address leads to the new one."
)


class OwnRowsFormSet(_InlineFormSet):
    """Says so where Django drops a change in silence: the row is of another parent, or gone."""

    def clean(self) -> None:
        super().clean()
        gone = [form for form in self.initial_forms if form.instance._state.adding]
        if any(form not in self.deleted_forms for form in gone):
            raise ValidationError(
                _("A row of this list was moved or deleted meanwhile. Open the page anew.")
            )


class AliasFormSet(OwnRowsFormSet):
    """Aliases compare folded, which is more than the unique checks of a formset see."""

    def clean(self) -> None:
        super().clean()
        seen: set[str] = set()
        for form in self.forms:
            if form.cleaned_data.get("DELETE"):
                continue
            key = key_of(form.cleaned_data.get("name") or "")
            if key and key in seen:
                form.add_error("name", _("This alias stands here twice."))
            seen.add(key)


class TextField(forms.CharField):
    """A text as it was written: browsers send other line ends, Django would cut the indent off."""

    def to_python(self, value: Any) -> str:
        text = str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")
        return text if text.strip() else ""


class DeskForm[M: Model](_Form[M]):
    """A model form that renders Markdown before the model does, so that its author can mend it.

    What somebody else saved since the page was opened stays, where this form did not touch it.
    """

    markdown_fields: tuple[str, ...] = ()
    stale: Stale | None = None  # set by the admin
    clashes: list[Clash]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.markdown_fields:
            if name in self.fields:
                classes = self.fields[name].widget.attrs.get("class", "")
                self.fields[name].widget.attrs["class"] = f"{classes} markdown".strip()
        if "slug" in self.fields and not self.fields["slug"].required:
            self.fields["slug"].help_text = FROM_TITLE if "title" in self.fields else FROM_NAME

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for name in self.markdown_fields:
            if name in self.changed_data and name in self.cleaned_data:
                self._try(name)
        return cleaned

    def _post_clean(self) -> None:
        self.clashes = []
        if self.stale is not None and self.instance.pk:
            for name in [*self.cleaned_data]:
                if is_known(self.instance, name):
                    self._settle(name, self.stale)
        super()._post_clean()  # type: ignore[misc]

    def _settle(self, name: str, stale: Stale) -> None:
        state = stale.state(self.instance)
        three = Three(self.instance, state, name, self.cleaned_data[name])
        if three.is_settled:
            return
        if three.is_untouched:
            self.cleaned_data[name] = three.now
        elif three.is_set:
            self.cleaned_data[name] = three.merged_set()
        else:
            self._merge(name, three, stale)

    def _merge(self, name: str, three: Three, stale: Stale) -> None:
        """Whoever has seen both and saves again takes the own version."""
        key, chunks = self.add_prefix(name), three.chunks() if three.is_text else []
        if chunks and not any(chunk.is_clash for chunk in chunks):
            self.cleaned_data[name] = joined(chunks, {})
            if name in self.markdown_fields:
                self._try(name)
            return
        is_seen = self.data.get("_seen") == digest_now(self.instance)
        if is_seen and not (chunks and "_merge" in self.data):
            return
        if chunks:
            data: Any = self.data
            self.data = data.copy()
            self.data[key] = joined(chunks, choices_of(data, key, len(chunks)))  # type: ignore[index]
        if chunks and is_seen:
            self.add_error(name, gettext("Put together as chosen. Look it over, then save."))
            return
        label = str(self.fields[name].label or name)
        self.clashes.append(Clash(key, label, three.sent, chunks, str(three.now or "")))
        text = gettext("%(who)s changed this too, at %(time)s. Both versions stand above.")
        time = date_format(localtime(stale.when), "H:i")
        self.add_error(name, text % {"who": stale.who or gettext("Somebody"), "time": time})

    def _try(self, name: str) -> None:
        try:
            markup.to_html(self.cleaned_data[name])
        except markup.MarkupError as error:
            self.add_error(name, ValidationError(str(error)))


def choices_of(data: Any, key: str, count: int) -> dict[int, str]:
    """By the place of a clash: whose version is taken."""
    return {place: data.get(f"{key}-choice-{place}", MINE) for place in range(count)}
