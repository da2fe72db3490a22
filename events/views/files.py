"""Every file goes out here: first whether the visitor may see it, then everything else."""

from collections.abc import Callable
from typing import IO
from uuid import UUID

from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from events.materials import is_picture
from events.models import Attachment, SlidePage
from techparty_site.lib import images
from techparty_site.lib.serving import Kept, send

UNKNOWN_TYPE = "application/octet-stream"


@require_safe
def file(request: HttpRequest, uuid: UUID, name: str) -> HttpResponseBase:
    """The original. The name is decoration: an address answers under any."""
    attachment, public = find(request, uuid)
    if not attachment.file:
        raise Http404
    if is_picture(attachment):  # it tells where it was taken, and by whom
        mine = Attachment.objects.editable_by(request.user)
        attachment, public = get_object_or_404(mine, pk=attachment.pk), False
    return send(
        request,
        Kept(
            storage=attachment.file.storage,
            key=str(attachment.file.name),
            content_type=attachment.content_type or UNKNOWN_TYPE,
            modified=attachment.updated_at,
            public=public,
            digest=attachment.sha256,
            name=attachment.original_name or "file",
        ),
    )


@require_safe
def slide_image(request: HttpRequest, uuid: UUID, number: int) -> HttpResponseBase:
    attachment, public = find(request, uuid)
    picture = page_of(attachment, number).image
    return send_picture(request, attachment, picture, f"{number}.webp", public=public)


@require_safe
def slide_thumbnail(request: HttpRequest, uuid: UUID, number: int) -> HttpResponseBase:
    attachment, public = find(request, uuid)
    picture = page_of(attachment, number).thumbnail
    return send_picture(request, attachment, picture, f"{number}-small.webp", public=public)


@require_safe
def slide_share(request: HttpRequest, uuid: UUID, number: int) -> HttpResponseBase:
    """A page as JPEG, which every app shows that shares a link."""
    attachment, public = find(request, uuid)
    picture = page_of(attachment, number).thumbnail
    return send_picture(
        request, attachment, picture, f"{number}.jpg", public=public, made=images.webp_to_jpeg
    )


@require_safe
def rendition(request: HttpRequest, uuid: UUID, width: int, format: str) -> HttpResponseBase:  # noqa: A002
    """A photo, at most as wide as asked for: of a small one no wide size was made."""
    attachment, public = find(request, uuid)
    sizes = attachment.renditions.filter(format=format, width__lte=width)
    size = sizes.order_by("-width").first()
    if size is None:
        raise Http404
    ending = f"{size.width}.{size.format}"
    return send_picture(request, attachment, size.file, ending, public=public)


def find(request: HttpRequest, uuid: UUID) -> tuple[Attachment, bool]:
    """The attachment and whether everybody may see it; only else is the session looked at."""
    public = Attachment.objects.published().filter(uuid=uuid).defer("text").first()
    if public:
        return public, True
    mine = Attachment.objects.visible_to(request.user).defer("text")
    return get_object_or_404(mine, uuid=uuid), False


def page_of(attachment: Attachment, number: int) -> SlidePage:
    return get_object_or_404(attachment.pages.defer("text", "words"), number=number)


def send_picture(
    request: HttpRequest,
    attachment: Attachment,
    picture: FieldFile,
    ending: str,
    *,
    public: bool,
    made: Callable[[IO[bytes]], bytes] | None = None,
) -> HttpResponseBase:
    """Under the name of the original, with `ending` behind it."""
    if not picture:
        raise Http404
    stem = attachment.original_name.rpartition(".")[0] or "file"
    kept = Kept(
        storage=picture.storage,
        key=str(picture.name),
        content_type=f"image/{ending.rpartition('.')[2].replace('jpg', 'jpeg')}",
        modified=attachment.updated_at,
        public=public,
        name=f"{stem}-{ending}",
        is_light=True,
        made=made,
    )
    return send(request, kept)
