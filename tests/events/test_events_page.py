from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_event, make_speaker, make_talk, make_user


def test_upcoming_events_come_first_then_the_past_ones(db, visitor):
    today = timezone.localdate()
    for days, title in [(-400, "很久前"), (-1, "刚过去"), (9, "还远"), (2, "快了")]:
        make_event(day=today + timedelta(days=days), title=title)
    make_event(day=None, title="不记得")
    page = visitor.get("/events/").content.decode()
    places = [page.index(title) for title in ("快了", "还远", "刚过去", "很久前", "不记得")]
    assert places == sorted(places)


@pytest.mark.parametrize("reader", ["visitor", "organizer"])
def test_drafts_are_not_listed_or_counted(client, guangzhou, reader):
    make_event(published=False, title="草稿场")
    make_event(scheduled=True, title="定时场")
    if reader == "organizer":
        client.force_login(make_user(organizer_of=guangzhou))
    response = client.get("/events/")
    assert "草稿场" not in response.content.decode()
    assert "定时场" not in response.content.decode()
    assert response.context["page"].paginator.count == 0


def test_it_is_paged_and_upcoming_events_stand_on_the_first_page_only(db, visitor):
    for number in range(31):
        make_event(title=f"旧场 {number}")
    make_event(day=timezone.localdate(), title="今天这场")
    assert "今天这场" in visitor.get("/events/").content.decode()
    second = visitor.get("/events/?page=2")
    assert len(second.context["past"]) == 1
    assert "今天这场" not in second.content.decode()


def test_an_empty_list_says_so(db, visitor):
    assert 'class="empty"' in visitor.get("/events/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_as_many_queries_for_three_events(db, visitor, django_assert_num_queries, count):
    for day in (timezone.localdate(), timezone.localdate() - timedelta(days=1)):
        for _ in range(count):
            make_talk(event=make_event(day=day), speakers=[make_speaker()])
    with django_assert_num_queries(9):
        visitor.get("/events/")
