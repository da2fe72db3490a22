"""What is read out of stored HTML."""

from techparty_site.lib.markup import Heading, excerpt, images, links, outline, plain_text
from techparty_site.lib.markup.dialect import render


def test_plain_text_has_a_line_for_each_block():
    assert plain_text(render("# 题\n\n甲 & **乙**\n\n* 丙\n* `<丁>`")) == "题\n甲 & 乙\n丙\n<丁>"


def test_an_excerpt_ends_with_a_sentence():
    html = render("# 题\n\n第一句话说完了。第二句话也说完了。第三句话长得放不下。")
    assert excerpt(html, 20) == "第一句话说完了。第二句话也说完了。…"


def test_an_excerpt_ends_with_a_word_where_no_sentence_ends():
    assert excerpt("<p>all the words of this line</p>", 15) == "all the words…"
    assert excerpt("<p>没有句号的一长串文字</p>", 6) == "没有句号的…"


def test_a_short_text_is_its_own_excerpt():
    assert excerpt("<p>短。</p>") == "短。"
    assert excerpt("") == ""
    assert excerpt('<h2 id="a">只有标题</h2>') == "只有标题"


def test_an_excerpt_is_never_longer_than_asked_for():
    html = f"<p>{'words and 文字，' * 30}</p>"
    assert all(len(excerpt(html, length)) <= length for length in range(5, 150))


def test_the_outline_names_each_heading():
    html = render("## 一 `a<b`\n\n### 二")
    assert outline(html) == [Heading(2, "s-一-ab", "一 a<b"), Heading(3, "s-二", "二")]


def test_addresses_come_in_order_and_unescaped():
    html = render("[a](/x?a=1&b=2) ![b](/y.png) <http://example.com>")
    assert links(html) == ["/x?a=1&b=2", "http://example.com"]
    assert images(html) == ["/y.png"]
