import pytest

from posts.jekyll.links import find_links, kind_of, scan
from tests.posts.jekyll.make import FRONT, make_source


def written(body):
    return [(link.url, link.label, link.written) for link in scan(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[幻灯](http://h.example/a.pdf)", ("http://h.example/a.pdf", "幻灯", "markdown")),
        ('[幻灯](<http://h.example/a.pdf> "稿")', ("http://h.example/a.pdf", "幻灯", "markdown")),
        ("[甲](http://h.example/a_(b).pdf)", ("http://h.example/a_(b).pdf", "甲", "markdown")),
        ("[甲](http://h.example/a\n)", ("http://h.example/a", "甲", "markdown")),
        ("[[录音]](http://h.example/a.mp3)", ("http://h.example/a.mp3", "[录音]", "markdown")),
        ("[[录音](http://h.example/a.mp3)]", ("http://h.example/a.mp3", "录音", "markdown")),
        ("<http://h.example/a>", ("http://h.example/a", "http://h.example/a", "autolink")),
        ("看http://h.example/a，好", ("http://h.example/a", "http://h.example/a", "bare")),
        ("（http://h.example/a）", ("http://h.example/a", "http://h.example/a", "bare")),
        ("见 www.h.example/a 吧", ("http://www.h.example/a", "www.h.example/a", "bare")),
        ("<a href='http://h.example/a'><b>稿</b></a>", ("http://h.example/a", "稿", "html")),
        ("<iframe src=//h.example/v></iframe>", ("//h.example/v", "", "embed")),
        ("[演讲稿] (http://h.example/a", ("http://h.example/a", "演讲稿", "broken")),
        ("[演讲稿]（http://h.example/a）", ("http://h.example/a", "演讲稿", "broken")),
        ("[PPT]( [点击](http://h.example/a) )", ("http://h.example/a", "PPT", "broken")),
    ],
)
def test_it_finds_an_address_however_it_is_written(body, expected):
    assert written(body) == [expected]


def test_it_finds_the_picture_and_the_page_it_leads_to():
    found = scan("[![合影](http://h.example/s.jpg)](http://h.example/album)")
    assert [(link.url, link.picture) for link in found] == [
        ("http://h.example/s.jpg", True),
        ("http://h.example/album", False),
    ]


def test_it_keeps_a_scripts_video_as_a_link_to_its_id():
    body = "<script src='//p.example/p.js'></script><script>play({'vid' : 'ab12cd_c'})</script>"
    assert [link.url for link in scan(body)] == ["//p.example/p.js", "polyv:ab12cd_c"]


def test_it_keeps_a_flash_films_address():
    body = '<object><param name="movie" value="http://h.example/v.swf"></object>'
    assert [link.url for link in scan(body)] == ["http://h.example/v.swf"]


def test_it_follows_a_reference_to_its_definition():
    body = "见[报名表][form]。\n\n[form]: http://h.example/form"
    assert [(link.url, link.label) for link in scan(body)] == [
        ("http://h.example/form", "报名表"),
        ("http://h.example/form", "form"),
    ]


def test_it_keeps_both_addresses_where_the_text_is_another_one():
    found = scan("[http://h.example/deck/ ](http://h.example/)")
    assert [link.url for link in found] == ["http://h.example/deck/", "http://h.example/"]
    assert found[0].repair


def test_it_leaves_out_what_is_no_address():
    assert scan("[注](见下) a[0](x) <!-- http://h.example/a --> [1](说明)") == []


def test_it_counts_lines_of_the_file():
    source = make_source("一\n\n[甲](http://h.example/a)\n[乙](http://h.example/b)")
    assert [link.line for link in find_links(source)] == [FRONT + 3, FRONT + 4]


@pytest.mark.parametrize(
    ("body", "context", "kind"),
    [
        ("[slide下载](http://h.example/1)", "", "slides"),
        ("[点此下载讲稿](http://h.example/1)", "", "slides"),
        ("[幻灯](http://h.example/1.zip)", "", "slides"),
        ("[下载](http://h.example/1.pdf)", "", "slides"),
        ("http://h.example/1", "幻灯： ", "slides"),
        ("[某题目](http://www.slideshare.net/someone/deck)", "", "slides"),
        ("[someone](http://www.slideshare.net/someone)", "from ", "other"),
        ("[deck](http://www.slideshare.net/x/ad)", "View more ", "other"),
        ("[录音1](http://h.example/1)", "", "audio"),
        ("[音频](http://h.example/1.mp3.zip)", "", "audio"),
        ("http://v.youku.com/v_show/id_X.html", "", "video"),
        ("[视频速记](http://h.example/1.doc)", "", "transcript"),
        ("[QA 速记](http://h.example/1.pdf)", "", "transcript"),
        ("[代码](https://github.com/a/b)", "", "code"),
        ("[代码生成](http://baike.example/1)", "", "other"),
        ("[下载](http://h.example/all.zip)", "幻灯片打包", "archive"),
        ("http://www.yupoo.com/photos/x/albums/1/", "", "album"),
        ("![合影](http://h.example/1)", "", "photo"),
        ("[某公司](http://h.example/)", "感谢", "other"),
    ],
)
def test_it_tells_what_a_link_leads_to(body, context, kind):
    assert kind_of(scan(body)[0], context) == kind
