"""A form that came back has lost the files chosen in it: which they were, and why."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.translation import gettext as _


def name_lost_files(request: HttpRequest, forms: Iterable[Any]) -> None:
    """No browser may fill a file in again; and its row may stand far below what is in sight."""
    files = [file for name in request.FILES for file in request.FILES.getlist(name)]
    names = "、".join(file.name or "" for file in files)
    text = _("Nothing was saved. Browsers forget chosen files, choose them again: %(names)s.")
    links = format_html_join("", '<br><a href="#{}">{}</a>', reasons(request, forms))
    messages.warning(request, format_html("{}{}", text % {"names": names}, links))


def reasons(request: HttpRequest, forms: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Of each file that was not taken, the id of its field and the sentence there."""
    for form in forms:
        for name, texts in form.errors.items():
            file = name in form.fields and request.FILES.get(form.add_prefix(name))
            if file:
                reason = strip_tags(" ".join(map(str, texts)))
                yield form[name].id_for_label, naming(file.name or "", reason)


def naming(name: str, reason: str) -> str:
    """Django's own sentences about files don't say which."""
    if name in reason:
        return reason
    return _("“%(name)s”: %(reason)s") % {"name": name, "reason": reason}
