"""Presentations made light before they are drawn."""

import zipfile
from io import BytesIO

import pytest
from PIL import Image

from techparty_site.lib import lightened
from tests import samples

PICTURE = "ppt/media/image1.png"


@pytest.fixture
def lighten(tmp_path):
    """What is in the copy of a presentation with these entries added."""

    def lighten_file(entries: dict[str, bytes]) -> dict[str, bytes]:
        good, copy = tmp_path / "good", tmp_path / "copy"
        good.write_bytes(samples.add_to_zip(samples.make_presentation("a"), entries))
        lightened.lighten(str(good), str(copy), "pptx")
        with zipfile.ZipFile(copy) as package:
            return {name: package.read(name) for name in package.namelist()}

    return lighten_file


def size_of(content: bytes) -> tuple[int, int]:
    with Image.open(BytesIO(content), formats=["PNG", "JPEG"]) as image:
        return image.size


def test_a_picture_is_as_large_as_its_page_and_a_film_is_gone(lighten):
    found = lighten(
        {
            PICTURE: samples.make_picture(3200, 1800, encoder="PNG", mode="P", colour=0),
            "ppt/media/image2.JPG": samples.make_picture(800, 600),
            "ppt/media/film.mp4": b"film",
        }
    )
    assert size_of(found[PICTURE]) == (1600, 900)
    assert size_of(found["ppt/media/image2.JPG"]) == (800, 600)
    assert found["ppt/media/film.mp4"] == b""
    assert b"cell 1" in found["ppt/slides/slide1.xml"]


def test_many_pictures_are_smaller_each(lighten, monkeypatch):
    monkeypatch.setattr(lightened, "LARGE", 100)
    monkeypatch.setattr(lightened, "TOGETHER", 2 * 3 * 500**2)
    picture = samples.make_picture(1000, 800, encoder="PNG")
    found = lighten({PICTURE: picture, "ppt/media/image2.png": picture})
    assert size_of(found[PICTURE]) == (500, 400)


def test_a_picture_that_cannot_be_read_is_left_as_it_is(lighten):
    content = samples.make_png_header(20_000, 20_000)
    assert lighten({PICTURE: content})[PICTURE] == content


def test_no_way_out_of_it_is_in_the_copy(lighten):
    found = lighten({PICTURE: b"<svg href='file:///secret'/>", "Basic/a.xml": b"<secret/>"})
    assert not any(b"secret" in content for content in found.values())
    assert b"svg" in found[PICTURE]
    assert "Basic/a.xml" not in found
