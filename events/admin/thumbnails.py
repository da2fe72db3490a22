"""Photos in lists of files: a name like IMG_4711 tells nobody which one it is."""

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from events.admin.processing import ShowsReadingInList
from events.models import Attachment, Rendition

THUMBNAIL = """<a href="{}"><img class="thumbnail" src="{}" alt="{}" loading="lazy"></a>{}"""


class ShowsThumbnails(ShowsReadingInList):
    def get_queryset(self, request: HttpRequest) -> "QuerySet[Attachment]":
        sizes = Rendition.objects.filter(attachment=OuterRef("pk"), format="webp")
        smallest = sizes.order_by("width").values("width")[:1]
        return super().get_queryset(request).annotate(smallest=Subquery(smallest))

    @admin.display(description=gettext_lazy("reading"))
    def reading(self, attachment: Attachment) -> str:
        told = super().reading(attachment)
        width: Any = getattr(attachment, "smallest", None)
        if not width:
            return told
        url = reverse("rendition", args=[attachment.uuid, width, "webp"])
        return format_html(THUMBNAIL, attachment.file_url, url, attachment.alt or attachment, told)
