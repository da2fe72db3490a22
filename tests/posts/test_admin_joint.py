import pytest

from posts.models import Post
from tests.factories import make_event, make_photo, make_post, make_user


@pytest.fixture
def organizer(client, guangzhou):
    client.force_login(make_user(organizer_of=guangzhou))
    return client


def delete(client, post):
    client.post(f"/admin/posts/post/{post.pk}/delete/", {"post": "yes"})
    return not Post.objects.filter(pk=post.pk).exists()


def test_a_recap_of_two_cities_is_not_deleted_by_one(organizer, guangzhou, shenzhen):
    own = make_event(city=guangzhou)
    assert not delete(organizer, make_post(events=[own, make_event(city=shenzhen)]))
    assert delete(organizer, make_post(events=[own]))


@pytest.mark.parametrize("year", ["99999", "0", "9" * 500, "1999"])
def test_a_year_that_is_not_offered_narrows_nothing(organizer, year):
    assert organizer.get("/admin/events/event/", {"year": year}).status_code == 200


@pytest.mark.parametrize(
    "query",
    ["speakers/speaker/?talks=1", "speakers/speaker/?credits=1", "events/tag/?event_items=1"],
)
def test_lists_answer_no_question_about_rows_that_lead_to_them(organizer, query):
    assert organizer.get(f"/admin/{query}").status_code == 400


def test_no_cover_is_offered_from_another_citys_draft(organizer, guangzhou, shenzhen):
    own, foreign = make_event(city=guangzhou), make_event(city=shenzhen, published=False)
    post = make_post(events=[own, foreign])
    make_photo(event=own, original_name="自己的.jpg")
    make_photo(event=foreign, original_name="别处草稿.jpg")
    page = organizer.get(f"/admin/posts/post/{post.pk}/change/").content.decode()
    assert "自己的.jpg" in page
    assert "别处草稿.jpg" not in page
