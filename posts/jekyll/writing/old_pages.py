"""The pages of the old site that were no posts lead to their successors."""

from pathlib import PurePosixPath

from django.urls import reverse

from posts.jekyll.archive import Archive
from posts.models import ImportedSource
from techparty_site.lib import redirects

# Old page → name of the address that took its place.
SUCCESSORS = {
    "/speaker/": "speakers",
    "/tags/": "tags",
    "/categories/": "tags",
    "/archives/": "archive",
    "/feed.xml": "feed",
    "/atom.xml": "feed",
    "/feed/": "feed",
    "/blog/": "recaps",
}


def lead_old_pages(archive: Archive) -> None:
    for old, name in SUCCESSORS.items():
        redirects.lead(old, reverse(name))
    names = [page.name for page in archive.pages]
    for known in ImportedSource.objects.filter(file_name__in=names).select_related("post"):
        stem = PurePosixPath(known.file_name).stem
        redirects.lead(f"/{stem}/", known.post.get_absolute_url())
        redirects.lead(f"/{stem}.html", known.post.get_absolute_url())
