"""What is told of each thing."""

import pytest
from django.urls import reverse

from tests.factories import make_attachment, make_deck, make_event, make_photo, make_post, make_talk

ROOT = "http://testserver"


def one(client, kind, key):
    return client.get(reverse(f"api_{kind}", args=[key])).json()


def test_an_event_is_told_with_all_that_hangs_on_it(talk, visitor):
    told, event = one(visitor, "event", talk.event_id), talk.event
    assert (told["date"], told["starts_at"]) == ("2024-05-18", "2024-05-18T14:00:00+08:00")
    assert told["url"] == ROOT + event.get_absolute_url()
    assert told["talks"] == [
        {
            "id": talk.pk,
            "title": talk.title,
            "url": ROOT + talk.get_absolute_url(),
            "api": f"{ROOT}/api/talks/{talk.pk}/",
        }
    ]
    assert [tag["name"] for tag in told["tags"]] == ["船"]
    assert told["attachments"] == [str(found.uuid) for found in event.attachments.all()]
    assert [post["id"] for post in told["posts"]] == [event.posts.get().pk]


def test_what_is_unknown_is_null(db, visitor):
    talk = make_talk(event=make_event(day=None), title="")
    event = one(visitor, "event", talk.event_id)
    nothing = ("date", "starts_at", "ends_at", "venue", "fee", "head_count", "description")
    assert {event[name] for name in nothing} == {None}
    told = one(visitor, "talk", talk.pk)
    assert (told["title"], told["summary"], told["slide_pages"]) == (None, None, None)


def test_a_talk_is_told_with_its_speakers_of_that_time(talk, visitor):
    told = one(visitor, "talk", talk.pk)
    assert [(who["name"], who["affiliation"]) for who in told["speakers"]] == [
        (str(talk.speakers.get()), "船坞")
    ]
    assert told["slide_pages"] == 3
    assert {(file["kind"], file["whole_event"]) for file in told["attachments"]} == {
        ("slides", False),
        ("transcript", True),
        ("photo", True),
    }


def test_a_speaker_is_told_with_their_talks(talk, visitor):
    told = one(visitor, "speaker", talk.speakers.get().pk)
    assert told["aliases"] == ["Boatman"]
    assert told["bio"] == {"markdown": "**船长**", "html": "<p><strong>船长</strong></p>"}
    assert [given["event"]["id"] for given in told["talks"]] == [talk.event_id]


def test_texts_lead_to_this_site_wherever_they_are_shown(talk, visitor):
    summary = one(visitor, "talk", talk.pk)["summary"]
    assert summary["markdown"] == "讲[箱](/tags/)。"
    assert f'href="{ROOT}/tags/"' in summary["html"]
    body = one(visitor, "post", talk.event.posts.get().pk)["body"]
    assert f'src="{ROOT}/files/' in body["html"]
    assert "data-talk" not in body["html"]
    assert body["markdown"].startswith("[[talks]]")


def test_a_text_shows_no_photo_that_was_taken_away(talk, visitor):
    photo = talk.event.attachments.get(kind="photo")
    post = talk.event.posts.get()
    photo.hidden = True
    photo.save()
    body = one(visitor, "post", post.pk)["body"]
    for text in body.values():
        assert str(photo.uuid) not in text
        assert "现场" not in text


def test_a_text_names_no_talk_of_a_draft(talk, visitor):
    draft = make_talk(event=make_event(published=False), title="藏着的讲题")
    post = make_post(body=f"[[talk {draft.slug}]]\n\n[[talk {talk.slug}]]")
    body = one(visitor, "post", post.pk)["body"]
    assert draft.slug not in str(body)
    assert f"[[talk {talk.slug}]]" in body["markdown"]


def test_a_file_is_told_with_its_facts_and_its_licence(talk, visitor):
    deck = talk.attachments.get()
    told = one(visitor, "attachment", deck.uuid)
    assert (told["name"], told["pages"], told["sha256"]) == ("讲稿.pdf", 3, "a" * 64)
    assert told["download"] == ROOT + deck.file_url
    assert told["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert told["talk"]["id"] == talk.pk
    assert told["url"] == ROOT + talk.get_absolute_url()


def test_of_a_photo_there_are_its_sizes_and_never_the_original(talk, visitor):
    photo = talk.event.attachments.get(kind="photo")
    told = one(visitor, "attachment", photo.uuid)
    original = ("name", "size", "sha256", "download")
    assert {told[name] for name in original} == {None}
    assert [size["width"] for size in told["renditions"]] == [480, 960]
    assert photo.file_url not in str(told)


@pytest.mark.parametrize("kind", ["slides", "other"])
def test_a_picture_of_another_kind_is_kept_in_as_well(db, visitor, kind):
    picture = make_attachment(
        kind=kind, talk=make_talk(), content=b"x", content_type="image/jpeg", sha256="c" * 64
    )
    told = one(visitor, "attachment", picture.uuid)
    assert (told["download"], told["sha256"]) == (None, None)


def test_a_rescued_copy_keeps_the_address_it_was_rescued_from(db, visitor):
    deck = make_deck(talk=make_talk(), url="https://example.org/a.pdf")
    told = one(visitor, "attachment", deck.uuid)
    assert told["outside_url"] == "https://example.org/a.pdf"
    assert told["download"].startswith(f"{ROOT}/files/")


def test_the_library_is_not_listed_but_its_pictures_answer(db, visitor):
    picture = make_photo()
    assert visitor.get("/api/attachments/").json()["count"] == 0
    assert one(visitor, "attachment", picture.uuid)["url"] is None
    picture.hidden = True
    picture.save()
    assert visitor.get(f"/api/attachments/{picture.uuid}/").status_code == 404
