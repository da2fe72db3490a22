"""Every kind of page, in both languages, is HTML that a strict parser and a screen reader take."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import html_rules, schema_org
from tests.factories import make_attachment, make_deck, make_event, make_photo, make_talk
from tests.site.test_crawl import START, archive, crawl  # noqa: F401 - a fixture

PAGE = (
    '<!doctype html><html lang="en"><head><title>A</title></head>'
    "<body><main><h1>A</h1>{}</main></body></html>"
)


def errors_of(pages):
    """By address, of the HTML and of the JSON-LD in it."""
    html = {url: page.content.decode() for url, page in pages.items() if is_html(page)}
    found = {
        url: html_rules.errors_on(text) + schema_org.errors_on(text) for url, text in html.items()
    }
    return {url: errors for url, errors in found.items() if errors}


def is_html(page):
    return page.content and page["Content-Type"].startswith("text/html")  # a redirect is empty


def test_every_page_is_valid(archive, visitor):  # noqa: F811
    event, talk = archive
    make_event(day=timezone.localdate() + timedelta(days=9), signup_url="https://a.example/")
    make_talk(event=event, summary="# 大\n\n#### 小\n\n一段。")
    make_photo(event=event)
    make_deck(event=event)
    text = "## 开场\n[00:00:01] 甲：各位好。"
    for owner in ({"talk": talk}, {"event": event}):
        make_attachment(kind="transcript", content=b"x", text=text, **owner)
        make_attachment(kind="video", content=b"x", content_type="video/mp4", **owner)
    pages = crawl(visitor, in_english=True)
    assert errors_of(pages) == {}
    kinds = {
        one["@type"] for page in pages.values() for one in schema_org.nodes(page.content.decode())
    }
    assert {"BreadcrumbList", "WebSite", "Event", "Person", "BlogPosting"} <= kinds


def test_an_empty_site_is_valid(db, visitor):
    paths = [f"{prefix}{path}" for prefix in ("", "/en") for path in START if "?" not in path]
    assert (
        errors_of({path: visitor.get(path) for path in [*paths, "/nowhere/", "/en/nowhere/"]}) == {}
    )


@pytest.mark.parametrize(
    ("inside", "word"),
    [
        ("<p><div></div></p>", "unexpected-end-tag"),
        ('<p class="a" class="b">', "duplicate-attribute"),
        ('<p id="a"></p><p id="a"></p>', "2 times"),
        ('<label for="b">B</label>', "leads nowhere"),
        ('<section aria-labelledby="b"></section>', "leads nowhere"),
        ('<a href="#b">B</a>', "leads nowhere"),
        ("<h1>B</h1>", "<h1> 2 times"),
        ("<h3>B</h3>", "<h3> after h1"),
        ("<h2></h2>", "without a word"),
        ("<main></main>", "<main> 2 times"),
        ('<p lang="cantonese">', "lang="),
        ('<img src="a.png">', "without alt"),
        ('<a href="/"><img src="a.png" alt=""></a>', "without a name"),
        ('<input name="q">', "without a label"),
    ],
)
def test_the_check_sees_what_is_wrong(inside, word):
    assert any(word in error for error in html_rules.errors_on(PAGE.format(inside)))


def test_the_check_lets_the_rest_pass():
    inside = '<h2 id="b" lang="yue">B</h2><a href="#b">B</a><label>Q <input name="q"></label>'
    assert html_rules.errors_on(PAGE.format(inside)) == []
