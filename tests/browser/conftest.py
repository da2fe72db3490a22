"""A real Chromium in front of the site. Without one on the machine these tests are skipped.

The fixtures stand in for those of pytest-playwright, which want a Chromium of its own.
"""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def find_chromium():
    return next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def browser():
    path = find_chromium()
    if not path:
        pytest.skip("NO CHROMIUM ON THIS MACHINE: nothing was tried in a browser")
    # Playwright's loop runs in the thread of the tests, where Django would refuse to query.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def new_context(browser):
    """Makes windows of a browser, each with its own settings and memory."""
    opened = []

    def make(**settings):
        opened.append(browser.new_context(**settings))
        return opened[-1]

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def page(new_context):
    return new_context().new_page()
