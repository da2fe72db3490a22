import pytest

from posts.jekyll.permalinks import old_addresses
from posts.jekyll.proposal import SourcePost
from posts.jekyll.source import read_config, read_post
from techparty_site.lib.addresses import normalise
from tests.posts.jekyll.truth import ARCHIVE, labels, needs_archive, posts, write_post

pytestmark = pytest.mark.usefixtures("english")


def addresses(root, front, name="2015-10-26-hello.md", config=None):
    source = read_post(write_post(root, name, f"---\n{front}\n---\n"), root, config or {})
    return source, old_addresses(source, config or {})


def test_categories_lead_to_the_day_and_the_name(tmp_path):
    _source, found = addresses(tmp_path, "categories: [公告, FB活动]")
    assert found[0] == "/公告/fb活动/2015/10/26/hello"
    assert "/公告/fb活动/2015/10/26/hello.html" in found
    assert "/2015-10/hello" in found


def test_a_post_of_the_evening_answers_on_both_days(tmp_path):
    _source, found = addresses(tmp_path, "date: 2015-10-26 22:00:00")
    assert {"/2015/10/26/hello", "/2015/10/27/hello"} <= set(found)


def test_a_zone_of_its_own_is_turned_to_the_server_s_day(tmp_path):
    _source, found = addresses(tmp_path, "date: '2015-10-26 05:00:00 +0800'")
    assert {"/2015/10/25/hello", "/2015/10/26/hello"} <= set(found)


def test_wordpress_addresses_are_decoded(tmp_path):
    front = "slug: '%e5%b9%bf%e5%b7%9e'\nwordpress_id: 22"
    _source, found = addresses(tmp_path, front)
    assert {"/2015/10/26/广州", "/?p=22", "/2015/10/26/e5-b9-bf-e5-b7-9e"} <= set(found)


def test_an_explicit_address_comes_first(tmp_path):
    _source, found = addresses(tmp_path, "permalink: /special/:year/:title.html")
    assert found[0] == "/special/2015/hello.html"


@pytest.mark.parametrize("address", ["/../../etc/passwd", "/%2e%2e/x/", "a/..", "//evil.example/x"])
def test_an_address_that_climbs_out_is_refused_and_told(tmp_path, address):
    source, found = addresses(tmp_path, f"permalink: '{address}'")
    assert found == addresses(tmp_path, "a: b")[1]
    assert any("leads out of the site" in note.message for note in source.notes)


def test_the_config_s_pattern_is_filled(tmp_path):
    _source, found = addresses(tmp_path, "a: b", config={"permalink": "/:i_month/:slug/"})
    assert found[0] == "/10/hello"


def test_a_page_without_a_date_had_no_address_of_a_post():
    assert old_addresses(SourcePost("about.html", b"", "", "utf-8", {}, "", 1), {}) == []


@needs_archive
def test_every_old_address_of_the_archive_is_known():
    config = read_config(ARCHIVE)
    fields = ("jekyll_url", "url_if_asia_shanghai", "old_html", "wordpress_url")
    for label in labels("permalinks"):
        known = set(old_addresses(posts()[label["file"]], config))
        wanted = {normalise(label[field]) for field in fields if label[field]}
        if label["wordpress_id"]:
            wanted.add(f"/?p={label['wordpress_id']}")
        assert wanted <= known


@needs_archive
def test_no_two_posts_of_the_archive_share_an_address():
    config = read_config(ARCHIVE)
    found = [one for source in posts().values() for one in old_addresses(source, config)]
    assert len(found) == len(set(found))
