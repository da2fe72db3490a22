"""The filters of the detail pages."""

import pytest

from events.models import Attachment
from events.templatetags.talks import file_facts, length_of, nested, rights


def test_headings_of_a_text_stand_under_those_of_the_page():
    html = '<h2 id="a">A</h2><h6 id="b">B</h6><p id="fn">x</p>'
    assert nested(html) == '<h3>A</h3><h6>B</h6><p id="fn">x</p>'


@pytest.mark.parametrize(("seconds", "told"), [(5, "0:05"), (245, "4:05"), (3723, "1:02:03")])
def test_a_length_is_told_as_on_a_player(seconds, told):
    assert length_of(seconds) == told


def test_an_outside_file_says_its_host_without_the_usual_prefix():
    assert "slides.example" in file_facts(Attachment(url="https://www.slides.example/x"))
    assert "www." not in file_facts(Attachment(url="https://www.slides.example/x"))


def test_a_rescued_file_says_where_it_was():
    file = Attachment(url="https://gone.example/x.pdf", file="ab/abc", original_name="x.pdf")
    assert "gone.example" in file_facts(file)


def test_rights_are_told_where_they_are_known():
    licensed = Attachment(credit="麦小舟", permission=Attachment.Permission.CC_BY_SA)
    assert rights(licensed).startswith("麦小舟")
    assert rights(licensed).endswith("CC BY-SA 4.0")
    assert rights(Attachment()) == ""
    assert rights(Attachment(permission=Attachment.Permission.GRANTED)) == ""
