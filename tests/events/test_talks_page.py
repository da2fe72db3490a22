import pytest

from tests.factories import make_deck, make_event, make_speaker, make_talk, make_user


def test_talks_of_the_newest_event_come_first_in_their_order(db, visitor):
    old, new = make_event(day="2019-01-01"), make_event(day="2021-01-01")
    for event, title in [(old, "旧一"), (new, "新一"), (new, "新二"), (old, "旧二")]:
        make_talk(event=event, title=title)
    page = visitor.get("/talks/").content.decode()
    places = [page.index(title) for title in ("新一", "新二", "旧一", "旧二")]
    assert places == sorted(places)


@pytest.mark.parametrize("reader", ["visitor", "organizer"])
def test_talks_of_drafts_are_not_listed_or_counted(client, guangzhou, reader):
    make_talk(event=make_event(published=False), title="草稿讲题")
    make_talk(event=make_event(scheduled=True), title="定时讲题")
    if reader == "organizer":
        client.force_login(make_user(organizer_of=guangzhou))
    response = client.get("/talks/")
    assert response.context["page"].paginator.count == 0
    assert "草稿讲题" not in response.content.decode()
    assert "定时讲题" not in response.content.decode()


def test_it_is_paged(db, visitor):
    event = make_event()
    for number in range(31):
        make_talk(event=event, position=number)
    assert len(visitor.get("/talks/?page=2").context["rows"]) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_as_many_queries_for_three_talks(db, visitor, django_assert_num_queries, count):
    for _ in range(count):
        talk = make_talk(event=make_event(), speakers=[make_speaker()])
        make_deck(talk=talk)
    with django_assert_num_queries(7):
        visitor.get("/talks/")
