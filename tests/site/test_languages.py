"""Every page in Chinese, and in English under /en/."""

import re

import pytest
from django.template import Context
from django.utils.translation import override

from techparty_site.lib.languages import in_language, isolated, language_of, without_prefix
from techparty_site.templatetags.languages import canonical
from tests.factories import make_event, make_speaker, make_talk


def head_of(page):
    return page.content.decode().partition("</head>")[0]


def test_the_address_says_the_language(db, visitor):
    assert '<html lang="zh-Hans">' in visitor.get("/").content.decode()
    page = visitor.get("/en/", headers={"accept-language": "zh"})
    assert '<html lang="en">' in page.content.decode()
    assert page["Content-Language"] == "en"
    assert "Accept-Language" not in page.get("Vary", "")


def test_what_a_browser_prefers_has_no_say(db, visitor):
    assert '<html lang="zh-Hans">' in visitor.get("/", headers={"accept-language": "en"}).text


def test_links_stay_in_the_language(db, visitor):
    make_talk()
    links = re.findall(r'<a\b[^>]*href="(/[^"]*)"', visitor.get("/en/talks/").text)
    others = [link for link in links if not link.startswith(("/en/", "/admin/"))]
    assert set(others) == {
        "/talks/",
        "/atom.xml",
        "/events.ics",
    }  # the switch, and what has no language


def test_the_switch_stays_on_the_page(db, visitor):
    path = make_event(slug="船坞").get_absolute_url()
    assert f'href="/en{path}?page=2"' in visitor.get(f"{path}?page=2").text
    assert f'href="{path}"' in visitor.get(f"/en{path}").text


def test_a_page_names_itself_and_its_versions(db, visitor):
    path = make_event(slug="dock").get_absolute_url()
    for asked, own in ((path, path), (f"/en{path}?utm=x", f"/en{path}")):
        head = head_of(visitor.get(asked))
        assert f'<link rel="canonical" href="http://testserver{own}">' in head
        assert f'hreflang="zh-Hans" href="http://testserver{path}">' in head
        assert f'hreflang="en" href="http://testserver/en{path}">' in head
        assert f'hreflang="x-default" href="http://testserver{path}">' in head


@pytest.mark.parametrize(
    ("query", "kept"),
    [("page=2", "?page=2"), ("page=02", "?page=2"), ("page=1", ""), ("page=²", ""), ("x=1", "")],
)
def test_only_a_later_page_is_part_of_the_address(rf, query, kept):
    context = Context({"request": rf.get(f"/talks/?{query}")})
    assert canonical(context) == f"http://testserver/talks/{kept}"


def test_a_page_that_is_not_there_has_no_address_but_speaks_the_language(db, visitor):
    page = visitor.get("/en/nowhere/")
    assert page.status_code == 404
    assert '<html lang="en">' in page.text
    assert "canonical" not in page.text


def test_a_file_has_one_address():
    path = "/files/00000000-0000-0000-0000-000000000000/a.pdf"
    assert in_language(path, "en") == path
    assert in_language("/talks/?page=2", "en") == "/en/talks/?page=2"
    assert in_language("/en/talks/", "zh-hans") == without_prefix("/en/talks/") == "/talks/"


def test_one_request_leaves_no_language_to_the_next(db, visitor):
    with override("zh-hans"):
        visitor.get("/en/")
        assert '<html lang="zh-Hans">' in visitor.get("/").text


@pytest.mark.parametrize(
    ("text", "code"),
    [("呢笼冇喇", "yue"), ("容器 101", "zh-Hans"), ("Docker 101", "en"), ("101", ""), ("", "")],
)
def test_the_language_of_a_title_is_seen(text, code):
    assert language_of(text) == code


def test_parts_say_their_language_on_a_page_in_another(db, visitor):
    talk = make_talk(event=make_event(title="容器专场"), title="Deep Dive", speakers=[])
    path = talk.get_absolute_url()
    assert '<h1 lang="en">Deep Dive' in visitor.get(path).text
    english = visitor.get(f"/en{path}").text
    assert "<h1>Deep Dive" in english
    assert 'lang="zh-Hans">容器专场</a>' in english


def test_a_name_from_right_to_left_is_set_apart(db, visitor):
    talk = make_talk(speakers=[make_speaker("أحمد"), make_speaker("李")])
    page = visitor.get(talk.get_absolute_url()).text
    assert "<bdi>أحمد</bdi>" in page
    assert "<bdi>李</bdi>" not in page
    assert isolated("أحمد") == "\u2068أحمد\u2069"


def test_only_pages_say_a_language_in_their_headers(db, visitor):
    assert visitor.get("/")["Content-Language"] == "zh-hans"
    for path in ("/api/", "/robots.txt", "/sitemap.xml"):
        assert "Content-Language" not in visitor.get(path)
