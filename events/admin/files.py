"""Attachments in forms: the kept file under its own name, and the one door for a new one."""

from dataclasses import fields
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from events.admin.order import OrderedForm
from events.intake import Facts, inspect, refuse_other_types, take_in
from events.models import Attachment
from events.processing import forget_derived
from events.storing import let_go

FACTS = tuple(field.name for field in fields(Facts))


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

    class Meta:
        widgets = {"file": KeptFileWidget}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("file")
        if isinstance(field, forms.FileField):
            field.max_length = None  # of the storage's key; a name may be longer

    @property
    def upload(self) -> "UploadedFile[Any] | None":
        file = self.cleaned_data.get("file") if "file" in self.changed_data else None
        return file if isinstance(file, UploadedFile) else None

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        kind = self.cleaned_data.get("kind")
        if kind and self.upload:
            try:
                self.facts = inspect(self.upload, kind, self.upload.name or "")
            except ValidationError as error:
                self.add_error("file", error)
        elif kind and "kind" in self.changed_data and "file" not in self.changed_data:
            self._try_kind(kind)
        return cleaned

    def _try_kind(self, kind: str) -> None:
        """What is kept already may not become what could not have come in."""
        row = self.instance
        if row.file and row.content_type:
            try:
                refuse_other_types(row.content_type, kind, row.original_name)
            except ValidationError as error:
                self.add_error("kind", error)

    def save(self, commit: bool = True) -> Attachment:  # noqa: FBT001, FBT002 - Django's signature
        """Committing, a new file goes through `take_in`, which saves the row itself."""
        row = self.instance
        self.give_position()
        if not commit or not self.upload:
            if commit and "file" in self.changed_data:
                forget_file(row)
            return super().save(commit)
        take_in(row, self.upload, self.upload.name or "", row.uploaded_by, facts=self.facts)
        self._save_m2m()  # type: ignore[attr-defined]
        return row


def forget_file(attachment: Attachment) -> None:
    """What was known of a file that was taken away; an outside address remains."""
    blank = Attachment()
    for name in (*FACTS, "original_name", "text", "processing_error"):
        setattr(attachment, name, getattr(blank, name))
    if attachment.pk:
        let_go(attachment.file)
        forget_derived(attachment)
