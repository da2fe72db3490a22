"""Local pictures and files of the archive, taken in through the one door for files."""

import re
from pathlib import Path
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.core.files import File
from django.urls import reverse
from django.utils.translation import gettext as _

from events.intake import take_in, weigh
from events.models import Attachment, Event
from posts.jekyll.links import Link, find_links, scan
from posts.jekyll.proposal import Note, SourcePost
from techparty_site.lib import redirects

WIDTH = 1600  # px, the widest size that pages show
PHOTO = Attachment.Kind.PHOTO
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

    def replace_pictures(self, text: str, source: SourcePost, event: Event | None) -> str:
        """The text with the new addresses of its local pictures; nothing beside them changes."""
        lines = {link.url: link.line for link in find_links(source)}
        for link in reversed(scan(text)):
            if not (link.picture and LOCAL.match(link.url)):
                continue
            new = self._address(link, event, lines.get(link.url))
            written = text[link.start : link.end]
            if new and link.url in written:
                written = written.replace(link.url, new, 1)
                text = text[: link.start] + written + text[link.end :]
        return text

    def _address(self, link: Link, event: Event | None, line: int | None) -> str:
        """The picture on this site, taken in only once; empty where it cannot be."""
        path = self._find(link.url)
        if path is None:
            message = _("the picture %(url)s is not in the archive")
            self.notes.append(Note(message % {"url": link.url}, line))
            return ""
        try:
            attachment = self._known(path) or self._take(path, link, event)
        except (ValidationError, OSError) as error:
            reason = " ".join(getattr(error, "messages", [str(error)]))
            self.notes.append(Note(f"{link.url}: {reason}", line))
            return ""
        address = reverse("rendition", args=[attachment.uuid, WIDTH, "webp"])
        redirects.lead(link.url, address)
        return address

    def _find(self, url: str) -> Path | None:
        """The file inside the archive, never outside it, never through a link."""
        relative = unquote(url).lstrip("./")
        for folder in ("", "images", "assets", "static"):
            path = self.root / folder / relative
            try:
                inside = path.resolve().is_relative_to(self.root)
                if inside and path.is_file() and not path.is_symlink():
                    return path
            except (OSError, ValueError):  # a name too long, or with a NUL in it
                return None
        return None

    def _known(self, path: Path) -> Attachment | None:
        with path.open("rb") as file:
            _size, digest = weigh(File(file), PHOTO, path.name)
        return Attachment.objects.filter(kind=PHOTO, sha256=digest).first()

    def _take(self, path: Path, link: Link, event: Event | None) -> Attachment:
        attachment = Attachment(kind=PHOTO, event=event, alt=link.label[:300])
        with path.open("rb") as file:
            take_in(attachment, File(file), path.name)
        return attachment
