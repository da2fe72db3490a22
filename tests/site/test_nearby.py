"""A page that is not there names what is close to its address."""

from datetime import date

import pytest

from tests.factories import make_event, make_post, make_speaker, make_talk


def links(visitor, path):
    answer = visitor.get(path)
    assert answer.status_code == 404
    return answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/2015/10/26/docker-recap.html",
        "/blog/docker-recap/",
        "/blog/Docker%20Recap/index.html",
        "/_posts/2015-10-26-docker-recap",
        "/en/docker-recap",
    ],
)
def test_what_has_that_name_is_offered(db, visitor, path):
    post = make_post(slug="guangzhou-docker-recap")
    assert post.get_absolute_url() in links(visitor, path)


def test_every_kind_of_page_is_found(db, visitor):
    speaker = make_speaker("船坞三")
    rows = [make_event(slug="船坞一"), make_talk(slug="船坞二", speakers=[speaker]), speaker]
    page = links(visitor, "/old/船坞/")
    assert [row for row in rows if row.get_absolute_url() not in page] == []


def test_an_old_address_leads_to_what_was_written_of_its_month(db, visitor):
    of_month = make_post(events=[make_event(day=date(2013, 5, 18))])
    other = make_post(events=[make_event(day=date(2013, 6, 18))])
    page = links(visitor, "/2013/05/20/something/")
    assert of_month.get_absolute_url() in page
    assert other.get_absolute_url() not in page


@pytest.mark.parametrize("facts", [{"published": False}, {"scheduled": True}])
def test_a_draft_is_not_offered(db, visitor, facts):
    post = make_post(slug="secret-recap", **facts)
    event = make_event(slug="secret-event", **facts)
    page = links(visitor, "/2024/05/secret/")
    assert post.title not in page
    assert event.title not in page


@pytest.mark.parametrize(
    "path", ["/x/", "/%/", "/2013/99/20/", "/" + "长" * 3000, "/a%00b/", "/''/"]
)
def test_any_address_is_answered(db, visitor, path):
    make_post()
    assert visitor.get(path).status_code == 404


def test_it_takes_few_queries(db, visitor, django_assert_max_num_queries):
    make_post(slug="docker")
    with django_assert_max_num_queries(9):
        visitor.get("/2024/05/docker/")
