"""All feeds; their text in test_feeds_text.py, /atom.xml more closely in test_feed.py."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from events.models import Attachment, Community, Talk
from posts.models import Post
from techparty_site.lib.paging import PER_PAGE
from tests.factories import (
    make_attachment,
    make_event,
    make_photo,
    make_post,
    make_speaker,
    make_tag,
    make_talk,
)
from tests.posts.feeds_read import read, text_of, titles

RELATIVE = re.compile(r'(?:href|src)="(?!(?:https?|ftp|mailto|tel):)')


def out(event, moment):
    event.published_at = moment
    event.save()
    return event


@pytest.fixture
def archive(guangzhou):
    """Something for every feed; the paths of all of them."""
    speaker, event = make_speaker("麦小舟", slug="mai"), make_event(city=guangzhou)
    talk = make_talk(event=event, speakers=[speaker], tags=["船"], slug="first", summary="**讲**")
    make_attachment(talk=talk, content=b"%PDF-", original_name="讲 稿.pdf")
    make_attachment(event=event, kind="audio", content_type="audio/mpeg", content=b"ID3")
    make_post(events=[event], tags=["船"], body="[[talks]]\n\n![图](/files/a.png)")
    return FEEDS


FEEDS = ["/atom.xml", "/cities/guangzhou/atom.xml", "/tags/船/atom.xml"]
FEEDS += ["/speakers/mai/atom.xml", "/talks/first/atom.xml"]


@pytest.mark.parametrize("path", FEEDS)
def test_every_feed_is_whole(archive, visitor, path):
    found = read(visitor, path)
    links = {link.rel: link.href for link in found.feed.links}
    assert links["self"] == "http://testserver" + visitor.get(path).wsgi_request.get_full_path()
    page = links["alternate"].removeprefix("http://testserver")
    assert page == "/" if path == "/atom.xml" else visitor.get(page).status_code == 200
    assert found.feed.language == "zh-Hans"
    assert found.feed.title
    assert found.feed.updated_parsed
    assert found.entries
    for entry in found.entries:
        assert all([entry.title, entry.author, entry.published_parsed, entry.updated_parsed])
        assert entry.id.startswith("tag:techparty,")
        assert entry.id.isascii()
        assert not RELATIVE.search(text_of(entry))
        assert visitor.get(entry.link).status_code == 200
    names = [found.feed.id, *(entry.id for entry in found.entries)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("path", FEEDS)
def test_it_is_the_same_for_everybody(archive, visitor, path):
    response = visitor.get(path, headers={"accept-language": "en", "cookie": "a=b"})
    assert (response.cookies, response.get("Vary")) == ({}, None)
    assert response["Content-Language"] == "zh-Hans"
    assert response["Cache-Control"] == "public, max-age=300"
    assert visitor.post(path).status_code == 405


@pytest.mark.parametrize("path", FEEDS)
def test_who_has_it_already_is_told_so(archive, visitor, path):
    first = visitor.get(path)
    again = visitor.get(path, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    Community.objects.create(name="别的")
    make_attachment(talk=make_talk(slug="other"))
    assert visitor.get("/atom.xml", headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("old", ["/feed.xml", "/rss.xml", "/feed/", "/feed"])
def test_old_addresses_of_the_feed_lead_on(db, visitor, old):
    answer = visitor.get(old)
    assert (answer.status_code, answer["Location"]) == (301, "/atom.xml")


def test_the_whole_archive_can_be_read_page_by_page(db, visitor):
    now = timezone.now()
    for number in range(PER_PAGE + 2):
        make_post(title=f"第 {number:02} 篇", published_at=now - timedelta(hours=number + 1))
    seen, path = [], "/atom.xml"
    while path:
        found = read(visitor, path)
        seen += titles(found)
        links = {link.rel: link.href for link in found.feed.links}
        assert links["self"].removeprefix("http://testserver") == path
        path = links.get("next", "").removeprefix("http://testserver")
    assert seen == [f"第 {number:02} 篇" for number in range(PER_PAGE + 2)]
    assert links["previous"] == links["first"] == "http://testserver/atom.xml"
    assert links["last"] == "http://testserver/atom.xml?page=2"


@pytest.mark.parametrize("page", ["0", "2", "-1", "x", "²", "9" * 5000])
def test_a_page_that_is_not_there_is_not_found(db, visitor, page):
    make_post()
    assert visitor.get("/atom.xml", {"page": page}).status_code == 404


def test_an_entry_is_known_again_after_its_talk_was_renamed(archive, visitor):
    before = read(visitor, "/speakers/mai/atom.xml").entries[0].id
    talk = Talk.objects.get()
    talk.slug = "neu"
    talk.save()
    assert read(visitor, "/speakers/mai/atom.xml").entries[0].id == before
    assert visitor.get("/talks/first/atom.xml")["Location"] == "/talks/neu/atom.xml"


def test_a_city_has_its_own_posts_only(guangzhou, shenzhen, visitor):
    make_post(title="本地", events=[make_event(city=guangzhou)])
    make_post(title="外地", events=[make_event(city=shenzhen)])
    make_post(title="写给本地").cities.add(guangzhou)
    assert sorted(titles(read(visitor, "/cities/guangzhou/atom.xml"))) == ["写给本地", "本地"]
    assert visitor.get("/cities/nowhere/atom.xml").status_code == 404


def test_a_tag_has_talks_and_posts_as_they_came_out(db, visitor):
    now = timezone.now()
    event = out(make_event(), now - timedelta(hours=2))
    make_talk(
        event=event, title="讲", tags=["船"], speakers=[make_speaker("甲"), make_speaker("乙")]
    )
    make_post(title="旧", tags=["船"], published_at=now - timedelta(hours=3))
    make_post(title="新", tags=["船"], published_at=now - timedelta(hours=1))
    make_post(title="别的", tags=["岸"])
    found = read(visitor, "/tags/船/atom.xml")
    assert titles(found) == ["新", "讲", "旧"]
    assert [author.name for author in found.entries[1].authors] == ["甲", "乙"]


def test_a_tag_answers_to_its_other_names_and_hides_with_drafts(db, visitor):
    tag = make_tag("船", aliases=["船舶"])
    make_talk(event=make_event(published=False), tags=["船"])
    assert visitor.get("/tags/船/atom.xml").status_code == 404
    make_event(tags=["船"])
    assert read(visitor, "/tags/船/atom.xml").entries == []
    answer = visitor.get("/tags/船舶/atom.xml")
    assert (answer.status_code, answer["Location"]) == (301, f"{tag.get_absolute_url()}atom.xml")


def test_a_speaker_has_the_talks_with_what_they_are_about(archive, visitor):
    [entry] = read(visitor, "/speakers/mai/atom.xml").entries
    assert "<strong>讲</strong>" in text_of(entry)
    assert "麦小舟" in text_of(entry)
    assert entry.summary == "讲"
    assert [tag.term for tag in entry.tags] == ["船"]


def test_a_talk_tells_what_arrived_when(archive, visitor):
    slides, audio = Attachment.objects.order_by("pk")
    came = datetime(2030, 1, 2, 3, tzinfo=UTC)
    Attachment.objects.filter(pk=audio.pk).update(created_at=came)
    newest, other = read(visitor, "/talks/first/atom.xml").entries
    assert newest.title.startswith("录音：")
    assert newest.published == newest.updated == came.isoformat()
    [enclosure] = newest.enclosures
    assert (enclosure.type, enclosure.length) == ("audio/mpeg", "3")
    assert enclosure.href == f"http://testserver{audio.file_url}"
    assert "全场共用一份" in text_of(newest)
    assert f'href="http://testserver{slides.file_url}"' in text_of(other)


def test_what_lay_there_beforehand_arrived_with_the_event(db, visitor):
    event = out(make_event(), timezone.now().replace(microsecond=0))
    link = make_attachment(talk=make_talk(event=event, slug="first"))
    Attachment.objects.update(created_at=event.published_at - timedelta(days=9))
    [entry] = read(visitor, "/talks/first/atom.xml").entries
    assert entry.published == event.published_at.isoformat()
    assert link.url in text_of(entry)
    assert entry.get("enclosures", []) == []


def test_photos_and_hidden_files_are_no_arrival(archive, visitor):
    Attachment.objects.update(hidden=True)
    talk = make_talk(slug="second")
    make_photo(talk=talk)
    make_attachment(talk=talk, content=b"x", content_type="image/png")
    for path in ("/talks/first/atom.xml", "/talks/second/atom.xml"):
        assert read(visitor, path).entries == []


def test_a_feed_without_entries_stays_the_same(db, visitor):
    make_talk(slug="first")
    assert (
        visitor.get("/talks/first/atom.xml")["ETag"] == visitor.get("/talks/first/atom.xml")["ETag"]
    )
    assert read(visitor, "/talks/first/atom.xml").feed.updated.startswith("2000-01-01")


@pytest.mark.parametrize("when", [{"published": False}, {"scheduled": True}])
def test_nobody_is_told_of_a_draft(guangzhou, admin_client, when):
    event = make_event(city=guangzhou, **when)
    speaker = make_speaker(slug="mai")
    talk = make_talk(event=event, slug="first", speakers=[speaker], tags=["船"])
    make_attachment(talk=talk)
    make_post(events=[event], tags=["船"], **when)
    assert (
        read(admin_client).entries == read(admin_client, "/cities/guangzhou/atom.xml").entries == []
    )
    for path in FEEDS[2:]:
        assert admin_client.get(path).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "queries"), list(zip(FEEDS, [8, 9, 10, 6, 5], strict=True)))
def test_more_entries_take_no_more_queries(
    guangzhou, visitor, django_assert_num_queries, path, queries, count
):
    speaker, event = make_speaker(slug="mai"), make_event(city=guangzhou)
    first = make_talk(event=event, slug="first", speakers=[speaker], tags=["船"])
    for number in range(count):
        make_attachment(talk=first)
        if number:
            make_talk(event=make_event(city=guangzhou), speakers=[speaker], tags=["船"])
        photo = make_photo(event=event)
        make_post(events=[event], tags=["船"], body=f"![图]({photo.file_url})")
    Post.objects.first().save()
    with django_assert_num_queries(queries):
        visitor.get(path)
