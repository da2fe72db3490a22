"""What every test may lean on: no network, a media folder of its own, two cities."""

import pytest
from django.core.cache import cache

from tests.factories import make_city


@pytest.fixture(autouse=True)
def private_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def fresh_limits():
    """What one test asked for too often is not held against the next."""
    cache.clear()


@pytest.fixture
def guangzhou(db):
    return make_city(slug="guangzhou", name="广州", stamp="穗")


@pytest.fixture
def shenzhen(db):
    return make_city(slug="shenzhen", name="深圳", stamp="深")


@pytest.fixture
def visitor(client):
    """A browser that is not logged in."""
    return client


def pytest_make_parametrize_id(val):
    """Files made on the spot carry the time, which would change the names of tests."""
    return "bytes" if isinstance(val, bytes) else None
