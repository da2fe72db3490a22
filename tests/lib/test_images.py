"""Photos in their sizes, and pictures that lie."""

from base64 import b64decode
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from techparty_site.lib import images
from techparty_site.lib.pictures import ORIENTATION
from techparty_site.lib.unreadable import Reason, Unreadable
from tests import samples


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


def test_it_makes_all_sizes_of_a_large_photo(make, made):
    sizes = [(size["width"], size["height"]) for size in make(samples.make_picture(2000, 1000))]
    assert sizes == [(480, 240), (960, 480), (1600, 800)]
    assert [made(width).size for width, _height in sizes] == sizes


def test_no_size_is_larger_than_the_original(make):
    assert [size["width"] for size in make(samples.make_picture(700, 350))] == [480, 700]


@pytest.mark.parametrize(("size", "largest"), [((200, 20_000), (120, 12_000)), ((1, 1), (1, 1))])
def test_a_picture_like_a_scroll_stays_within_what_webp_can_hold(make, size, largest):
    sizes = make(samples.make_picture(*size, encoder="PNG"))
    assert (sizes[-1]["width"], sizes[-1]["height"]) == largest


def test_a_tall_picture_gets_no_size_that_would_fill_the_memory():
    largest = images.sizes_of(2000, 14_000)[-1]
    assert 4_900_000 < largest["width"] * largest["height"] <= images.LARGEST * 1.01


@pytest.mark.parametrize("orientation", range(1, 9))
def test_sizes_stand_upright(make, made, orientation):
    """Red above blue, however the camera was held."""
    upright = Image.new("RGB", (64, 96), "red")
    upright.paste("blue", (0, 48, 64, 96))
    undo = {5: 5, 6: 8, 8: 6, 7: 7}.get(orientation, orientation)
    turn = images.TURNS.get(undo)
    stored = upright.transpose(turn) if turn is not None else upright
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    assert make(samples.encode(stored, "JPEG", exif=exif)) == [{"width": 64, "height": 96}]
    assert made(64).getpixel((32, 10))[0] > 200 > 60 > made(64).getpixel((32, 10))[2]
    assert made(64).getpixel((32, 86))[2] > 200 > 60 > made(64).getpixel((32, 86))[0]


def phone_exif() -> Image.Exif:
    exif = Image.Exif()
    exif[0xA431] = "SECRET-SERIAL"
    exif.get_ifd(0x8825)[2] = (23.0, 7.0, 30.0)
    return exif


SECRET_XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>SECRET-XMP</x:xmpmeta>"
SECRET_PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def talkative(encoder: str) -> bytes:
    """A picture with all that its format can say about who took it, and where."""
    notes = PngInfo()
    notes.add_text("Author", "SECRET-AUTHOR")
    notes.add_itxt("XML:com.adobe.xmp", "SECRET-XMP")
    options: dict[str, Any] = {
        "exif": phone_exif(),
        "xmp": SECRET_XMP,
        "icc_profile": SECRET_PROFILE,
    }
    if encoder == "PNG":
        options["pnginfo"] = notes
    if encoder in ("JPEG", "GIF"):
        options["comment"] = b"SECRET-COMMENT"
    content = samples.encode(Image.new("RGB", (60, 40), "teal"), encoder, **options)
    iptc = b"Photoshop 3.0\0SECRET-IPTC"
    segment = b"\xff\xed" + (len(iptc) + 2).to_bytes(2) + iptc
    return content[:2] + segment + content[2:] if encoder == "JPEG" else content


@pytest.mark.parametrize("encoder", ["JPEG", "PNG", "WEBP", "GIF"])
def test_no_metadata_leaves_the_house(write, tmp_path, encoder):
    path = write(talkative(encoder))
    assert b"SECRET" in (tmp_path / "picture").read_bytes()
    images.make_sizes(path, str(tmp_path))
    made = images.size_path(str(tmp_path), 60).read_bytes()
    assert not any(mark in made for mark in (b"SECRET", b"EXIF", b"ICCP", b"XMP ", b"Exif"))
    if images.can_write_avif():
        images.make_avif(path, str(tmp_path))
        made = images.size_path(str(tmp_path), 60, "avif").read_bytes()
        assert not any(mark in made for mark in (b"SECRET", b"Exif", b"prof", b"rICC", b"mime"))


def test_colours_are_turned_into_those_of_the_web(make, made):
    make(samples.make_picture(icc_profile=SECRET_PROFILE))
    assert "icc_profile" not in made(8).info
    assert made(8).getpixel((4, 3))[0] > 240


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_wide_colours_do_not_look_dull(make, made, mode):
    """Red and green are exchanged by this profile, so that nobody can overlook it."""
    profile = bytearray(SECRET_PROFILE)
    red, green = profile.index(b"rXYZ"), profile.index(b"gXYZ")
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    colour = (200, 30, 30, 128)[: len(mode)]
    picture = Image.new(mode, (16, 16), colour)
    make(samples.encode(picture, "PNG", icc_profile=bytes(profile)))
    seen = made(16).getpixel((8, 8))
    assert seen[1] > seen[0]


