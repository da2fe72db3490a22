"""A kept file as an HTTP answer: conditional, in parts, and harmless whatever is in it.

It comes from this process, from nginx before it (X_ACCEL_PREFIX), or from a bucket by a link
that is signed for five minutes. Whoever calls `send` has found out that the visitor may see the
file: a 304 tells that it exists.
"""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any, cast

from django.conf import settings
from django.core.files.storage import Storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.encoding import filepath_to_uri
from django.utils.http import content_disposition_header, http_date, parse_http_date_safe

from techparty_site.lib import ranges
from techparty_site.lib.storage import is_local

logger = logging.getLogger(__name__)

INLINE = {"application/pdf", "text/plain", "text/vtt"}
INLINE |= {"image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"}
INLINE_FAMILIES = ("audio/", "video/")
SANDBOX = "default-src 'none'; sandbox"
# Browsers show PDFs in a viewer of their own, which a sandbox would keep from working.
PDF_VIEWER = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"
# The player fetches the file that it stands for, which a foreign origin may not.
PLAYER = SANDBOX + " allow-same-origin; media-src 'self'; style-src 'unsafe-inline'"
PUBLIC = "public, max-age=300"  # short, because a page can be taken back
PRIVATE = "private, no-store"


class Download(FileResponse):
    block_size = 2**16


@dataclass(frozen=True)
class Kept:
    storage: Storage
    key: str
    content_type: str
    modified: datetime
    public: bool
    name: str  # for the visitor's disk; without one FileResponse would tell the key
    digest: str = ""  # of the content; without one the key stands for it, which is never reused
    is_light: bool = False  # goes through us even from a bucket: each signed link is a new address
    made: Callable[[IO[bytes]], bytes] | None = None  # what is sent is made of the file

    @property
    def etag(self) -> str:
        source = f"{self.made.__name__} {self.key}" if self.made else self.key
        return f'"{self.digest or hashlib.sha256(source.encode()).hexdigest()}"'

    @property
    def moment(self) -> int:
        return int(self.modified.timestamp())

    @property
    def is_inline(self) -> bool:
        bare = self.content_type.partition(";")[0]
        return bare in INLINE or bare.startswith(INLINE_FAMILIES)

    @property
    def disposition(self) -> str:
        return str(content_disposition_header(not self.is_inline, self.name or "file"))

    @property
    def policy(self) -> str:
        if self.content_type == "application/pdf":
            return PDF_VIEWER
        return PLAYER if self.content_type.startswith(INLINE_FAMILIES) else SANDBOX


def send(request: HttpRequest, kept: Kept) -> HttpResponseBase:
    """The answer to GET or HEAD. Raises Http404 when the file is gone from the storage."""
    try:
        if not kept.is_light and not is_local(kept.storage):
            return elsewhere(request, kept)
        unchanged = get_conditional_response(request, kept.etag, kept.moment)
        response = unchanged or answer(request, kept)
    except OSError as error:
        logger.error("A file is missing from the storage: %s (%s)", kept.key, error)
        raise Http404 from None
    response["ETag"] = kept.etag
    response["Last-Modified"] = http_date(kept.moment)
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = PUBLIC if kept.public else PRIVATE
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = kept.policy
    response["Content-Disposition"] = kept.disposition
    return response


def elsewhere(request: HttpRequest, kept: Kept) -> HttpResponse:
    """To the bucket, which answers conditions and ranges itself; nobody may keep the link."""
    kept.storage.size(kept.key)
    parameters = {
        "ResponseContentType": kept.content_type,
        "ResponseContentDisposition": kept.disposition,
        "ResponseCacheControl": PRIVATE,
    }
    bucket = cast(Any, kept.storage)
    link = bucket.url(kept.key, parameters=parameters, http_method=request.method)
    headers = {"Cache-Control": PRIVATE, "X-Content-Type-Options": "nosniff"}
    return HttpResponseRedirect(link, headers=headers)


def answer(request: HttpRequest, kept: Kept) -> HttpResponseBase:
    if kept.made:
        with cast(IO[bytes], kept.storage.open(kept.key)) as source:
            return HttpResponse(kept.made(source), content_type=kept.content_type)
    size = kept.storage.size(kept.key)
    if settings.X_ACCEL_PREFIX and is_local(kept.storage):
        return by_nginx(kept)
    if request.method == "HEAD":
        return whole(HttpResponse(content_type=kept.content_type), size)
    try:
        positions = wanted(request, kept, size)
    except ranges.Unsatisfiable:
        headers = {"Content-Range": f"bytes */{size}"}
        return HttpResponse(status=416, content_type="text/plain", headers=headers)
    file = cast(IO[bytes], Watched(cast(IO[bytes], kept.storage.open(kept.key)), kept.key))
    if positions is None:
        return whole(Download(file, content_type=kept.content_type), size)
    return part(file, kept, positions, size)


def by_nginx(kept: Kept) -> HttpResponse:
    """It takes the file and the part of it that is asked for; see docs/operating.md."""
    path = f"{settings.X_ACCEL_PREFIX.rstrip('/')}/{filepath_to_uri(kept.key)}"
    return HttpResponse(content_type=kept.content_type, headers={"X-Accel-Redirect": path})


class Watched:
    """The headers are out when a disk fails: then only the log can tell."""

    def __init__(self, file: IO[bytes], key: str) -> None:
        self.file, self.key = file, key
        self.seek, self.close = file.seek, file.close

    def read(self, size: int = -1) -> bytes:
        try:
            return self.file.read(size)
        except OSError as error:
            logger.error("A file can't be read to its end: %s (%s)", self.key, error)
            raise


def wanted(request: HttpRequest, kept: Kept, size: int) -> range | None:
    """None for the whole file: also when it has changed since the first part was fetched."""
    condition = request.headers.get("If-Range")
    if condition and condition != kept.etag and parse_http_date_safe(condition) != kept.moment:
        return None
    return ranges.parse(request.headers.get("Range", ""), size)


def whole(response: HttpResponseBase, size: int) -> HttpResponseBase:
    response["Content-Length"] = str(size)
    return response


def part(file: IO[bytes], kept: Kept, positions: range, size: int) -> HttpResponseBase:
    content = ranges.Part(file, positions)
    response = Download(content, status=206, content_type=kept.content_type)
    response["Content-Range"] = f"bytes {positions.start}-{positions.stop - 1}/{size}"
    response["Content-Length"] = str(len(positions))
    return response
