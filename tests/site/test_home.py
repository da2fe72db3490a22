import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from events.models import Community
from tests.factories import (
    make_attachment,
    make_city,
    make_deck,
    make_event,
    make_photo,
    make_post,
    make_speaker,
    make_talk,
)


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def home(client):
    response = client.get("/")
    assert response.status_code == 200
    return response


def test_the_latest_recap_leads_with_its_talks(db, visitor):
    make_post(events=[make_event(day=in_days(-90))])
    event = make_event(day=in_days(-3), title="箱子专场")
    deck = make_deck(talk=make_talk(event=event, title="装箱", speakers=[make_speaker("麦小舟")]))
    photo = make_photo(event=event, alt="满座")
    recap = make_post(events=[event])
    response = home(visitor)
    assert response.context["latest"].post == recap
    page = response.content.decode()
    for words in (
        "箱子专场</a></h1>",
        "装箱",
        "麦小舟",
        'alt="满座"',
        deck.pages.all()[0].thumbnail_url,
    ):
        assert words in page
    assert photo.renditions.all()[0].url in page


def test_a_recap_published_late_does_not_lead(db, visitor):
    newest = make_post(events=[make_event(day=in_days(-3))])
    make_post(events=[make_event(day=in_days(-90))])
    assert home(visitor).context["latest"].post == newest


def test_the_slip_shows_the_next_event(db, visitor):
    make_event(day=in_days(9))
    soon = make_event(day=in_days(2), signup_url="https://signup.example/7", fee="免费")
    for number in range(5):
        make_talk(event=soon, title=f"预告 {number}")
    page = home(visitor).content.decode()
    assert page.count('class="slip"') == 1
    assert 'href="https://signup.example/7"' in page
    assert soon.get_absolute_url() in page
    assert "预告 2" in page
    assert "预告 3" not in page


def test_without_a_next_event_there_is_no_slip(db, visitor):
    make_event(day=in_days(-1))
    assert 'class="slip"' not in home(visitor).content.decode()


def test_it_opens_before_there_is_anything(db, visitor):
    page = home(visitor).content.decode()
    assert 'class="empty"' in page
    assert 'class="courses"' not in page


@pytest.mark.parametrize("when", [{"published": False}, {"scheduled": True}])
def test_unpublished_things_show_nowhere(guangzhou, visitor, when):
    for days in (-3, 3):
        hidden = make_event(title="藏着的活动", day=in_days(days), tags=["藏着的标签"], **when)
        make_talk(event=hidden, title="藏着的讲题", speakers=[make_speaker("藏着的讲师")])
        make_post(title="藏着的回顾", events=[hidden], **when)
    context = home(visitor).context
    assert "藏着的" not in home(visitor).content.decode()
    assert (context["event_count"], context["cities"][0].count) == (0, 0)
    assert context["card"].lines == []


def test_home_cities_and_topics_have_their_counts(guangzhou, visitor):
    make_city(name="客城", is_home=False)
    make_event(city=guangzhou, day=date(2014, 5, 1), tags=["船"])
    make_talk(event=make_event(city=guangzhou, day=date(2015, 5, 1)), tags=["箱", "船"])
    context = home(visitor).context
    assert [(row.city, row.count) for row in context["cities"]] == [(guangzhou, 2)]
    assert [tag.name for tag in context["tags"]] == ["船", "箱"]
    assert [line.year for line in context["card"].lines] == [2014, 2015]


def test_the_facts_of_the_latest_recap_stand_apart(guangzhou, visitor):
    event = make_event(city=guangzhou, day=date(2024, 5, 18), venue="荔枝仓")
    make_post(events=[event])
    page = home(visitor).content.decode()
    assert re.search(r"<span>广州　<time [^>]+>2024 年 5 月 18 日</time>　荔枝仓</span>", page)


def test_the_masthead_tells_the_year_in_the_language_of_the_page(db, visitor, settings):
    Community.objects.create(name="船坞", short_name="Dock", since=2009)
    assert "<small>Dock，2009 年起</small>" in home(visitor).content.decode()
    settings.LANGUAGE_CODE = "en"
    assert "<small>Dock, Since 2009</small>" in home(visitor).content.decode()


def test_the_footer_has_the_community_s_own_links(db, visitor):
    community = Community.objects.create(name="船坞", wechat_account="chuanwu")
    community.links.create(label="提供场地", url="mailto:venue@example.org")
    page = home(visitor).content.decode()
    for words in ("船坞", "chuanwu", 'href="mailto:venue@example.org"', 'href="/admin/"'):
        assert words in page


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_as_many_queries_for_three(guangzhou, visitor, django_assert_num_queries, count):
    Community.objects.create()
    for _ in range(count + 1):
        events = [make_event(city=make_city(), day=in_days(-3)) for _ in range(count)]
        for event in events:
            talk = make_talk(event=event, speakers=[make_speaker()], tags=[f"标签{count}"])
            make_deck(talk=talk)
            make_photo(event=event)
        make_post(events=events, cover=make_photo())
    for _ in range(count):
        make_attachment(talk=make_talk(event=make_event(day=in_days(3)), speakers=[make_speaker()]))
    with django_assert_num_queries(22):
        visitor.get("/")
