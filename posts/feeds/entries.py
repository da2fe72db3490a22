"""Posts and talks as entries: everything they need is loaded at once, however many they are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import F, Prefetch, Q, prefetch_related_objects
from django.urls import reverse
from django.utils.html import format_html

from events.models import Community, Talk, TalkTag
from events.photos import all_without_hidden
from events.templatetags.facts import day
from events.templatetags.talks import names
from posts.feeds.atom import Entry, tag_uri
from posts.feeds.text import absolute, full_text
from posts.listing import Key
from posts.models import Post, PostTag
from techparty_site.lib import markup, redirects

ADDRESS = r"^/posts/[0-9]+/[^/]+$"


class Shown:
    """What a page of a feed shows: at most seven queries.

    `home` is the address of the site without a slash at its end. The keys are published rows.
    """

    def __init__(self, keys: Sequence[Key], community: Community, home: str) -> None:
        self.keys, self.community, self.home = keys, community, home
        tags = Prefetch("tag_items", PostTag.objects.select_related("tag").order_by("pk"))
        posts = Post.objects.defer("body").prefetch_related(tags)
        self.posts = posts.in_bulk([pk for model, pk in keys if model is Post])
        self.talks: dict[int, Talk] = {}
        self.by_post: dict[int, list[Talk]] = defaultdict(list)
        self.load_talks({pk for model, pk in keys if model is Talk})
        texts = all_without_hidden([post.body_html for post in self.posts.values()])
        self.bodies = dict(zip(self.posts, texts, strict=True))
        self.addresses = first_addresses(self.posts.values())

    def load_talks(self, wanted: set[int]) -> None:
        """Those that are entries, and those of the posts' events, once for each post."""
        rows = Talk.objects.published().filter(Q(pk__in=wanted) | Q(event__posts__in=self.posts))
        rows = rows.annotate(post_key=F("event__posts")).select_related("event__city")
        first = F("event__date").asc(nulls_last=True)
        rows = rows.order_by(first, "event_id", "position", "pk")
        for talk in rows.defer("summary").with_credits():
            self.by_post[talk.post_key].append(talk)  # type: ignore[attr-defined]
            self.talks[talk.pk] = talk
        tags = Prefetch("tag_items", TalkTag.objects.select_related("tag").order_by("pk"))
        prefetch_related_objects([self.talks[pk] for pk in wanted & set(self.talks)], tags)

    @property
    def entries(self) -> list[Entry]:
        """In the order of the keys, but for what was taken back in this moment."""
        found: list[Entry] = []
        for model, pk in self.keys:
            if model is Post and pk in self.posts:
                found.append(self.post_entry(self.posts[pk]))
            elif model is Talk and pk in self.talks:
                found.append(self.talk_entry(self.talks[pk]))
        return found

    def post_entry(self, post: Post) -> Entry:
        path = post.get_absolute_url()
        published = post.published_at or post.created_at
        url = self.home + path
        return Entry(
            id=tag_uri(post.year, self.addresses.get(path, path)),
            title=post.title,
            url=url,
            html=absolute(full_text(self.bodies[post.pk], self.by_post[post.pk]), url),
            summary=post.excerpt or markup.excerpt(self.bodies[post.pk]),
            published=published,
            updated=max(post.updated_at, published),  # what waited changed when it appeared
            authors=[post.byline or self.community.name],
            categories=[tagged.tag.name for tagged in post.tag_items.all()],
        )

    def talk_entry(self, talk: Talk) -> Entry:
        published = talk.event.published_at or talk.created_at
        url = self.home + talk.get_absolute_url()
        return Entry(
            id=talk_id(talk),
            title=str(talk),
            url=url,
            html=absolute(f"{occasion(talk)}{talk.summary_html}", url),
            summary=markup.excerpt(talk.summary_html),
            published=published,
            updated=max(talk.updated_at, published),
            authors=authors_of(talk, self.community),
            categories=[tagged.tag.name for tagged in talk.tag_items.all()],
        )


def first_addresses(posts: Iterable[Post]) -> dict[str, str]:
    """By today's address of a post that was renamed, the one that its entry is known by."""
    paths = [post.get_absolute_url() for post in posts]
    found = redirects.first_addresses(paths, ADDRESS) if paths else {}
    return {path: quoted(first) for path, first in found.items()}


def quoted(path: str) -> str:
    _root, _posts, year, slug, _end = path.split("/")
    return reverse("post", args=[year, slug])


def talk_id(talk: Talk) -> str:
    return tag_uri(talk.created_at.year, f"talk/{talk.pk}")


def authors_of(talk: Talk, community: Community) -> list[str]:
    return [credit.speaker.name for credit in talk.credits.all()] or [community.name]


def occasion(talk: Talk) -> str:
    """Who gave it when and where, as a paragraph."""
    event = talk.event
    return format_html(
        '<p>{}<br>{} {} <a href="{}">{}</a></p>',
        names(talk), event.city.name, day(event.date, "year"), event.get_absolute_url(), event,
    )  # fmt: skip
