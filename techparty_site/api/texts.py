"""What organizers wrote, for programs: no hidden photo, no draft's address, nothing relative."""

import re
from collections.abc import Iterable
from typing import Any

from events.models import Attachment, Talk
from events.photos import IMAGE_RE, LINK_RE
from techparty_site.lib.markup.markers import MARKER_RE, PLACEHOLDER_RE

FILE_RE = re.compile(r"/files/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/")
MARKDOWN_IMAGE_RE = re.compile(r"!\[[^\]]*\]\([^)]*\)|<img\b[^>]*>")
RELATIVE_RE = re.compile(r'(<(?:a|img)\b[^>]*?\s(?:href|src)=")(?=/(?!/))')


class Texts:
    """All texts of one answer, looked through in two queries, and in none where none need be."""

    def __init__(self, texts: Iterable[str], root: str) -> None:
        whole = "\n".join(texts)
        self.root = root
        self.gone = gone_files({found.lower() for found in FILE_RE.findall(whole)})
        self.talks = public_talks({found for found in MARKER_RE.findall(whole) if found})

    def text(self, markdown: str, html: str) -> dict[str, Any] | None:
        """Nothing for an empty one."""
        if not markdown:
            return None
        return {"markdown": self.markdown(markdown), "html": self.html(html)}

    def markdown(self, source: str) -> str:
        return MARKER_RE.sub(self._public_marker, MARKDOWN_IMAGE_RE.sub(self._kept, source))

    def html(self, html: str) -> str:
        html = LINK_RE.sub(self._kept, IMAGE_RE.sub(self._kept, PLACEHOLDER_RE.sub("", html)))
        return RELATIVE_RE.sub(rf"\g<1>{self.root}", html)

    def _kept(self, tag: re.Match[str]) -> str:
        return "" if self.gone.intersection(FILE_RE.findall(tag[0])) else tag[0]

    def _public_marker(self, marker: re.Match[str]) -> str:
        return marker[0] if not marker[1] or marker[1] in self.talks else ""


def gone_files(named: set[str]) -> set[str]:
    if not named:
        return set()
    rows = Attachment.objects.published().filter(uuid__in=named)
    return named - {str(uuid) for uuid in rows.values_list("uuid", flat=True)}


def public_talks(slugs: set[str]) -> set[str]:
    """The mere address of a draft tells its title."""
    if not slugs:
        return set()
    rows = Talk.objects.published().filter(slug__in=slugs)
    return set(rows.values_list("slug", flat=True))
