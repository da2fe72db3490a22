"""The real archive, imported once: nothing is lost, every old address answers.

The reference is what the old site's own engine made of each post, so that nothing of ours is
measured by itself.
"""

import html
import json
import re
from collections import Counter
from io import StringIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from events.models import Talk
from posts.jekyll.layout import letters
from posts.jekyll.proof import own_words
from posts.models import ImportedSource, Post
from techparty_site.lib.markup import plain_text

ARCHIVE = Path(__file__).parents[4] / "shared" / "archive"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not ARCHIVE.is_dir(), reason="NO ARCHIVE beside the project: not imported"),
]
ADDRESS = re.compile(r'(?:href|src)="([^"]+)"')
ATTRIBUTE = re.compile(r'(?:href|src|alt|title)="([^"]*)"')
SCRIPT = re.compile(r"<script.*?</script>", re.DOTALL)  # kept as links to the videos' ids
VIDEO = re.compile(r"""['"]vid['"]\s*:\s*['"](\w+)""")
BROKEN_TAGS = {"h2", "img"}  # the old engine showed an unclosed tag as text
WEB = ("http://", "https://")


def truth(name):
    return json.loads((ARCHIVE / "truth" / name).read_text())


class Reader(Client):
    """A visitor who opens each page once."""

    def __init__(self):
        super().__init__()
        self.pages = {}

    def read(self, url):
        """The page's HTML, empty if it is no page."""
        if url not in self.pages:
            answer = self.get(url)
            self.pages[url] = answer.content.decode() if answer.status_code == 200 else ""
        return self.pages[url]


def import_archive():
    out = StringIO()
    call_command("import_jekyll", str(ARCHIVE), commit=True, stdout=out, stderr=out)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # no autovacuum sees rows of an open transaction


@pytest.fixture
def no_worker(settings):
    """Its photos wait: every one would take a child or two."""
    backend = "django.tasks.backends.dummy.DummyBackend"
    settings.TASKS = {"default": {"BACKEND": backend}}


def test_the_archive_comes_over_whole(no_worker):
    call_command("load_demo", community_only=True, stdout=StringIO())
    import_archive()
    assert ImportedSource.objects.filter(file_name__regex=r"^\d").count() == 131
    visitor = Reader()
    missing = [line for old in truth("kramdown.json") for line in losses(visitor, old)]
    assert missing == []
    assert [line for row in truth("permalinks.json") for line in silent(visitor, row)] == []
    rows = Counter(Post.objects.values_list("title", "body", "updated_at"))
    import_archive()
    assert Counter(Post.objects.values_list("title", "body", "updated_at")) == rows


def losses(visitor, old):
    """Words and addresses of the old page that are neither on the new one nor on its talks'.

    A word may have become part of an address (the old engine showed broken links as text).
    """
    post = ImportedSource.objects.get(file_name=old["file"]).post
    pages = [post.get_absolute_url(), *(t.get_absolute_url() for t in talks_of(post))]
    new = "".join(visitor.read(page) for page in pages)
    seen = letters(plain_text(new)) + letters(decoded(" ".join(ATTRIBUTE.findall(new))))
    old_html = SCRIPT.sub("", old["html"])
    words = own_words(plain_text(old_html))
    yield from (f"{old['file']}: {word}" for word in words if lost(word, seen))
    there = decoded(new)
    yield from (f"{old['file']}: {vid}" for vid in VIDEO.findall(old["html"]) if vid not in there)
    for address in map(decoded, ADDRESS.findall(old_html)):
        if address.startswith(WEB) and address.rstrip("/") not in there:
            yield f"{old['file']}: {address}"


def lost(word, seen):
    return letters(word) not in seen and word not in BROKEN_TAGS


def talks_of(post):
    return Talk.objects.published().filter(event__posts=post)


def decoded(text):
    return unquote(html.unescape(text)).strip()


def silent(visitor, row):
    """Old addresses that do not answer with 301, then 200."""
    for old in {row[name] for name in row if name.endswith(("url", "shanghai", "html"))} - {None}:
        for spelling in (old, unquote(old)):
            answer = visitor.get(spelling)
            if answer.status_code != 301 or not visitor.read(answer["Location"]):
                yield spelling
