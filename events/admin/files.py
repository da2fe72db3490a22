"""Attachments in forms: the kept file under its own name, and its facts when a new one comes."""

from typing import Any

from django.contrib.admin.widgets import AdminFileWidget
from django.core.files.uploadedfile import UploadedFile

from events.models import Attachment
from techparty_site.lib.desk import DeskForm


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


class AttachmentForm(DeskForm[Attachment]):
    class Meta:
        widgets = {"file": KeptFileWidget}

    def save(self, commit: bool = True) -> Attachment:  # noqa: FBT001, FBT002 - Django's signature
        if "file" in self.changed_data:
            note_facts(self.instance, self.cleaned_data.get("file"))
        return super().save(commit)


def note_facts(attachment: Attachment, upload: Any) -> None:
    """What is known of a new file before it is looked into; nothing when it was taken away."""
    kept = isinstance(upload, UploadedFile)
    attachment.original_name = (upload.name or "") if kept else ""
    attachment.size = upload.size if kept else None
