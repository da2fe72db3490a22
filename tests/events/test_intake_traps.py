"""Files and names that are not what they seem, on their way in."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from events import allowed
from events.intake import inspect, take_in
from events.models import Attachment
from tests import samples

Kind = Attachment.Kind


def test_ten_thousand_frames_are_a_picture_of_one():
    """The first is looked at, and only it is ever shown."""
    gif = samples.make_picture(encoder="GIF")
    head = gif.index(b",")  # begins the one frame; the trailer ends it
    frames = gif[:head] + gif[head:-1] * 10_000 + gif[-1:]
    facts = inspect(ContentFile(frames), Kind.PHOTO, "a.gif")
    assert (facts.width, facts.height) == (8, 6)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("fdp.\u202eexe", "fdp.exe"), ("../../a.php", "a.php"), ("a.pdf\x00\r\n.exe", "a.pdf.exe")],
)
def test_a_name_that_deceives_is_shown_as_it_is(name, shown):
    with pytest.raises(ValidationError) as error:
        inspect(ContentFile(samples.make_pdf()), Kind.SLIDES, name)
    assert f"“{shown}”" in error.value.messages[0]


def test_an_ending_may_be_as_large_as_the_largest_kind_that_takes_it(monkeypatch):
    monkeypatch.setattr(allowed, "LIMITS", {Kind.TRANSCRIPT: 1, Kind.PHOTO: 2, Kind.AUDIO: 5})
    monkeypatch.setattr(allowed, "COMMON_LIMIT", 3)
    limits = {each: allowed.limit_of_extension(each) for each in ("txt", "jpg", "mp3", "exe", "")}
    assert limits == {"txt": 3, "jpg": 2, "mp3": 5, "exe": 0, "": 0}


@pytest.mark.parametrize(
    ("kind", "name", "content", "state"),
    [
        (Kind.SLIDES, "a.pdf", samples.make_pdf(), "waiting"),
        (Kind.TRANSCRIPT, "a.txt", b"text", "waiting"),
        (Kind.CODE, "a.txt", b"text", ""),
    ],
)
def test_what_can_be_read_waits_for_the_worker(db, kind, name, content, state):
    attachment = Attachment(kind=kind, processed_pages=3, processing_attempts=2)
    take_in(attachment, ContentFile(content), name)
    attachment.refresh_from_db()
    assert attachment.processing == state
    assert (attachment.processed_pages, attachment.processing_attempts) == (0, 0)
