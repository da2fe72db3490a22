"""Local pictures and files of the archive, taken in through the one door for files."""

import hashlib
import re
from pathlib import Path
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.core.files import File
from django.urls import reverse
from django.utils.translation import gettext as _

from events.intake import take_in
from events.models import Attachment, Event
from posts.jekyll.links import find_links
from posts.jekyll.proposal import Note, SourcePost
from techparty_site.lib import redirects

WIDTH = 1600  # px, the widest size that pages show
LOCAL = re.compile(r"^(?!//)(?:\./|\.\./|/)?[^:?#]+$")


class Media:
    """Takes each local picture in once and tells its new address."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.notes: list[Note] = []

    def take_notes(self) -> list[Note]:
        """The notes since the last call."""
        notes, self.notes = self.notes, []
        return notes

    def replace_pictures(self, body: str, source: SourcePost, event: Event | None) -> str:
        """The body with the new addresses of its local pictures."""
        for link in find_links(source):
            if link.picture and LOCAL.match(link.url):
                path = self._find(link.url)
                if path is None:
                    self.notes.append(
                        Note(
                            _("the picture %(url)s is not in the archive") % {"url": link.url},
                            link.line,
                        )
                    )
                    continue
                new = self._address(path, link.url, link.label, event)
                body = body.replace(link.url, new) if new else body
        return body

    def _find(self, url: str) -> Path | None:
        """The file inside the archive, never outside it, never through a link."""
        relative = unquote(url).lstrip("./")
        for folder in ("", "images", "assets", "static"):
            path = self.root / folder / relative
            inside = path.resolve().is_relative_to(self.root)
            if inside and path.is_file() and not path.is_symlink():
                return path
        return None

    def _address(self, path: Path, url: str, label: str, event: Event | None) -> str:
        """The picture on this site, taken in only once; empty where it is refused."""
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        known = Attachment.objects.filter(kind=Attachment.Kind.PHOTO, sha256=digest).first()
        attachment = known or self._take(path, url, label, event)
        if attachment is None:
            return ""
        address = reverse("rendition", args=[attachment.uuid, WIDTH, "webp"])
        redirects.lead(url, address)
        return address

    def _take(self, path: Path, url: str, label: str, event: Event | None) -> Attachment | None:
        attachment = Attachment(kind=Attachment.Kind.PHOTO, event=event, alt=label[:300])
        try:
            with path.open("rb") as file:
                take_in(attachment, File(file), path.name)
        except ValidationError as error:
            self.notes.append(Note(f"{url}: {' '.join(error.messages)}"))
            return None
        return attachment
