"""A kept file as an HTTP answer: conditional, in parts, and harmless whatever is in it.

Whoever calls `send` has found out that the visitor may see the file: a 304 tells that it exists.
"""

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime
from typing import IO, cast

from django.core.files.storage import Storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date, parse_http_date_safe

from techparty_site.lib import ranges

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

    @property
    def etag(self) -> str:
        return f'"{self.digest or hashlib.sha256(self.key.encode()).hexdigest()}"'

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
    response = get_conditional_response(request, kept.etag, kept.moment) or answer(request, kept)
    response["ETag"] = kept.etag
    response["Last-Modified"] = http_date(kept.moment)
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = PUBLIC if kept.public else PRIVATE
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = kept.policy
    response["Content-Disposition"] = kept.disposition
    return response


def answer(request: HttpRequest, kept: Kept) -> HttpResponseBase:
    try:
        size = kept.storage.size(kept.key)
        if request.method == "HEAD":
            return whole(HttpResponse(content_type=kept.content_type), size)
        positions = wanted(request, kept, size)
        file = cast(IO[bytes], kept.storage.open(kept.key))
    except ranges.Unsatisfiable:
        headers = {"Content-Range": f"bytes */{size}"}
        return HttpResponse(status=416, content_type="text/plain", headers=headers)
    except OSError as error:
        logger.error("A file is missing from the storage: %s (%s)", kept.key, error)
        raise Http404 from None
    if positions is None:
        return whole(Download(file, content_type=kept.content_type), size)
    return part(file, kept, positions, size)


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
