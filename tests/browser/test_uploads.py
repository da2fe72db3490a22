"""A file that can't be taken is named beside its field before it is sent."""

from hashlib import sha256
from time import sleep

import pytest
from playwright.sync_api import expect

from events import allowed
from events.models import Attachment
from tests.browser.test_admin import desk  # noqa: F401 - a fixture
from tests.events.test_admin_scope import change
from tests.factories import make_attachment, make_talk

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
    expect(form.locator("ul.uploads li:visible")).to_have_count(1)


def test_a_page_that_comes_back_shows_what_is_wrong_and_stands_in_its_field(form):
    def late(route):  # Django's own script, which is async, takes the focus to the first field
        sleep(0.5)
        route.continue_()

    form.route("**/admin/js/change_form.js", late)
    form.set_viewport_size({"width": 390, "height": 500})
    form.select_option("#id_kind", "transcript")
    choose(form, "空.txt", 0)
    form.click("[name=_save]")
    form.wait_for_selector(".errornote")
    form.wait_for_load_state()
    expect(form.locator("#id_file")).to_be_focused()
    assert form.locator(".field-file .errorlist").bounding_box()["y"] < 500
    assert form.evaluate("scrollY") > 0


def test_while_files_are_on_their_way_the_page_says_so(form):
    form.select_option("#id_kind", "transcript")
    choose(form, "速记稿.txt", 2**20)
    form.evaluate("addEventListener('submit', event => event.preventDefault())")  # it takes long
    form.click("[name=_save]")
    assert form.inner_text(".on-its-way[role=status]") == (
        "正在传 1 个文件（1.0 MB），请不要关掉这一页。"
    )
    form.evaluate("dispatchEvent(new PageTransitionEvent('pageshow'))")
    assert form.inner_text(".on-its-way") == ""


def test_nothing_is_said_of_a_form_that_stays(form):
    form.select_option("#id_kind", "slides")
    choose(form, "讲稿.exe")
    form.click("[name=_save]")
    assert form.inner_text(".on-its-way") == ""


def test_on_a_phone_the_fields_of_a_row_and_its_answers_are_whole(desk, live_server):  # noqa: F811
    desk.set_viewport_size({"width": 390, "height": 800})
    talk = make_talk()
    make_attachment(talk=talk, content=b"x", sha256=sha256(b"x").hexdigest(), kind="transcript")
    desk.goto(live_server.url + change(talk))
    desk.click("#attachments-group .add-row a")
    desk.select_option("#id_attachments-1-kind", "transcript")
    sent = {"name": "a.txt", "mimeType": "text/plain", "buffer": b"x"}
    desk.set_input_files("#id_attachments-1-file", sent)
    desk.click("[name=_save]")
    expect(desk.locator(".errorlist label input")).to_be_visible()
    edge = desk.locator("#attachments-1").bounding_box()
    for field in desk.locator("#attachments-1 :is(input, select, .errorlist)").all():
        box = field.bounding_box()
        assert not box or box["x"] + box["width"] <= edge["x"] + edge["width"]
    answer = desk.locator(".errorlist label input").bounding_box()
    assert answer["x"] - edge["x"] < 20
