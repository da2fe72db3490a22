"""Topics: an index of all, and what was said about each."""

from itertools import groupby

from django.db.models import Count, F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from events.models import Event, Tag, TagAlias, Talk
from posts.listing import Key, mixed_rows
from posts.models import Post
from techparty_site.lib.initials import initial
from techparty_site.lib.paging import page_of
from techparty_site.lib.text import fold, key_of, slugify

RELATED = 8
SPANS = ("A–E", "F–J", "K–O", "P–T", "U–Z")


def tags(request: HttpRequest) -> HttpResponse:
    found = sorted(Tag.objects.in_use(), key=lambda tag: (initial(tag.name), fold(tag.name)))
    bunches = [(letters, list(of)) for letters, of in groupby(found, letters_of)]
    return render(request, "posts/tags.html", {"bunches": bunches})


def letters_of(tag: Tag) -> str:
    """The span of letters the tag stands under; empty for digits and the like."""
    letter = initial(tag.name)
    return next((span for span in SPANS if span[0] <= letter <= span[-1]), "")


def tag(request: HttpRequest, slug: str) -> HttpResponse:
    found = Tag.objects.in_use().filter(slug=slug).prefetch_related("aliases").first()
    if not found:
        return redirect(renamed(slug), permanent=True)
    keys = told_of(found)
    page = page_of(request, keys)
    rows = mixed_rows(list(page))
    kinds = [kind for kind, _key in page]
    context = {
        "tag": found,
        "page": page,
        "talks": [row for row, kind in zip(rows, kinds, strict=True) if kind is Talk],
        "events": [row for row, kind in zip(rows, kinds, strict=True) if kind is Event],
        "posts": [row for row, kind in zip(rows, kinds, strict=True) if kind is Post],
        "related": related_to(found, keys),
    }
    return render(request, "posts/tag.html", context)


def told_of(tag: Tag) -> list[Key]:
    """Talks, then events, then posts that carry the tag; in each the newest first."""
    talks = Talk.objects.published().filter(tag_items__tag=tag).newest_first()
    events = Event.objects.published().filter(tag_items__tag=tag)
    events = events.order_by(F("date").desc(nulls_last=True), "-pk")
    posts = Post.objects.published().filter(tag_items__tag=tag).with_day().newest_first()
    keys: list[Key] = [(Talk, key) for key in talks.values_list("pk", flat=True)]
    keys += [(Event, key) for key in events.values_list("pk", flat=True)]
    keys += [(Post, key) for key in posts.values_list("pk", flat=True)]
    return keys


def related_to(tag: Tag, keys: list[Key]) -> list[Tag]:
    """What else its talks are tagged with."""
    talks = [key for kind, key in keys if kind is Talk]
    others = Tag.objects.filter(talk_items__content_object__in=talks).exclude(pk=tag.pk)
    return list(others.annotate(times=Count("pk")).order_by("-times", "name")[:RELATED])


def renamed(slug: str) -> Tag:
    """The tag that somebody means by its name or by an alias."""
    visible = Tag.objects.in_use()
    if found := visible.filter(name_key=key_of(slug)).first():
        return found
    means = [
        alias.tag_id
        for alias in TagAlias.objects.all()
        if slug == slugify(alias.name) or key_of(slug) == alias.name_key
    ]
    return get_object_or_404(visible, pk=means[0] if means else None)
