"""Posts as JSON."""

from typing import Any

from django.db.models import F, Prefetch, QuerySet
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from events.models import Event
from posts.models import Post, PostTag
from techparty_site.api import filters
from techparty_site.api.links import Links, moment
from techparty_site.api.parameters import Rows
from techparty_site.api.resource import Resource
from techparty_site.api.schemas import ID, MOMENT, TEXT, URI, many, maybe, one_of, record, ref, told
from techparty_site.api.texts import Texts

SCHEMA = record(
    id=ID,
    url=URI,
    api=URI,
    updated=told(MOMENT, _("When it last changed or appeared.")),
    kind=one_of(Post.Kind.values),
    title=TEXT,
    byline=maybe(TEXT),
    published=MOMENT,
    events=told(many(ref("EventLink")), _("What it tells of.")),
    cities=many(ref("City")),
    tags=many(ref("Tag")),
    body=maybe(ref("Text")),
)


def rows() -> QuerySet[Any, Any]:
    events = Event.objects.published().select_related("city")
    events = events.order_by(F("date").asc(nulls_last=True), "pk")
    found = Post.objects.published().annotate(changed=Greatest("updated_at", "published_at"))
    return found.order_by("pk").prefetch_related(
        "cities",
        Prefetch("events", events.defer("description", "description_html")),
        Prefetch("tag_items", PostTag.objects.select_related("tag")),
    )


def write(posts: list[Post], links: Links) -> list[dict[str, Any]]:
    texts = Texts((text for post in posts for text in (post.body, post.body_html)), links.root)
    return [write_one(post, links, texts) for post in posts]


def write_one(post: Any, links: Links, texts: Texts) -> dict[str, Any]:
    events = list(post.events.all())
    cities = {city.pk: city for city in [*(event.city for event in events), *post.cities.all()]}
    return {
        "id": post.pk,
        "url": links.page(post),
        "api": links.named("api_post", post.pk),
        "updated": moment(post.changed),
        "kind": post.kind,
        "title": post.title,
        "byline": post.byline or None,
        "published": moment(post.published_at),
        "events": [links.event(event) for event in events],
        "cities": [links.city(city) for city in cities.values()],
        "tags": links.tags(post.tag_items.all()),
        "body": texts.text(post.body, post.body_html),
    }


def in_city(rows: Rows, city: Any) -> Rows:
    return rows.filter(pk__in=Post.objects.in_city(city).order_by().values("pk"))


POSTS = Resource(
    name="posts",
    one="post",
    model="Post",
    title=_("Posts"),
    about=_("Recaps, announcements, articles: the stories around the events."),
    schema=SCHEMA,
    example="kind=recap",
    filters=(
        filters.kind(Post.Kind.values, _("What kind of post.")),
        filters.city(in_city),
        filters.year("published_at__year", _("The year in which it came out.")),
        filters.TAG,
    ),
    rows=rows,
    single=rows,
    write=write,
)
