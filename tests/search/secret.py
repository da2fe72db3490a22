"""A word in every field of whatever visitors may not see."""

from django.utils import timezone

from events.models import Event, SlidePage
from search import indexing
from tests.factories import (
    make_attachment,
    make_city,
    make_deck,
    make_event,
    make_photo,
    make_post,
    make_speaker,
    make_tag,
    make_talk,
)
from tests.search.asked import search

SECRET = "白鹭计划"
LATIN = "egretplan"
WORD = f"{SECRET} {LATIN}"


def plant(event):
    """The word in every field of an event that is read, and of what it has."""
    event.tags.add(WORD)
    event.tags.get(name=WORD).aliases.create(name=f"alias {WORD}")
    speaker = make_speaker(WORD, aliases=[f"alias {WORD}"], bio=WORD)
    talk = make_talk(event=event, title=WORD, summary=WORD, speakers=[speaker], affiliation=WORD)
    talk.tags.add(f"talk {WORD}")
    for owner in ({"event": event}, {"talk": talk}):
        deck = make_deck(original_name=f"{WORD}.pdf", title=WORD, **owner)
        SlidePage.objects.filter(attachment=deck).update(text=WORD, title=WORD)
        make_attachment(kind="transcript", text=f"## {WORD}\n[00:01:00] {WORD}", **owner)
        make_photo(caption=WORD, alt=WORD, credit=WORD, original_name=f"{WORD}.jpg", **owner)


def described(**publishing):
    fields = dict.fromkeys(("title", "venue", "address", "sponsors", "description"), WORD)
    return make_event(city=make_city(slug="guangzhou", name="广州"), **fields, **publishing)


def plant_draft():
    plant(described(published=False))


def plant_reviewed():
    plant(described(published=False))
    Event.objects.filter(title=WORD).update(status="review", published_at=timezone.now())


def plant_scheduled():
    plant(described(scheduled=True))


def plant_withdrawn():
    plant(described())
    indexing.catch_up()
    assert search(SECRET).counts
    Event.objects.filter(title=WORD).update(status="draft")


def plant_moved():
    """First of a published event, then of a draft."""
    event = make_event(title="容器专场", tags=["容器"])
    plant(event)
    indexing.catch_up()
    draft = described(published=False)
    event.talks.update(event=draft)
    event.attachments.update(event=draft)
    event.tags.set(["容器"])


def plant_hidden():
    """Files alone, of an event and a talk that everybody sees."""
    talk = make_talk(event=make_event(title="容器专场"), title="容器")
    for owner in ({"event": talk.event}, {"talk": talk}):
        deck = make_deck(original_name=f"{WORD}.pdf", title=WORD, hidden=True, **owner)
        SlidePage.objects.filter(attachment=deck).update(text=WORD, title=WORD)
        make_attachment(kind="transcript", text=f"## {WORD}\n{WORD}", hidden=True, **owner)
        make_photo(caption=WORD, alt=WORD, hidden=True, **owner)
        make_attachment(kind="video", title=WORD, hidden=True, **owner)


def plant_posts():
    event = described(published=False, tags=[f"event {WORD}"])
    make_post(title="容器回顾", events=[event])
    fields = {"title": WORD, "body": WORD, "excerpt": WORD, "byline": WORD, "tags": [WORD]}
    make_post(**fields, events=[make_event(title="容器专场")], published=False)
    make_post(**fields, scheduled=True)


def plant_beside():
    """A draft of people, tags and posts that everybody knows."""
    speaker = make_speaker("林小满")
    make_talk(event=make_event(title="容器专场"), title="容器", speakers=[speaker], tags=["容器"])
    draft = described(published=False, tags=["容器"])
    make_talk(event=draft, title=WORD, summary=WORD, speakers=[speaker], affiliation=WORD)
    make_post(title="容器回顾", events=list(Event.objects.all()))


def plant_unused():
    make_speaker(WORD, aliases=[f"alias {WORD}"], bio=WORD)
    make_tag(WORD, aliases=[f"alias {WORD}"])
    make_photo(caption=WORD, original_name=f"{WORD}.jpg")


PLANTED = {
    "draft": plant_draft,
    "in review": plant_reviewed,
    "scheduled": plant_scheduled,
    "withdrawn": plant_withdrawn,
    "moved": plant_moved,
    "hidden": plant_hidden,
    "posts": plant_posts,
    "beside": plant_beside,
    "unused": plant_unused,
}
