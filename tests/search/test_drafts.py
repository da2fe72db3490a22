"""What no visitor may see is neither found nor counted nor known by name."""

from datetime import date

import pytest
from django.utils import timezone

from events.models import Attachment, Event, SlidePage
from search import indexing
from search.asking import understood
from search.finding import Search
from search.models import Kind, SearchDocument
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
ASKED = [
    SECRET,
    SECRET[:1],
    SECRET[1:3],
    SECRET[-1:],
    LATIN,
    LATIN[2:5],
    f'"{SECRET}"',
    f'"{LATIN}"',
    f"容器 {SECRET}",
    f"{SECRET} {LATIN}",
    f"year:2031 {SECRET}",
    "bailu",
    "bailujihua",
]


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


@pytest.fixture(params=PLANTED)
def planted(db, request):
    make_talk(event=make_event(title="容器专场", day=None), title="容器", summary="容器")
    PLANTED[request.param]()
    indexing.catch_up()


def test_it_is_there_for_the_desk(planted):
    assert SearchDocument.objects.filter(folded__contains=LATIN).exists()


def test_it_is_nowhere(planted):
    for typed in ASKED:
        found = Search(understood(typed))
        assert found.overview() == []
        assert found.counts == {}
        assert [hit for kind in Kind for hit in found.listing(kind, 1)] == []


def test_what_is_shown_does_not_tell_it(planted):
    """Neither as the place itself nor in what stands beside it."""
    found = Search(understood("容器"))
    rows = [hit for kind in Kind for hit in found.listing(kind, 1)]
    assert rows
    assert not [row for row in rows if LATIN in f"{row.title}{row.lead}{row.text}{row.people}"]


@pytest.mark.parametrize("name", ["tag", "speaker"])
def test_no_filter_knows_its_name(planted, name):
    for value in (WORD, SECRET, f"alias {WORD}", f"talk {WORD}", LATIN):
        found = Search(understood(f'容器 {name}:"{value}"'))
        assert [(one.is_known, one.label) for one in found.filters] == [(False, value)]
        assert found.overview() == []


@pytest.mark.parametrize("kind", ["slides", "transcript", "photo", "video"])
def test_no_filter_counts_what_is_hidden(db, kind):
    plant_hidden()
    assert search(f"has:{kind}").overview() == []
    Attachment.objects.update(hidden=False)
    assert search(f"has:{kind}").overview()


@pytest.mark.parametrize(
    "asked", ["city:深圳", "year:2019", "tag:Docker", "speaker:林小满", "has:video"]
)
def test_a_post_takes_nothing_of_a_draft_that_it_tells_of(db, shenzhen, asked):
    speaker = make_speaker("林小满")
    make_talk(event=make_event(title="别处"), speakers=[speaker], tags=["Docker"])
    draft = make_event(city=shenzhen, day=date(2019, 5, 1), published=False)
    talk = make_talk(event=draft, speakers=[speaker], tags=["Docker"])
    make_attachment(talk=talk, kind="video")
    make_post(title="回顾", events=[draft])
    assert Kind.POST not in search(f"回顾 {asked}").counts
    Event.objects.update(status="published", published_at=timezone.now())
    assert search(f"回顾 {asked}").counts[Kind.POST] == 1


def test_without_the_secret_nothing_is_missing(planted):
    """A word left out does not sort out places by what is hidden of them."""
    assert search(f"容器 -{LATIN} -{SECRET}").counts == search("容器").counts


def test_what_is_published_is_found_by_every_field(db):
    plant(described())
    assert set(search(SECRET).counts) == set(Kind) - {Kind.POST}
    assert set(search(LATIN).counts) == set(Kind) - {Kind.POST}
    known = Search(understood(f'容器 tag:"{WORD}" speaker:"{WORD}"')).filters
    assert all(one.is_known for one in known)
