"""One feed for everything, and one for each city, tag, speaker and talk."""

from django.db.models import CharField, Value
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.models import City, Community, Tag, Talk
from posts.feeds.arrivals import arrival, arrivals
from posts.feeds.atom import Channel, answer, channel_id
from posts.feeds.entries import Shown, talk_id
from posts.listing import Key
from posts.models import Post, PostQuerySet
from posts.views.tags import renamed
from speakers.models import Speaker
from techparty_site.lib.paging import page_of

MODELS: dict[str, type[Post | Talk]] = {"post": Post, "talk": Talk}


@require_safe
def everything(request: HttpRequest) -> HttpResponseBase:
    community, home = Community.current(), reverse("home")
    channel = Channel(channel_id(community, home), community.name, home, community.tagline)
    return told(request, channel, posts_of(Post.objects.published()), community)


@require_safe
def city(request: HttpRequest, slug: str) -> HttpResponseBase:
    found, community = get_object_or_404(City, slug=slug), Community.current()
    channel = Channel(
        channel_id(community, f"city/{found.pk}"),
        f"{community.name} {found.name}",
        found.get_absolute_url(),
    )
    return told(request, channel, posts_of(Post.objects.published().in_city(found)), community)


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponseBase:
    found, community = Tag.objects.filter(slug=slug).first(), Community.current()
    if found is None:
        return redirect("tag_feed", renamed(slug).slug, permanent=True)
    keys = tagged(found)
    if not keys:  # events alone carry it, or nothing that may be seen
        get_object_or_404(Tag.objects.in_use(), pk=found.pk)
    title, path = f"{community.name} {found.name}", found.get_absolute_url()
    channel = Channel(channel_id(community, f"tag/{found.pk}"), title, path)
    return told(request, channel, keys, community)


@require_safe
def speaker(request: HttpRequest, slug: str) -> HttpResponseBase:
    found = get_object_or_404(Speaker.objects.published(), slug=slug)
    community = Community.current()
    talks = Talk.objects.published().filter(speakers=found)
    newest = talks.order_by("-event__published_at", "-event_id", "position", "pk")
    keys: list[Key] = [(Talk, pk) for pk in newest.values_list("pk", flat=True)]
    title, path = f"{community.name} {found.name}", found.get_absolute_url()
    channel = Channel(channel_id(community, f"speaker/{found.pk}"), title, path)
    return told(request, channel, keys, community)


@require_safe
def talk(request: HttpRequest, slug: str) -> HttpResponseBase:
    rows = Talk.objects.published().select_related("event__city").with_credits()
    found, community = get_object_or_404(rows, slug=slug), Community.current()
    page = page_of(request, arrivals(found))
    entries = [arrival(file, found, community, home_of(request)) for file in page]
    words = _("Slides, transcripts and recordings of this talk, as they arrive")
    channel = Channel(f"{talk_id(found)}/files", str(found), found.get_absolute_url(), words)
    return answer(request, channel, page, entries)


def told(
    request: HttpRequest, channel: Channel, keys: list[Key], community: Community
) -> HttpResponseBase:
    page = page_of(request, keys)
    shown = Shown(list(page), community, home_of(request))
    return answer(request, channel, page, shown.entries)


def posts_of(posts: PostQuerySet) -> list[Key]:
    newest = posts.order_by("-published_at", "-pk")
    return [(Post, pk) for pk in newest.values_list("pk", flat=True)]


def tagged(tag: Tag) -> list[Key]:
    """Posts and talks in one list as they came out, the newest first; one query."""
    posts = Post.objects.published().filter(tag_items__tag=tag).order_by()
    talks = Talk.objects.published().filter(tag_items__tag=tag).order_by()
    rows = posts.values_list("published_at", kind("post"), "pk").union(
        talks.values_list("event__published_at", kind("talk"), "pk"), all=True
    )
    return [(MODELS[name], pk) for _moment, name, pk in sorted(rows, reverse=True)]


def kind(name: str) -> Value:
    return Value(name, output_field=CharField())


def home_of(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
