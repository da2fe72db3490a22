"""A photo from the worker to the page: its sizes, its gallery, and nothing once it is hidden."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from events.intake import take_in
from events.models import Attachment, DiscardedFile
from events.processing import photos, process, read_again
from techparty_site.lib import images
from techparty_site.lib.unreadable import Reason, Unreadable
from tests import samples

Kind = Attachment.Kind
needs_avif = pytest.mark.skipif(not images.can_write_avif(), reason="Pillow without AVIF")


@pytest.fixture
def bring(db, django_capture_on_commit_callbacks):
    def bring_photo(content: bytes, name: str = "现场.jpg") -> Attachment:
        photo = Attachment(kind=Kind.PHOTO)
        with django_capture_on_commit_callbacks(execute=True):
            take_in(photo, ContentFile(content), name)
        photo.refresh_from_db()
        return photo

    return bring_photo


@pytest.fixture
def kept(settings):
    """How many files there are that were not discarded."""
    folder = settings.MEDIA_ROOT
    gone = DiscardedFile.objects.all()
    return lambda: sum(path.is_file() for path in folder.rglob("*")) - gone.count()


def formats(photo: Attachment) -> list[tuple[str, int]]:
    rows = photo.renditions.order_by("-format", "width")
    return list(rows.values_list("format", "width"))


def test_a_small_photo_gets_one_size_and_a_placeholder(bring):
    photo = bring(samples.make_phone_photo())
    assert formats(photo) == [("webp", 60)]
    assert photo.placeholder.startswith("data:image/webp;base64,")


@needs_avif
def test_a_larger_photo_gets_avif_too_and_again_nothing_doubles(
    bring, kept, django_capture_on_commit_callbacks
):
    photo = bring(samples.make_scene(700, 460))
    sizes = [("webp", 480), ("webp", 700), ("avif", 480), ("avif", 700)]
    assert formats(photo) == sizes
    assert kept() == 5
    with django_capture_on_commit_callbacks(execute=True):
        photos.add_avif.func(photo.pk)
    assert formats(photo) == sizes
    assert kept() == 5


@pytest.fixture
def photo(bring, monkeypatch):
    """With its WebP, before the worker came to AVIF."""
    with monkeypatch.context() as patch:
        patch.setattr(images, "can_write_avif", lambda: False)
        return bring(samples.make_scene(700, 460))


def test_without_the_encoder_there_is_no_avif_and_no_complaint(photo):
    assert formats(photo) == [("webp", 480), ("webp", 700)]
    assert photo.processing_error == ""


def test_avif_that_is_no_smaller_is_not_kept(photo, kept, monkeypatch):
    monkeypatch.setattr(photos, "run", lambda limits, make, path, folder: larger(folder))
    photos.add_avif.func(photo.pk)
    assert formats(photo) == [("webp", 480), ("webp", 700)]
    assert kept() == 3


def larger(folder: str) -> list[images.Size]:
    images.size_path(folder, 480, "avif").write_bytes(bytes(10**6))
    return [{"width": 480, "height": 315}]


def test_avif_of_a_photo_replaced_meanwhile_is_not_taken(photo, kept, monkeypatch):
    def replace_meanwhile(limits, make, path, folder):
        Attachment.objects.filter(pk=photo.pk).update(file="another")
        images.size_path(folder, 480, "avif").write_bytes(b"x")
        return [{"width": 480, "height": 315}]

    monkeypatch.setattr(photos, "run", replace_meanwhile)
    photos.add_avif.func(photo.pk)
    assert ("avif", 480) not in formats(photo)
    assert kept() == 3


def test_avif_that_fails_leaves_the_photo_as_it_is(photo, monkeypatch):
    def fail(*args):
        raise Unreadable(Reason.TOO_SLOW)

    monkeypatch.setattr(photos, "run", fail)
    photos.add_avif.func(photo.pk)
    photo.refresh_from_db()
    assert formats(photo) == [("webp", 480), ("webp", 700)]
    assert photo.processing_error == ""


@pytest.mark.django_db
def test_a_photo_that_is_gone_needs_no_avif():
    photos.add_avif.func(0)


def test_a_new_file_takes_all_sizes_of_the_old_one_along(
    photo, kept, django_capture_on_commit_callbacks
):
    photo.renditions.create(width=480, height=315, format="avif", file="x/y")
    with django_capture_on_commit_callbacks(execute=True):
        take_in(photo, ContentFile(samples.make_phone_photo()), "新.jpg")
    assert formats(photo) == [("webp", 60)]


def test_reading_again_is_told_by_no_second_size(photo, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False):
        read_again(photo)
        process.func(photo.pk)
    assert formats(photo) == [("webp", 480), ("webp", 700)]


def test_with_the_extra_a_heic_photo_is_taken_like_any_other(bring):
    encoder, output = pytest.importorskip("pillow_heif"), BytesIO()
    encoder.from_pillow(Image.new("RGB", (64, 96), "teal")).save(output)
    photo = bring(output.getvalue(), "IMG_0815.HEIC")
    assert (photo.content_type, photo.width, photo.height) == ("image/heic", 64, 96)
    assert formats(photo) == [("webp", 64)]
