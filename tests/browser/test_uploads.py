"""A file that can't be taken is named beside its field before it is sent."""

import pytest

from events import allowed
from events.models import Attachment
from tests.browser.test_admin import desk  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser

PROBLEM = "#id_file_problem"


@pytest.fixture
def form(desk, live_server):  # noqa: F811
    desk.goto(f"{live_server.url}/admin/events/attachment/add/")
    return desk


def choose(form, name, size=1):
    form.set_input_files("#id_file", {"name": name, "mimeType": "x/y", "buffer": b"x" * size})


def test_a_wrong_ending_stops_the_form_and_says_which_are_right(form):
    form.select_option("#id_kind", "slides")
    choose(form, "讲稿.exe")
    form.click("[name=_save]")
    said = form.inner_text(PROBLEM)
    assert "讲稿.exe" in said
    assert "pdf, pptx" in said
    assert form.evaluate("document.activeElement.id") == "id_file"
    assert not Attachment.objects.exists()


def test_what_is_too_large_for_one_kind_may_fit_another(monkeypatch, form):
    monkeypatch.setattr(allowed, "LIMITS", {"transcript": 2**20})
    form.reload()
    form.select_option("#id_kind", "transcript")
    choose(form, "速记稿.txt", 2**20 + 1)
    assert " 1 MB" in form.inner_text(PROBLEM)
    form.select_option("#id_kind", "other")
    assert not form.query_selector(PROBLEM)
    assert form.complaints == []


@pytest.mark.parametrize(
    ("name", "kind"), [("a.PPTX", "slides"), ("a.jpg", "photo"), ("a.zip", "")]
)
def test_an_ending_tells_the_kind_where_it_can(form, name, kind):
    choose(form, name)
    assert form.input_value("#id_kind") == kind
    assert bool(form.get_attribute("#id_file", "accept")) == bool(kind)


def test_a_kind_that_was_chosen_stays(form):
    form.select_option("#id_kind", "other")
    choose(form, "a.pdf")
    assert form.input_value("#id_kind") == "other"
    assert form.locator("ul.uploads li:visible").count() == 1
