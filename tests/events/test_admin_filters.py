"""What the lists of the desk can be narrowed to."""

from datetime import date

import pytest

from tests.factories import make_attachment, make_city, make_event, make_post, make_talk, make_user


@pytest.fixture(autouse=True)
def admin(client, db):
    client.force_login(make_user("root", superuser=True))


def listed(client, name, **query):
    response = client.get(f"/admin/{name}/", query)
    assert response.status_code == 200
    return list(response.context["cl"].result_list)


def offered(client, name, parameter):
    filters = client.get(f"/admin/{name}/").context["cl"].filter_specs
    found = [spec for spec in filters if getattr(spec, "parameter_name", "") == parameter]
    return [value for spec in found for value, _name in spec.lookup_choices]


def test_talks_are_narrowed_by_what_their_event_is(client, guangzhou, shenzhen):
    old = make_talk(event=make_event(day=date(2013, 4, 20), city=guangzhou))
    new = make_talk(event=make_event(day=date(2024, 5, 18), city=shenzhen, published=False))
    undated = make_talk(event=make_event(day=None, city=shenzhen))
    assert listed(client, "events/talk", city=guangzhou.slug) == [old]
    assert listed(client, "events/talk", status="draft") == [new]
    assert listed(client, "events/talk", year="2013") == [old]
    assert listed(client, "events/talk", year="none") == [undated]
    assert listed(client, "events/talk", event__date__year=2024) == [new]
    assert offered(client, "events/talk", "year") == ["2024", "2013", "none"]


def test_talks_have_a_way_down_from_years_to_months(client):
    for month in (4, 6):
        make_talk(event=make_event(day=date(2013, month, 20)))
    page = client.get("/admin/events/talk/").content.decode()
    assert "event__date__month=4" in page


def test_files_are_narrowed_by_their_event_or_that_of_their_talk(client, guangzhou, shenzhen):
    event, draft = make_event(city=guangzhou), make_event(city=shenzhen, published=False)
    own, of_talk = make_attachment(event=event), make_attachment(talk=make_talk(event=event))
    hidden, free = make_attachment(talk=make_talk(event=draft)), make_attachment()
    assert listed(client, "events/attachment", city=guangzhou.slug) == [of_talk, own]
    assert listed(client, "events/attachment", city=shenzhen.slug) == [hidden]
    assert listed(client, "events/attachment", status="draft") == [hidden]
    assert free in listed(client, "events/attachment")


def test_a_post_of_two_events_of_a_city_stands_once(client, guangzhou):
    post = make_post(events=[make_event(city=guangzhou) for _ in range(2)])
    post.cities.add(guangzhou)
    assert listed(client, "posts/post", city=guangzhou.slug) == [post]


@pytest.mark.parametrize("name", ["events/event", "events/talk", "events/attachment", "posts/post"])
def test_the_one_city_in_use_can_be_chosen_and_no_other(client, guangzhou, name):
    make_city(name="没人去过")
    event = make_event(city=guangzhou)
    make_attachment(talk=make_talk(event=event))
    make_post(events=[event])
    assert offered(client, name, "city") == [guangzhou.slug]
