"""One post as rows: the post, its source byte for byte, and every old address."""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import City, Event, Talk
from posts.jekyll.archive import Prepared
from posts.jekyll.permalinks import old_addresses
from posts.jekyll.proposal import Note
from posts.models import ImportedSource, Post
from techparty_site.lib import redirects
from techparty_site.lib.text import slugify

# WordPress wrote Chinese addresses as bytes: e5b9bfe5b79e… or e5-b9-bf-e5-b7-9e…
BYTES = re.compile(r"(?:e[0-9a-f][-]?[0-9a-f]{2}-?[0-9a-f]{2}-?){3}", re.IGNORECASE)
LONGEST_NAME = 60
# What an organizer could have edited of what was written.
OF_A_POST = ("title", "body", "excerpt", "kind", "byline")
OF_A_TALK = ("title", "summary")


def digest(row: Post | Talk) -> str:
    """Equal means untouched since."""
    names = (
        ("title", "summary")
        if isinstance(row, Talk)
        else ("title", "body", "excerpt", "kind", "byline")
    )
    values = [getattr(row, name) for name in names]
    return hashlib.sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()


def address(prepared: Prepared) -> str:
    """The old slug where a person wrote it, else one made of the title."""
    slug = prepared.proposal.source.slug
    readable = slugify(slug) if slug and not BYTES.search(slug) else ""
    return readable or slugify(prepared.proposal.source.title, max_length=LONGEST_NAME)


def fields(prepared: Prepared, body: str) -> dict[str, Any]:
    source = prepared.proposal.source
    return {
        "kind": prepared.proposal.kind,
        "title": (source.title or source.slug or source.file_name)[:200],
        "body": body,
        "excerpt": source.excerpt,
        "byline": source.author[:200],
    }


def write_post(prepared: Prepared, body: str, talks: Mapping[int, Talk]) -> Post:
    source = prepared.proposal.source
    moment = source.date or timezone.now()
    year = timezone.localtime(moment).year
    slug = address(prepared)
    if Post.objects.filter(year=year, slug=slug).exists():
        slug = ""  # the model finds a free one
    post = Post.objects.create(
        **fields(prepared, body),
        year=year,
        slug=slug,
        status=Post.Status.PUBLISHED if prepared.was_public else Post.Status.DRAFT,
        published_at=moment,
    )
    remember(prepared, post, talks)
    return post


def remember(prepared: Prepared, post: Post, talks: Mapping[int, Talk]) -> None:
    """Keep the source and the digests of what was written from it."""
    source = prepared.proposal.source
    written = {"post": digest(post)}
    written |= {f"talk:{index}:{talk.pk}": digest(talk) for index, talk in talks.items()}
    ImportedSource.objects.update_or_create(
        file_name=source.file_name,
        defaults={
            "post": post,
            "source": source.raw,
            "sha256": source.sha256,
            "front_matter": source.front_matter,
            "wordpress_id": source.wordpress_id,
            "written": written,
        },
    )


def lead_old_addresses(prepared: Prepared, post: Post, config: Mapping[str, Any]) -> list[Note]:
    """Redirects from every old address; one that another post has already is left to it."""
    notes = []
    new = post.get_absolute_url()
    for old in old_addresses(prepared.proposal.source, config):
        taken = redirects.find(old)
        if taken and taken != redirects.stored(new):
            message = _("the old address %(address)s leads to another post already")
            notes.append(Note(message % {"address": old}))
        else:
            redirects.lead(old, new)
    return notes


def written_talks(known: ImportedSource) -> dict[str, tuple[int, Talk]]:
    """By their key in `written`: (index in the source, talk), without those deleted since."""
    keys = [key for key in known.written if key.startswith("talk:")]
    talks = Talk.objects.in_bulk([int(key.split(":")[2]) for key in keys])
    return {
        key: (int(key.split(":")[1]), talks[int(key.split(":")[2])])
        for key in keys
        if int(key.split(":")[2]) in talks
    }


def was_edited(known: ImportedSource) -> bool:
    """Whether somebody has changed the post or one of the talks written with it."""
    rows: dict[str, Post | Talk] = {"post": known.post}
    rows |= {key: talk for key, (_index, talk) in written_talks(known).items()}
    return any(key not in rows or digest(rows[key]) != old for key, old in known.written.items())


def update_talks(known: ImportedSource, prepared: Prepared) -> dict[int, Talk]:
    """The talks written with the post, by their index, with the new titles and sections."""
    talks = dict(written_talks(known).values())
    for index, summary in prepared.layout.summaries.items():
        if index in talks:
            talks[index].title = (prepared.proposal.talks[index].title or "")[:200]
            talks[index].summary = summary
            talks[index].save()
    return talks


def update_post(post: Post, prepared: Prepared, body: str) -> None:
    for name, value in fields(prepared, body).items():
        setattr(post, name, value)
    post.save()


def set_places(post: Post, events: list[Event], cities: list[City]) -> None:
    """A post of events has the cities of these; only one of no event has its own."""
    if events:
        post.events.add(*events)
    else:
        post.cities.add(*cities)
