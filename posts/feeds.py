"""The newest posts as an Atom feed."""

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from events.models import Community
from posts.models import Post

NEWEST = 30


class PostFeed(Feed):  # type: ignore[type-arg]
    feed_type = Atom1Feed

    def title(self) -> str:
        return Community.current().name

    def subtitle(self) -> str:
        return Community.current().tagline

    def link(self) -> str:
        return reverse("home")

    def items(self) -> list[Post]:
        return list(Post.objects.published().order_by("-published_at", "-pk")[:NEWEST])

    def item_title(self, item: Post) -> str:
        return item.title

    def item_description(self, item: Post) -> str:
        return item.summary

    def item_author_name(self, item: Post) -> str:
        return item.byline or Community.current().name

    def item_pubdate(self, item: Post) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Post) -> datetime:
        return item.updated_at
