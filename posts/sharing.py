"""The words and the picture of a shared post; see events/sharing."""

from django.db.models import F

from events.models import City, Event
from events.sharing.cards import Kind, Words, register, stamped
from events.sharing.kinds import BLANK, held, photo_key
from events.templatetags.facts import day, listed
from posts.models import Post


def of_post(post: Post) -> Words:
    events = list(events_of(post))
    cities = list(dict.fromkeys(event.city for event in events)) or list(post.cities.all())
    return Words(
        title=post.title,
        lines=(post.byline, told(post, events, cities)),
        picture=photo_key(events, cover=post.cover_id),
        **stamped(cities[0] if len(cities) == 1 else None),
    )


def events_of(post: Post) -> list[Event]:
    """Never a draft beside what is public."""
    rows = Event.objects.published().filter(posts=post).select_related("city")
    return list(rows.order_by(F("date").asc(nulls_last=True), "pk"))


def told(post: Post, events: list[Event], cities: list[City]) -> str:
    """Where and when."""
    if len(events) == 1:
        return held(events[0])
    dates = [event.date for event in events if event.date]
    when = dates[-1] if dates else post.published_at
    return BLANK.join(filter(None, [listed(cities), day(when, "year") if when else ""]))


def published_post(key: str) -> Post | None:
    return Post.objects.published().filter(pk=int(key)).first()


register(Post, Kind("post", published_post, of_post))
