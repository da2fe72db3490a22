"""Links, addresses and titles in angle brackets."""

import pytest

from techparty_site.lib.markup import images, links, plain_text
from techparty_site.lib.markup.dialect import render


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("见http://example.com/a，后文", "http://example.com/a"),
        ("(https://example.com/b_(c)).", "https://example.com/b_(c)"),
        ("http://example.com/?a=1&b=2。", "http://example.com/?a=1&b=2"),
        ("http://example.com/a_b_c!", "http://example.com/a_b_c"),
        ("**http://example.com/d**", "http://example.com/d"),
        ("<http://example.com/e>", "http://example.com/e"),
        ("http://example.com/f中文", "http://example.com/f"),
    ],
)
def test_a_bare_address_ends_where_the_sentence_goes_on(source, address):
    html = render(source)
    assert links(html) == [address]
    assert f">{address.replace('&', '&amp;')}</a>" in html


@pytest.mark.parametrize(
    "source",
    [
        '<a href="http://example.com/">http://example.com/</a>',
        "[http://example.com/](http://example.com/)",
    ],
)
def test_an_address_in_a_link_is_not_linked_again(source):
    assert links(render(source)) == ["http://example.com/"]


@pytest.mark.parametrize("source", ["`http://example.com`", "http://", "xhttp://example.com"])
def test_some_addresses_stay_text(source):
    assert links(render(source)) == []


@pytest.mark.parametrize(
    "source",
    [
        "[演讲稿] (http://example.com/a.pdf)",
        "[演讲稿] (http://example.com/a.pdf",
        "[演讲稿](http://example.com/a.pdf",
        "[演讲稿]( http://example.com/a.pdf )",
    ],
)
def test_a_blank_or_a_bracket_astray_still_makes_a_link(source):
    html = render(source)
    assert links(html) == ["http://example.com/a.pdf"]
    assert plain_text(html) == "演讲稿"


def test_a_link_within_a_links_address_is_the_link():
    html = render("[PPT]( [点击跳转](http://example.com/a) )")
    assert links(html) == ["http://example.com/a"]
    assert "PPT" in plain_text(html)


def test_bracketed_links_in_a_row_keep_their_brackets():
    html = render("[[PPT](a.pdf)][[录音](b.mp3)]")
    assert links(html) == ["a.pdf", "b.mp3"]
    assert plain_text(html) == "[PPT][录音]"


def test_blanks_in_an_address_are_encoded():
    assert images(render("![图](/images/js 人.jpeg)")) == ["/images/js%20人.jpeg"]


def test_an_address_without_scheme_leads_outside():
    assert links(render("[站](www.example.com)")) == ["http://www.example.com"]


def test_only_links_to_other_hosts_vouch_for_nothing():
    assert 'rel="noopener nofollow"' in render("[外](https://example.com)")
    assert "rel=" not in render("[内](/talks/)")


@pytest.mark.parametrize(
    "title",
    ["Meteor", "QT基础", "Rails automatic testing", "Code Review", "Map", "敏捷介绍", "a 公司"],
)
def test_a_title_in_angle_brackets_is_text(title):
    assert plain_text(render(f"<{title}>, 来自朋友")) == f"<{title}>, 来自朋友"
    assert f"<{title}>" in plain_text(render(f"<div>\n<{title}>\n</div>"))
    assert f"<code>&lt;{title}&gt;</code>" in render(f"`<{title}>`")


def test_html_is_not_taken_for_a_title():
    assert render("<kbd>Esc</kbd><br>") == "<p><kbd>Esc</kbd><br></p>"


def test_mail_addresses_are_linked_and_handles_are_not():
    assert links(render("<a@example.com>")) == ["mailto:a@example.com"]
    assert links(render("<龙@沙龙>")) == []
