"""The newest posts as an Atom feed."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language

from events.models import Community
from posts.models import Post
from techparty_site.lib.text import printable

NEWEST = 30


def feed(request: HttpRequest) -> HttpResponse:
    """On the host that was asked, which Django's own view takes from the table of sites."""
    community, home = Community.current(), reverse("home")
    atom = Atom1Feed(
        title=printable(community.name),
        subtitle=printable(community.tagline),
        description="",
        link=request.build_absolute_uri(home),
        feed_url=request.build_absolute_uri(reverse("feed")),
        feed_guid=tag_uri(community.since or 2000, home),
        language=get_language(),
    )
    posts = Post.objects.published().defer("body").order_by("-published_at", "-pk")
    for post in posts[:NEWEST]:
        add(atom, post, request, community)
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)


def add(atom: Atom1Feed, post: Post, request: HttpRequest, community: Community) -> None:
    path = post.get_absolute_url()
    changed = max(post.updated_at, post.published_at or post.updated_at)
    atom.add_item(
        title=printable(post.title),
        description=escape(printable(post.summary)),  # read as HTML
        link=request.build_absolute_uri(path),
        unique_id=tag_uri(post.year, path),
        author_name=printable(post.byline or community.name),
        pubdate=post.published_at,
        updateddate=changed,  # a post that waited for its time changed when it appeared
    )


def tag_uri(year: int, path: str) -> str:
    """A name that outlives the host, for readers to know an entry again by (RFC 4151)."""
    return f"tag:techparty,{year}:{path}"
