"""A small archive in which everything that the API tells of is there once."""

import pytest

from tests.factories import (
    make_attachment,
    make_deck,
    make_event,
    make_photo,
    make_post,
    make_speaker,
    make_talk,
)


@pytest.fixture
def talk(guangzhou):
    return make_whole_talk(guangzhou)


def make_whole_talk(city, *, wordy=True):
    """With its event, its speaker, a recap and every kind of thing that hangs on them.

    Texts take their time to be rendered: of fifty, one has some.
    """
    event = make_event(
        city=city,
        starts_at="14:00",
        ends_at="17:30",
        venue="三号仓",
        tags=["船"],
        description="来。",
    )
    speaker = make_speaker(aliases=["Boatman"], website="https://example.org/")
    talk = make_talk(event=event, speakers=[speaker], affiliation="船坞", tags=["箱"])
    make_deck(talk=talk, sha256="a" * 64, content_type="application/pdf", permission="cc-by")
    make_attachment(event=event, kind="transcript", content=b"x", original_name="速记.txt")
    photo = make_photo(event=event, sha256="b" * 64)
    post = make_post(events=[event], tags=["船"], byline="船工")
    if wordy:
        event.description, speaker.bio, talk.summary = "来。", "**船长**", "讲[箱](/tags/)。"
        post.body = f"[[talks]]\n\n![现场](/files/{photo.uuid}/photo/960.webp)"
        for row in (event, speaker, talk, post):
            row.save()
    return talk
