"""The newest posts for feed readers."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from events.models import Community
from posts.models import Post
from techparty_site.lib.paging import PER_PAGE
from tests.factories import make_post

ATOM = "{http://www.w3.org/2005/Atom}"


def read(client, host="testserver"):
    response = client.get("/atom.xml", headers={"host": host})
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)  # noqa: S314 - it is ours


def entries(client, **asked):
    return read(client, **asked).findall(f"{ATOM}entry")


def told(element, name):
    return element.findtext(f"{ATOM}{name}")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8031"])
def test_links_lead_to_the_host_that_was_asked(db, visitor, settings, host):
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    post = make_post(title="容器 回顾")
    links = [link.get("href") for link in read(visitor, host).iter(f"{ATOM}link")]
    assert f"http://{host}{post.get_absolute_url()}" in links
    assert f"http://{host}/atom.xml" in links
    assert all(link.startswith(f"http://{host}/") for link in links)


def test_an_entry_keeps_its_name_on_another_host_and_another_day(db, visitor, settings):
    settings.ALLOWED_HOSTS = ["*"]
    post = make_post(slug="容器", published_at=datetime(2015, 10, 20, 12, tzinfo=UTC))
    names = {name.text for name in read(visitor, "one.example").iter(f"{ATOM}id")}
    Post.objects.update(title="改了", updated_at=timezone.now())
    assert {name.text for name in read(visitor, "two.example").iter(f"{ATOM}id")} == names
    assert f"tag:techparty,2015:{post.get_absolute_url()}" in names
    assert all(name.isascii() and name.startswith("tag:") for name in names)
    assert len(names) == 2


def test_posts_come_newest_first_without_drafts_and_what_is_still_to_come(db, visitor):
    now = timezone.now()
    for hours, title in [(3, "旧"), (1, "新"), (2, "中")]:
        make_post(title=title, published_at=now - timedelta(hours=hours))
    make_post(title="草稿", published=False)
    make_post(title="定时", scheduled=True)
    assert [told(entry, "title") for entry in entries(visitor)] == ["新", "中", "旧"]


def test_a_page_of_it_has_no_more_posts_than_other_lists(db, visitor):
    for _ in range(PER_PAGE + 1):
        make_post()
    assert len(entries(visitor)) == PER_PAGE


def test_it_says_when_a_post_came_out_and_when_it_was_changed(db, visitor):
    out = timezone.now().replace(microsecond=0) - timedelta(days=2)
    mended = make_post(published_at=out)
    waited = make_post(published_at=out - timedelta(days=1))
    Post.objects.filter(pk=mended.pk).update(updated_at=out + timedelta(days=1))
    # Written beforehand: it changed when it appeared.
    Post.objects.filter(pk=waited.pk).update(updated_at=out - timedelta(days=9))
    feed = read(visitor)
    times = [[told(entry, name) for name in ("published", "updated")] for entry in feed[-2:]]
    moments = [(out, out + timedelta(days=1)), (out - timedelta(days=1),) * 2]
    assert times == [[moment.isoformat() for moment in pair] for pair in moments]
    assert told(feed, "updated") == moments[0][1].isoformat()


def test_it_speaks_in_the_name_of_the_community(db, visitor):
    Community.objects.create(name="船坞", tagline="每月一聚")
    make_post(byline="麦小舟", body="词")
    make_post(excerpt="甲 & 乙 <丙>", byline="")
    feed = read(visitor)
    assert (told(feed, "title"), told(feed, "subtitle")) == ("船坞", "每月一聚")
    authors = [name.text for name in feed.iter(f"{ATOM}name")]
    assert sorted(authors) == ["船坞", "麦小舟"]
    summaries = [entry.find(f"{ATOM}summary") for entry in feed.findall(f"{ATOM}entry")]
    assert {summary.get("type") for summary in summaries} == {"html"}
    assert "甲 &amp; 乙 &lt;丙&gt;" in [summary.text for summary in summaries]


def test_it_opens_before_there_is_anything(db, visitor):
    assert entries(visitor) == []


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_as_many_queries_for_three_posts(db, visitor, django_assert_num_queries, count):
    Community.objects.create()
    for _ in range(count):
        make_post()
    with django_assert_num_queries(6):
        visitor.get("/atom.xml")


def test_every_page_tells_readers_of_the_feed(db, visitor):
    page = visitor.get("/").content.decode()
    assert '<link rel="alternate" type="application/atom+xml" href="/atom.xml"' in page


def test_one_control_character_does_not_silence_the_feed(db, visitor):
    make_post(title="bell\x07title", byline="a\x0bb", excerpt="<svg onload=alert(3)>\x01")
    page = visitor.get("/atom.xml").content.decode()
    assert "belltitle" in page
    assert "&amp;lt;svg" in page
