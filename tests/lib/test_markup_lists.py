"""Lists, the way people type them."""

import pytest

from techparty_site.lib.markup.dialect import render


def nested(source: str) -> str:
    return render(source).replace("\n", "").replace("<p>", "").replace("</p>", "")


@pytest.mark.parametrize("bullet", ["*", "-", "+", "1."])
def test_a_list_right_under_a_paragraph_is_a_list(bullet):
    html = render(f"第一段。  \n{bullet} [讲稿](a.pdf)  \n{bullet} [速记](b.doc)")
    assert html.count("<li>") == 2
    assert "<p>第一段。</p>" in html.replace("  ", "")


@pytest.mark.parametrize("blanks", [1, 2, 3, 4])
def test_one_to_four_blanks_nest_an_item(blanks):
    html = nested(f"* 甲\n{' ' * blanks}* 乙\n* 丙")
    assert html == "<ul><li>甲<ul><li>乙</li></ul></li><li>丙</li></ul>"


def test_it_nests_three_levels_by_two_blanks():
    html = nested("* a\n  * b\n    * c\n  * d\n* e")
    assert html.count("<ul>") == 3
    assert "<li>b<ul><li>c</li></ul></li><li>d</li>" in html


def test_a_tab_nests_an_item():
    assert "<li>甲<ul><li>乙</li></ul></li>" in nested("- 甲\n\t- 乙")


def test_another_kind_of_bullet_begins_another_list():
    html = nested("1. 甲\n2. 乙\n- 丙")
    assert html == "<ol><li>甲</li><li>乙</li></ol><ul><li>丙</li></ul>"


def test_a_list_keeps_its_first_number_after_an_interruption():
    assert '<ol start="2">' in render("1. 甲\n\n照片\n\n2. 乙")


def test_a_year_at_the_start_of_a_line_is_no_list():
    assert "<li>" not in render("活动始于\n2009. 那一年很热闹。")
    assert "<li>" in render("活动有\n1. 分享")


def test_a_paragraph_of_an_item_stays_in_it():
    html = nested("- 甲\n\n  还是甲\n- 乙\n\n不是乙")
    assert html == "<ul><li>甲还是甲</li><li>乙</li></ul>不是乙"


def test_a_fence_inside_an_item_is_code_of_the_item():
    html = render("1. 装\n\n   ```python\n   import os\n   ```\n2. 跑")
    assert html.count("<ol") == 1
    assert html.index("language-python") < html.index("跑")


def test_indented_code_is_left_alone():
    html = render("段\n\n    * 代码\n    ###不是标题\n    http://example.com")
    assert "* 代码\n###不是标题\nhttp://example.com" in html
    assert "<li>" not in html


def test_code_in_an_item_stays_code():
    assert "<pre><code>x = 1" in render("- 甲\n\n      x = 1\n")


def test_lists_work_inside_quotes():
    html = nested("> 话\n> * 甲\n>   * 乙")
    assert html == "<blockquote>话<ul><li>甲<ul><li>乙</li></ul></li></ul></blockquote>"


def test_a_rule_below_a_list_is_a_rule():
    html = render("* 甲\n* * *\n完\n\n* 乙\n---\n完")
    assert html.count("<hr>") == 2
    assert "<h2" not in html
