"""Headings, code, tables, quotes, raw HTML and what old engines left behind."""

import pytest

from techparty_site.lib.markup import links, outline
from techparty_site.lib.markup.dialect import render


@pytest.mark.parametrize("source", ["###标题", "### 标题", "###标题###", "### 标题 ###"])
def test_a_heading_needs_no_blank(source):
    assert render(source) == '<h2 id="s-标题">标题</h2>'


@pytest.mark.parametrize("source", ["#标题", "段\n\n#标题"])
def test_one_mark_makes_a_heading_where_a_paragraph_may_begin(source):
    assert '<h2 id="s-标题">' in render(source)


@pytest.mark.parametrize(
    "source", ["#标签# 说的话", "一句话\n#标签", "#1 号楼", "####### 七", "###"]
)
def test_a_hash_is_not_always_a_heading(source):
    html = render(source)
    assert "<h" not in html
    assert "#" in html


@pytest.mark.parametrize("source", ["# C#", "## C#", "## 学 C# ##"])
def test_a_title_keeps_its_own_hash(source):
    assert "C#</h2>" in render(source)


def test_headings_begin_at_the_second_level_in_order():
    html = render("# 一\n\n### 二\n\n#### 三\n\n# 四")
    assert [heading.level for heading in outline(html)] == [2, 3, 4, 2]


def test_heading_ids_are_unicode_and_unique():
    html = render("## 报名\n## 报名\n## 报名-2\n## ！")
    assert [heading.id for heading in outline(html)] == [
        "s-报名",
        "s-报名-2",
        "s-报名-2-2",
        "s-section",
    ]


def test_a_heading_takes_no_id_of_the_page_itself():
    assert render("## Main") == '<h2 id="s-main">Main</h2>'


def test_links_to_a_heading_find_it():
    html = render("[去](#报名) [注](#fn:1) [顶](#top)\n\n## 报名")
    assert links(html) == ["#s-报名", "#fn:1", "#top"]


def test_a_heading_underlined_twice_keeps_no_line():
    assert render("## 深圳\n=====\n\n文") == '<h2 id="s-深圳">深圳</h2>\n<p>文</p>'


def test_a_fence_is_coloured_by_class():
    html = render("```python\nimport os  # <b>\n```")
    assert '<span class="kn">import</span>' in html
    assert "&lt;b&gt;" in html
    assert "style=" not in html


def test_an_unknown_language_stays_plain():
    assert render("```没有\na < b\n```") == "<pre><code>a &lt; b\n</code></pre>"


def test_a_fence_nobody_closes_loses_no_text():
    assert "后文" in render("```\n代码\n\n后文")


def test_a_table_is_aligned_by_attribute():
    html = render("段\n| a | b |\n|:--|--:|\n| 1 | 2 |")
    assert html.startswith("<p>段</p>")
    assert '<td align="right">2</td>' in html


def test_a_footnote_leads_there_and_back():
    html = render("正文[^1]\n\n[^1]: 注")
    assert 'href="#fn:1"' in html
    assert 'id="fn:1"' in html
    assert 'href="#fnref:1"' in html


def test_padding_before_a_paragraph_goes():
    assert render("&nbsp;&nbsp; &nbsp;开头\n\n&nbsp;\n\n再来") == "<p>开头</p>\n<p>再来</p>"


def test_attribute_lists_vanish_outside_code():
    html = render("段\n{: .lead}\n\n![图](a.png){: width=3}\n\n`{: .code}`")
    assert "lead" not in html
    assert "width" not in html
    assert "<code>{: .code}</code>" in html


def test_a_definition_nothing_uses_is_text():
    assert "[报名表]: " in render("[报名表]: http://example.com/f")
    assert ">看</a>" in render("[看][报名表]\n\n[报名表]: http://example.com/f")


def test_two_blanks_break_a_line_and_a_line_end_does_not():
    assert render("甲  \n乙\n丙") == "<p>甲<br>\n乙\n丙</p>"


def test_pasted_font_tags_leave_their_text():
    html = render('<p><font color="red"><font face="宋体">正文</font></font></p>')
    assert html == "<p>正文</p>"


def test_embedded_players_vanish():
    html = render(
        "<script src='https://example.com/p.js'></script>\n<div id='plv_1'></div>\n"
        "<script>\nvar p = play('#plv_1');\n</script>\n\n<object><embed src='f.swf'></object>\n\n后"
    )
    assert "play" not in html
    assert "swf" not in html
    assert "<p>后</p>" in html


def test_struck_out_text_uses_the_element_of_today():
    assert render("<strike>旧</strike>") == "<p><s>旧</s></p>"


def test_an_image_loads_late_and_always_has_an_alt():
    html = render('<img src="a.png" width="3">')
    assert 'loading="lazy"' in html
    assert 'alt=""' in html


def test_control_characters_do_no_harm():
    assert render("a\x00b\x02c\ud800\ufeff") == "<p>abc\ufffd</p>"