def test_a_damaged_colour_profile_spoils_nothing(make):
    assert make(samples.make_picture(icc_profile=b"nonsense" * 20)) == [{"width": 8, "height": 6}]


@pytest.mark.parametrize(
    ("encoder", "mode"),
    [
        *(("PNG", "RGBA"), ("PNG", "P"), ("PNG", "1"), ("PNG", "LA"), ("PNG", "I;16")),
        *(("JPEG", "L"), ("JPEG", "CMYK"), ("GIF", "P")),
    ],
)
def test_every_colour_mode_becomes_a_webp(make, encoder, mode):
    assert make(samples.make_picture(encoder=encoder, mode=mode, colour=1)) == [
        {"width": 8, "height": 6}
    ]


def test_a_picture_of_sixteen_bits_keeps_its_shades(make, made):
    grey = Image.new("I;16", (16, 16), 0x4000)
    make(samples.encode(grey, "PNG"))
    assert abs(made(16).getpixel((8, 8))[0] - 0x40) < 4


def test_printers_colours_become_those_of_a_screen(make, made):
    make(samples.encode(Image.new("CMYK", (16, 16), (255, 0, 0, 0)), "JPEG"))
    red, green, blue = made(16).getpixel((8, 8))
    assert red < 60 < 150 < min(green, blue)


def test_transparency_stays(make, made):
    make(samples.make_picture(encoder="PNG", mode="RGBA", colour=(0, 0, 0, 0)))
    assert made(8).mode == "RGBA"
    assert made(8).getpixel((0, 0))[3] == 0


def test_transparency_of_a_palette_stays(make, made):
    picture = Image.new("P", (16, 16), 3)
    picture.putpalette(bytes(range(48)))
    make(samples.encode(picture, "PNG", transparency=3))
    assert made(16).getpixel((8, 8))[3] == 0


def test_the_two_pictures_of_a_phone_photo_count_as_one(write, make, made):
    first, second = Image.new("RGB", (80, 60), "red"), Image.new("RGB", (80, 60), "blue")
    content = samples.encode(first, "MPO", save_all=True, append_images=[second])
    assert images.measure(write(content)) == {"width": 80, "height": 60}
    assert make(content) == [{"width": 80, "height": 60}]
    assert made(80).getpixel((40, 30))[0] > 200


@pytest.mark.parametrize("encoder", ["GIF", "WEBP"])
def test_of_many_frames_only_the_first_is_shown(make, made, encoder):
    frames = [Image.new("RGB", (50, 50), (200, n, n)) for n in range(60)]
    content = samples.encode(frames[0], encoder, save_all=True, append_images=frames[1:])
    assert make(content) == [{"width": 50, "height": 50}]
    assert made(50).getpixel((25, 25))[0] > 150


def test_shrunk_band_by_band_no_seam_is_to_be_seen(make, made, monkeypatch):
    monkeypatch.setattr(images, "BAND", 1000)
    picture = Image.linear_gradient("L").resize((50, 1000)).convert("RGB")
    make(samples.encode(picture, "PNG"))
    column = made(50).crop((25, 0, 26, 1000)).convert("L")
    shades = list(column.tobytes())
    steps = [after - before for before, after in pairwise(shades)]
    assert max(steps) <= 3
    assert min(steps) >= -3


def test_the_place_of_a_photo_is_held_by_a_few_bytes(write, tmp_path):
    path = write(samples.make_picture(1000, 700))
    address = images.make_sizes(path, str(tmp_path))["placeholder"]
    assert len(address) < 300
    head, _, body = address.partition(",")
    assert head == "data:image/webp;base64"
    assert Image.open(BytesIO(b64decode(body))).size == (16, 11)


def test_nothing_stands_behind_what_one_can_see_through(write, tmp_path):
    path = write(samples.make_picture(encoder="PNG", mode="RGBA", colour=(0, 0, 0, 0)))
    assert images.make_sizes(path, str(tmp_path))["placeholder"] == ""


@pytest.mark.skipif(not images.can_write_avif(), reason="Pillow without AVIF")
def test_it_makes_the_same_sizes_as_avif(write, tmp_path, made):
    sizes = images.make_avif(write(samples.make_picture(700, 350)), str(tmp_path))
    assert [made(size["width"], "avif").size for size in sizes] == [(480, 240), (700, 350)]
