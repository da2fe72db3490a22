"""Pictures for the tests of what reads them."""

import pytest
from PIL import Image

from techparty_site.lib import images


@pytest.fixture
def write(tmp_path):
    def write_file(content: bytes) -> str:
        path = tmp_path / "picture"
        path.write_bytes(content)
        return str(path)

    return write_file


@pytest.fixture
def make(write, tmp_path):
    """The sizes of a picture."""
    return lambda content: images.make_sizes(write(content), str(tmp_path))["sizes"]


@pytest.fixture
def made(tmp_path):
    """A size that was made, decoded."""

    def open_size(width: int, encoder: str = "webp") -> Image.Image:
        with Image.open(images.size_path(str(tmp_path), width, encoder)) as image:
            image.load()
            return image

    return open_size
