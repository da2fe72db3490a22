import re

import pytest

from tests.factories import make_talk


def rules(text):
    return [line.removeprefix("Disallow: ") for line in text.splitlines() if "Disallow" in line]


def is_open(client, address):
    """As RFC 9309 reads a rule: a prefix, in which * stands for anything and $ for the end."""
    text = client.get("/robots.txt").content.decode()
    patterns = [re.escape(rule).replace(r"\*", ".*").replace(r"\$", "$") for rule in rules(text)]
    return not any(re.match(pattern, address) for pattern in patterns)


def test_it_names_the_sitemap_on_the_host_that_was_asked(db, visitor, settings):
    settings.ALLOWED_HOSTS = ["techparty.example"]
    response = visitor.get("/robots.txt", headers={"host": "techparty.example"})
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().startswith("User-agent: *\n")
    assert "\nSitemap: http://techparty.example/sitemap.xml\n" in response.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/admin/login/",
        "/files/5f0d8c1e-7a3c-4e0e-8d4a-000000000000/a.zip",
        "/events/shalong/files.zip",
        "/talks/?city=guangzhou&year=2024",
        "/en/talks/?tag=c%2B%2B&has=slides&page=2",
        "/events/shalong/photos/1/remove/",
        "/en/corrections/?page=/talks/a/",
    ],
)
def test_it_closes_what_nobody_looks_for(visitor, address):
    assert not is_open(visitor, address)


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/talks/?city=guangzhou",
        "/talks/?city=guangzhou&page=2",
        "/talks/a/slides/3/?file=0a1b2c3d",
        "/files/5f0d8c1e-7a3c-4e0e-8d4a-000000000000/slides/1.webp",
        "/files/5f0d8c1e-7a3c-4e0e-8d4a-000000000000/a.pdf",
        "/static/site.css",
        "/tags/zip/",
    ],
)
def test_it_leaves_the_rest_open(visitor, address):
    assert is_open(visitor, address)


def test_it_names_no_page_and_asks_nothing_of_the_database(db, visitor, django_assert_num_queries):
    talk = make_talk()
    with django_assert_num_queries(0):
        text = visitor.get("/robots.txt").content.decode()
    assert talk.slug not in text
