"""Photos in their sizes, and pictures that lie."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms

from techparty_site.lib import images
from techparty_site.lib.unreadable import Reason, Unreadable
from tests import samples


@pytest.fixture
def write(tmp_path):
    def write_file(content: bytes) -> str:
        path = tmp_path / "picture"
        path.write_bytes(content)
        return str(path)

    return write_file


@pytest.mark.parametrize("encoder", ["JPEG", "PNG", "WEBP", "GIF"])
def test_it_measures_every_allowed_format(write, encoder):
    path = write(samples.make_picture(30, 20, encoder=encoder))
    assert images.measure(path) == {"width": 30, "height": 20}


def test_a_photo_lying_on_its_side_is_measured_upright(write):
    path = write(samples.make_phone_photo(60, 40, orientation=6))
    assert images.measure(path) == {"width": 40, "height": 60}


@pytest.mark.parametrize("content", [samples.SVG, samples.HTML, samples.BLP_NAMED_JPG, b"GIF89a"])
def test_it_opens_nothing_but_photos(write, content):
    with pytest.raises(Unreadable) as error:
        images.measure(write(content))
    assert error.value.reason == Reason.BROKEN


def test_a_truncated_photo_is_broken(write):
    content = samples.make_picture(200, 200, colour="blue")
    with pytest.raises(Unreadable) as error:
        images.measure(write(content[: len(content) // 2]))
    assert error.value.reason == Reason.BROKEN


def test_a_picture_that_would_fill_the_memory_is_not_decoded(write):
    with pytest.raises(Unreadable) as error:
        images.measure(write(samples.make_png_header(20_000, 20_000)))
    assert error.value.reason == Reason.TOO_LARGE


def test_it_makes_all_sizes_of_a_large_photo(write, tmp_path):
    sizes = images.make_sizes(write(samples.make_picture(2000, 1000)), str(tmp_path))
    assert [(size["width"], size["height"]) for size in sizes] == [
        (480, 240),
        (960, 480),
        (1600, 800),
    ]
    for size in sizes:
        with Image.open(images.size_path(str(tmp_path), size["width"]), formats=["WEBP"]) as made:
            assert made.size == (size["width"], size["height"])


def test_no_size_is_larger_than_the_original(write, tmp_path):
    sizes = images.make_sizes(write(samples.make_picture(700, 350)), str(tmp_path))
    assert [size["width"] for size in sizes] == [480, 700]


def test_a_picture_like_a_scroll_stays_within_what_webp_can_hold(write, tmp_path):
    sizes = images.make_sizes(
        write(samples.make_picture(200, 20_000, encoder="PNG")), str(tmp_path)
    )
    assert sizes == [{"width": 120, "height": 12_000}]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_sizes_stand_upright(write, tmp_path, orientation):
    """Red above blue, however the camera was held."""
    upright = Image.new("RGB", (64, 96), "red")
    upright.paste("blue", (0, 48, 64, 96))
    undo = {5: 5, 6: 8, 8: 6, 7: 7}.get(orientation, orientation)
    turn = images.TURNS.get(undo)
    stored = upright.transpose(turn) if turn is not None else upright
    exif = Image.Exif()
    exif[images.ORIENTATION] = orientation
    output = BytesIO()
    stored.save(output, "JPEG", exif=exif)
    assert images.make_sizes(write(output.getvalue()), str(tmp_path))[0]["width"] == 64
    with Image.open(images.size_path(str(tmp_path), 64)) as made:
        assert made.getpixel((32, 10))[0] > 200 > 60 > made.getpixel((32, 10))[2]
        assert made.getpixel((32, 86))[2] > 200 > 60 > made.getpixel((32, 86))[0]


def test_no_metadata_leaves_the_house(write, tmp_path):
    content = samples.make_phone_photo()
    assert b"SERIAL-0815" in content
    images.make_sizes(write(content), str(tmp_path))
    made = images.size_path(str(tmp_path), 60).read_bytes()
    assert b"SERIAL-0815" not in made
    assert b"SECRET-COMMENT" not in made
    assert not any(chunk in made for chunk in (b"EXIF", b"ICCP", b"XMP "))


def test_colours_are_turned_into_those_of_the_web(write, tmp_path):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = write(samples.make_picture(icc_profile=profile))
    images.make_sizes(path, str(tmp_path))
    with Image.open(images.size_path(str(tmp_path), 8)) as made:
        assert "icc_profile" not in made.info
        assert made.getpixel((4, 3))[0] > 240


def test_a_damaged_colour_profile_spoils_nothing(write, tmp_path):
    path = write(samples.make_picture(icc_profile=b"nonsense" * 20))
    assert images.make_sizes(path, str(tmp_path)) == [{"width": 8, "height": 6}]


@pytest.mark.parametrize(
    ("encoder", "mode"),
    [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "1"), ("PNG", "I;16"), ("JPEG", "L")],
)
def test_every_colour_mode_becomes_a_webp(write, tmp_path, encoder, mode):
    path = write(samples.make_picture(encoder=encoder, mode=mode, colour=1))
    assert images.make_sizes(path, str(tmp_path)) == [{"width": 8, "height": 6}]


def test_transparency_stays(write, tmp_path):
    path = write(samples.make_picture(encoder="PNG", mode="RGBA", colour=(0, 0, 0, 0)))
    images.make_sizes(path, str(tmp_path))
    with Image.open(images.size_path(str(tmp_path), 8)) as made:
        assert made.mode == "RGBA"
        assert made.getpixel((0, 0))[3] == 0


def test_the_two_pictures_of_a_phone_photo_count_as_one(write, tmp_path):
    output = BytesIO()
    first, second = Image.new("RGB", (80, 60), "red"), Image.new("RGB", (80, 60), "blue")
    first.save(output, "MPO", save_all=True, append_images=[second])
    path = write(output.getvalue())
    assert images.measure(path) == {"width": 80, "height": 60}
    assert images.make_sizes(path, str(tmp_path)) == [{"width": 80, "height": 60}]


def test_of_many_frames_only_the_first_is_decoded(write, tmp_path):
    frames = [Image.new("P", (50, 50), n % 256) for n in range(300)]
    output = BytesIO()
    frames[0].save(output, "GIF", save_all=True, append_images=frames[1:])
    assert images.make_sizes(write(output.getvalue()), str(tmp_path)) == [
        {"width": 50, "height": 50}
    ]
