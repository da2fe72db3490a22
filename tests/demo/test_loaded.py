"""What is there once the demo is loaded. It takes seconds, so these tests share one load."""

import pytest
from django.db import transaction

from events.models import Attachment, Community, Event, Tag, Talk
from posts.models import Post
from speakers.models import Speaker
from techparty_site.demo.loading import load, read


@pytest.fixture(scope="module")
def once(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        assert load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(once, db):
    """Each test's own changes are rolled back, the load itself behind the last one."""


def test_everything_in_the_files_arrives(loaded):
    events = read("events.yaml")["events"]
    assert Event.objects.count() == len(events)
    assert Talk.objects.count() == sum(len(event["talks"]) for event in events)
    assert Speaker.objects.published().count() == len(read("speakers.yaml")["speakers"])
    assert Tag.objects.count() == len(read("tags.yaml")["tags"])
    assert Post.objects.count() == len(read("posts.yaml")["posts"])


def test_talks_keep_their_order_their_speakers_and_the_companies_of_the_time(loaded):
    talks = Event.objects.get(slug="广州大模型专场").talks.order_by("position")
    assert [talk.position for talk in talks] == [1, 2, 3, 4]
    names = [credit.speaker.name for credit in talks[2].credits.all()]
    assert names == ["冼听澜", "Ilse Maartens"]
    companies = Speaker.objects.get(slug="麦栖梧").credits.values_list("affiliation", flat=True)
    assert len(set(companies)) == 3


def test_every_held_event_has_a_cover_of_its_own(loaded):
    held = Event.objects.published().past().exclude(date=None)
    assert held.count() == 9
    assert all(event.cover and event.cover.event == event for event in held)


def test_every_file_is_looked_into(loaded):
    kept = Attachment.objects.exclude(file="")
    assert all(item.size and item.sha256 and item.content_type for item in kept)
    assert all(photo.width == 1200 for photo in kept.filter(kind="photo"))
    assert all(deck.page_count for deck in kept.filter(kind="slides"))
    assert kept.get(kind="audio").duration in range(20, 41)


def test_visitors_see_neither_the_drafts_nor_what_is_scheduled(loaded):
    hidden = Post.objects.exclude(pk__in=Post.objects.published())
    assert set(hidden.values_list("slug", flat=True)) == {"大模型专场补记", "明年想听什么"}
    assert Event.objects.published().upcoming().get().slug == "广州编译器专场"
    assert not Event.objects.published().filter(slug="珠海重开筹备").exists()


def test_zhuhai_has_had_nothing_for_years(loaded):
    events = Event.objects.published().filter(city__slug="zhuhai")
    assert list(events.values_list("date__year", flat=True)) == [2019]


def test_a_second_load_adds_nothing_and_overwrites_nothing(loaded):
    Event.objects.filter(slug="广州容器专场").update(venue="改了地方")
    Talk.objects.filter(slug="一个丢掉的-syn").update(title="一秒")
    Community.objects.update(name="改了名字")
    assert load() == {}
    assert Event.objects.get(slug="广州容器专场").venue == "改了地方"
    assert Talk.objects.get(slug="一个丢掉的-syn").title == "一秒"
    assert Community.current().name == "改了名字"


def test_what_somebody_renamed_is_not_loaded_again(loaded):
    for row in (Event.objects.all()[0], Talk.objects.all()[0], Speaker.objects.all()[0]):
        row.slug = "换了地址"
        row.save()
    assert load() == {}


def test_a_deleted_event_comes_back_whole(loaded):
    event = Event.objects.get(slug="佛山家庭服务器小聚")
    event.delete()
    assert load() == {Event: 1, Talk: 1}
    assert Event.objects.get(slug="佛山家庭服务器小聚").talks.count() == 1
