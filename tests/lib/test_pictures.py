"""Large pictures within the memory of a child, HEIC, and pictures with bytes exchanged."""

import warnings
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from techparty_site.lib import images, pictures
from techparty_site.lib.limited import Limits, run
from techparty_site.lib.pictures import ORIENTATION
from techparty_site.lib.unreadable import Reason, Unreadable
from tests import samples

PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def turned(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    return exif


@pytest.fixture
def limited(write, tmp_path):
    path = Limits(seconds=60)
    return lambda content: run(path, images.make_sizes, write(content), str(tmp_path))["sizes"]


@pytest.mark.parametrize(
    ("encoder", "mode", "options"),
    [
        ("PNG", "RGBA", {"compress_level": 1}),
        ("WEBP", "RGB", {"method": 0}),
        ("JPEG", "RGB", {"progressive": True, "subsampling": 0}),
    ],
)
def test_a_photo_of_24_megapixels_fits_into_the_memory(limited, encoder, mode, options):
    content = samples.encode(Image.new(mode, (6000, 4000), "teal"), encoder, **options)
    assert limited(content)[-1] == {"width": 1600, "height": 1067}


@pytest.mark.parametrize(
    ("encoder", "size", "options"),
    [
        ("JPEG", (10_000, 6000), {"progressive": True}),
        ("WEBP", (16_000, 2400), {"lossless": True, "method": 0}),
        ("PNG", (9000, 5000), {"compress_level": 1}),
    ],
)
def test_what_would_not_fit_is_refused_before_it_is_decoded(write, encoder, size, options):
    path = write(samples.encode(Image.new("RGB", size, "teal"), encoder, **options))
    with pytest.raises(Unreadable) as error:
        images.measure(path)
    assert error.value.reason == Reason.TOO_LARGE


def test_a_large_webp_is_read_like_a_small_one(make, made, monkeypatch):
    """By libwebp itself, with its turn, its colours and its opacity."""
    picture = Image.new("RGBA", (64, 96), (200, 0, 0, 128))
    content = samples.encode(picture, "WEBP", exif=turned(6), icc_profile=PROFILE)
    monkeypatch.setattr(pictures, "WEBP_PIXEL_LIMIT", 100)
    assert make(content) == [{"width": 96, "height": 64}]
    red, _green, _blue, opacity = made(96).getpixel((48, 32))
    assert red > 150
    assert 120 < opacity < 136


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
@pytest.mark.parametrize("exif", [b"MM\0*\0", b"nothing of the kind", turned(6).tobytes()[:20]])
@pytest.mark.parametrize("limit", [100, 10**6])
def test_a_picture_with_a_damaged_exif_stands_upright(make, monkeypatch, exif, limit):
    content = samples.encode(Image.new("RGB", (64, 96), "teal"), "WEBP", exif=exif)
    monkeypatch.setattr(pictures, "WEBP_PIXEL_LIMIT", limit)
    assert make(content) == [{"width": 64, "height": 96}]


def test_our_own_mistakes_are_no_damaged_exif():
    with pytest.raises(AttributeError):
        pictures.orientation(lambda: None)


@pytest.mark.parametrize("cut", [20, 40, 200])
def test_a_large_webp_that_is_cut_is_broken(write, monkeypatch, cut):
    content = samples.encode(Image.effect_noise((64, 96), 50).convert("RGB"), "WEBP")
    monkeypatch.setattr(pictures, "WEBP_PIXEL_LIMIT", 100)
    with pytest.raises(Unreadable) as error:
        images.measure(write(content[:cut]))
    assert error.value.reason == Reason.BROKEN


def test_a_large_film_is_too_large(write, monkeypatch):
    frames = [Image.new("RGB", (50, 50), (200, n, n)) for n in range(9)]
    content = samples.encode(frames[0], "WEBP", save_all=True, append_images=frames[1:])
    monkeypatch.setattr(pictures, "WEBP_PIXEL_LIMIT", 100)
    with pytest.raises(Unreadable) as error:
        images.measure(write(content))
    assert error.value.reason == Reason.TOO_LARGE


# HEIC, where the extra is installed.


@pytest.fixture
def heic():
    encoder = pytest.importorskip("pillow_heif")

    def make_heic(width: int = 64, height: int = 96, **options) -> bytes:
        output = BytesIO()
        picture = Image.new("RGB", (width, height), "red")
        picture.paste("blue", (0, height // 2, width, height))
        encoder.from_pillow(picture).save(output, **options)
        return output.getvalue()

    return make_heic


def test_a_heic_photo_is_read_upright(heic, write, make, made):
    content = heic(exif=turned(1).tobytes())
    assert images.measure(write(content)) == {"width": 64, "height": 96}
    assert make(content) == [{"width": 64, "height": 96}]
    assert made(64).getpixel((32, 10))[0] > 200
    assert made(64).getpixel((32, 86))[2] > 200


def test_a_heic_photo_has_a_limit_of_its_own(heic, write, monkeypatch):
    monkeypatch.setattr(pictures, "HEIC_PIXEL_LIMIT", 64 * 95)
    with pytest.raises(Unreadable) as error:
        images.measure(write(heic()))
    assert error.value.reason == Reason.TOO_LARGE


def test_a_damaged_heic_photo_is_broken(heic, write):
    content = heic()
    for cut in (40, len(content) // 2, len(content) - 9):
        with pytest.raises(Unreadable) as error:
            images.measure(write(content[:cut]))
        assert error.value.reason == Reason.BROKEN


def test_without_the_extra_a_heic_photo_is_no_picture(heic, write, monkeypatch):
    content = heic()
    monkeypatch.setattr(pictures, "pillow_heif", None)
    assert not images.can_read_heic()
    with pytest.raises(Unreadable):
        images.measure(write(content))


# Good files with some bytes exchanged.

GOOD = [
    samples.encode(Image.effect_noise((40, 30), 50).convert("RGB"), encoder, **options)
    for encoder, options in [
        *(("JPEG", {}), ("JPEG", {"progressive": True}), ("PNG", {}), ("WEBP", {}), ("GIF", {})),
        ("WEBP", {"lossless": True}),
    ]
]


@settings(max_examples=60, deadline=None, database=None)
@given(
    content=st.sampled_from(GOOD),
    changes=st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=12),
    cut=st.one_of(st.none(), st.integers(0, 2000)),
    by_libwebp=st.booleans(),
)
def test_a_changed_picture_is_taken_or_refused(content, changes, cut, by_libwebp):
    changed = bytearray(content)
    for place, value in changes:
        changed[place % len(changed)] = value
    limit = 1 if by_libwebp else pictures.WEBP_PIXEL_LIMIT
    with (
        TemporaryDirectory() as folder,
        mock.patch.object(pictures, "WEBP_PIXEL_LIMIT", limit),
        mock.patch.object(pictures, "PIXEL_LIMIT", 10**6),
        mock.patch.object(pictures, "JPEG_PIXEL_LIMIT", 10**6),
        warnings.catch_warnings(action="ignore"),
    ):
        path = Path(folder, "picture")
        path.write_bytes(changed[:cut])
        with suppress(Unreadable):  # in the child anything else would count as broken too
            assert images.make_sizes(str(path), folder)["sizes"]
