"""Files looked into before the form that brings them opens its transaction.

Django's admin holds one around the whole of a form, and SQLite lets nobody else write meanwhile:
a hundred photos would take everybody else's log-ins with them.
"""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse

from events.intake import Facts, inspect
from events.models import Attachment
from techparty_site.lib.uploads import RefusedFile

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[Any]
    _File = UploadedFile[Any]
else:
    _Admin = object
    _File = UploadedFile

FILE, KIND = "file", "kind"  # what the two fields of a row are called


class LooksFirst(_Admin):
    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        for name, file in request.FILES.items():
            if name.endswith(FILE) and not isinstance(file, RefusedFile | list):
                look_into(file, request.POST.get(name.removesuffix(FILE) + KIND, ""))
        return super().changeform_view(request, *args, **kwargs)


def look_into(file: "_File", kind: str) -> None:
    """Leaves what was found with the file."""
    if kind not in Attachment.Kind.values:
        return
    found: Facts | ValidationError
    try:
        found = inspect(file, kind, file.name or "")
    except ValidationError as error:
        found = error
    file.found = kind, found  # type: ignore[attr-defined]


def findings(file: "_File", kind: str) -> Facts:
    """What was found, or else is found now. Raises ValidationError."""
    if getattr(file, "found", ("", None))[0] != kind:
        look_into(file, kind)
    found: Facts | ValidationError = file.found[1]  # type: ignore[attr-defined]
    if isinstance(found, ValidationError):
        raise found
    return found
