"""The words and the picture of a shared post; see events/sharing."""

from itertools import chain

from django.contrib.auth.models import AnonymousUser

from events.models import City, Event
from events.photos import cover_photo
from events.sharing.cards import Kind, Words, register, stamped
from events.sharing.kinds import BLANK, held
from events.templatetags.facts import day, listed
from posts.models import Post
from posts.story import Story, covers_of, tell, with_event_count


def of_story(story: Story) -> Words:
    """Asks nothing more than its page did. Never a draft beside what is public."""
    post = story.post
    events = [event for event in story.events if event.is_published]
    cities = list(dict.fromkeys(event.city for event in events)) or list(post.cities.all())
    return Words(
        title=post.title,
        lines=(post.byline, told(post, events, cities)),
        picture=picture_key(story, events),
        **stamped(cities[0] if len(cities) == 1 else None),
    )


def picture_key(story: Story, events: list[Event]) -> str:
    """The largest size of the first cover there is, else of the events' first photo."""
    covers = (cover_photo(row, events) for row in covers_of(story.post, events))
    photos = (photo for photo in story.programme.photos() if photo.event in events)
    found = next(chain(filter(None, covers), photos), None)
    return str(found.large.file.name) if found else ""


def told(post: Post, events: list[Event], cities: list[City]) -> str:
    """Where and when."""
    if len(events) == 1:
        return held(events[0])
    dates = [event.date for event in events if event.date]
    when = dates[-1] if dates else post.published_at
    return BLANK.join(filter(None, [listed(cities), day(when, "year") if when else ""]))


def published_story(key: str) -> Story | None:
    rows = Post.objects.published().select_related("cover__talk")
    post = with_event_count(rows).filter(pk=int(key)).first()
    return tell(post, AnonymousUser()) if post else None


register(Story, Kind("post", published_story, of_story, lambda story: str(story.post.pk)))
