"""Posts, with what is known of the events they tell of."""

from collections.abc import Iterable, Iterator

from django.utils import timezone

from events.models import Event
from posts.models import Post
from search.models import Kind
from search.places import Place, listed
from search.sources.facts import Told, names_of, told
from techparty_site.lib.markup import plain_text

RECAP_WEIGHT = 2


def places(keys: Iterable[int]) -> Iterator[Place]:
    rows = Post.objects.filter(pk__in=list(keys))
    posts = list(rows.prefetch_related("events", "cities", "tag_items__tag__aliases"))
    shown = {event.pk for post in posts for event in post.events.all() if event.is_published}
    events = {one.event.pk: one for one in told(shown)}
    for post in posts:
        mine = [events[event.pk] for event in post.events.all() if event.pk in events]
        yield post_place(post, mine)


def post_place(post: Post, events: list[Told]) -> Place:
    told_of: list[Event] = [one.event for one in events]
    days = [event.date for event in told_of if event.date]
    came_out = timezone.localdate(post.published_at) if post.published_at else None
    day = max(days, default=came_out)
    cities = [event.city for event in told_of] or list(post.cities.all())
    tags = [item.tag for item in sorted(post.tag_items.all(), key=lambda item: item.pk)]
    facts = {f"city:{city.pk}" for city in cities} | {f"tag:{tag.pk}" for tag in tags}
    facts |= {f"year:{one.year}" for one in days or filter(None, [came_out])}
    return Place(
        kind=Kind.POST,
        object_id=post.pk,
        unit=f"post:{post.pk}",
        address=post.get_absolute_url(),
        title=post.title,
        lead=listed(
            [*(city.name for city in cities), post.byline]
            + [name for tag in tags for name in names_of(tag)]
        ),
        text="\n".join(filter(None, [post.excerpt, plain_text(post.body_html)])),
        weight=RECAP_WEIGHT if post.kind == Post.Kind.RECAP else 1,
        day=day,
        city=cities[0].pk if cities else None,
        is_public=post.is_published,
        facts=frozenset(facts.union(*(one.facts() for one in events))),
    )
