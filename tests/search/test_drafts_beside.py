"""What is shown takes nothing from the drafts and hidden files beside it, until they are shown."""

from datetime import date

import pytest
from django.utils import timezone

from events.models import Attachment, Event
from search.matching import fact
from search.models import Kind
from tests.factories import make_attachment, make_event, make_post, make_speaker, make_talk
from tests.search.asked import search
from tests.search.secret import LATIN, SECRET, WORD, described, plant, plant_hidden


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


def test_what_is_published_is_found_by_every_field(db):
    plant(described())
    assert set(search(SECRET).counts) == set(Kind) - {Kind.POST}
    assert set(search(LATIN).counts) == set(Kind) - {Kind.POST}
    known = search(f'容器 tag:"{WORD}" speaker:"{WORD}"').facts
    assert len(known) == 2
    assert fact("nothing") not in known
