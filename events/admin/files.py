"""Attachments in forms: the kept file under its own name, and the one door for a new one."""

from dataclasses import fields
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from events.admin.endings import accept_of, endings_help
from events.admin.looking import findings
from events.admin.order import OrderedForm
from events.admin.twins import is_left_alone, tell_of_twins
from events.intake import Facts, not_taken, refuse_other_types, take_in
from events.models import Attachment
from events.processing import forget_derived, read_again
from events.storing import let_go
from techparty_site.lib.uploads import RefusedFile

FACTS = tuple(field.name for field in fields(Facts))
FOUND = (
    *FACTS,
    "original_name",
    "text",
    "placeholder",
    "processing",
    "processing_error",
    "processing_seen_at",
    "processing_attempts",
    "processed_pages",
)


class KeptFile:
    """What Django's template of a file field asks of a file; a private one has no address."""

    def __init__(self, attachment: Attachment) -> None:
        self.url = attachment.file_url
        self.name = attachment.original_name or str(attachment)

    def __str__(self) -> str:
        return self.name


class KeptFileWidget(AdminFileWidget):
    def is_initial(self, value: Any) -> bool:
        return bool(value) and not isinstance(value, UploadedFile)

    def format_value(self, value: Any) -> KeptFile | None:  # type: ignore[override]
        return KeptFile(value.instance) if self.is_initial(value) else None


class AttachmentForm(OrderedForm[Attachment]):
    facts: Facts | None = None  # of a new file, found while it is checked
    left_out = ""  # the reason why a new file is not taken though the form is

    class Meta:
        widgets = {"file": KeptFileWidget}

    class Media:
        js = [forms.Script("admin/uploads.js", type="module")]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("file")
        if isinstance(field, forms.FileField):
            field.max_length = None  # of the storage's key; a name may be longer
            field.help_text = endings_help()
            if self.instance.kind:
                field.widget.attrs["accept"] = accept_of(self.instance.kind)

    @property
    def upload(self) -> "UploadedFile[Any] | None":
        file = self.cleaned_data.get("file") if "file" in self.changed_data else None
        return file if isinstance(file, UploadedFile) else None

    def has_changed(self) -> bool:
        return not (self.left_out or is_left_alone(self)) and super().has_changed()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        kind = self.cleaned_data.get("kind")
        sent = self.files.get(self.add_prefix("file"))
        if kind and isinstance(sent, RefusedFile):
            self.errors.pop("file", None)  # it knew of no kind
            self.add_error("file", not_taken(sent.name or "", kind))
        elif kind and self.upload:
            self._look_into(self.upload, kind)
        elif kind and "kind" in self.changed_data and "file" not in self.changed_data:
            self._try_kind(kind)
        return cleaned

    def _look_into(self, upload: "UploadedFile[Any]", kind: str) -> None:
        try:
            self.facts = findings(upload, kind)
        except ValidationError as error:
            self.add_error("file", error)
        else:
            tell_of_twins(self, self.facts.sha256)

    def _try_kind(self, kind: str) -> None:
        """What is kept already may not become what could not have come in."""
        row = self.instance
        if row.file and row.content_type:
            try:
                refuse_other_types(row.content_type, kind, row.original_name)
            except ValidationError as error:
                self.add_error("kind", error)

    @property
    def changed_columns(self) -> set[str]:
        """What this form has to say; a worker that reads meanwhile has its say on the others."""
        changed = {*self.changed_data, *(FOUND if "file" in self.changed_data else ())}
        own = {field.name for field in Attachment._meta.concrete_fields}
        return changed & own | {"updated_at"}

    def save(self, commit: bool = True) -> Attachment:  # noqa: FBT001, FBT002 - Django's signature
        """Committing, a new file goes through `take_in`, which saves the row itself."""
        row = self.instance
        self.give_position()
        if commit and self.upload:
            take_in(row, self.upload, self.upload.name or "", row.uploaded_by, facts=self.facts)
            self._save_m2m()  # type: ignore[attr-defined]
            return row
        if commit and "file" in self.changed_data:
            forget_file(row)
        if commit and not row._state.adding and not self.errors:
            row.save(update_fields=self.changed_columns)
            self._save_m2m()  # type: ignore[attr-defined]
        else:
            super().save(commit)
        if commit and row.kind == Attachment.Kind.TRANSCRIPT and "kind" in self.changed_data:
            read_again(row)  # of any other kind it may be without its text
        return row


def forget_file(attachment: Attachment) -> None:
    """What was known of a file that was taken away; an outside address remains."""
    blank = Attachment()
    for name in FOUND:
        setattr(attachment, name, getattr(blank, name))
    if attachment.pk:
        let_go(attachment.file)
        forget_derived(attachment)
