import pytest

from techparty_site.api.resources import RESOURCES
from tests.api.conftest import make_whole_talk

QUERIES = {"events": 6, "talks": 6, "speakers": 4, "posts": 6, "attachments": 3}


@pytest.fixture
def is_asked(visitor, django_assert_num_queries):
    def ask(*, count):
        for resource in RESOURCES:
            with django_assert_num_queries(QUERIES[resource.name]):
                answer = visitor.get(f"/api/{resource.name}/?page_size=100").json()
            assert answer["count"] >= count

    return ask


def test_it_takes_as_many_queries_for_three_and_for_fifty_as_for_one(talk, guangzhou, is_asked):
    is_asked(count=1)
    for more, count in [(2, 3), (47, 50)]:
        for _ in range(more):
            make_whole_talk(guangzhou, wordy=False)
        is_asked(count=count)


def test_a_single_row_takes_no_more(talk, visitor, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        visitor.get(f"/api/talks/{talk.pk}/")


def test_filters_take_few_more(talk, visitor, django_assert_max_num_queries):
    query = "city=guangzhou&year=2024&tag=箱&has=slides&updated_since=2001-01-01T00:00:00Z"
    with django_assert_max_num_queries(10):
        assert visitor.get(f"/api/talks/?{query}").json()["count"] == 1
