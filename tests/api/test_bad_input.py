"""Any query string: a sentence that says what to mend, and never a failure."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from techparty_site.api.resources import RESOURCES
from tests.factories import make_city, make_event

ENCODABLE = st.characters(exclude_categories=["Cs"])
LISTS = [f"/api/{resource.name}/" for resource in RESOURCES]
NAMES = sorted({parameter.name for one in RESOURCES for parameter in one.parameters})
KEYS = st.sampled_from(NAMES) | st.text(ENCODABLE, max_size=5)


@pytest.mark.parametrize(
    ("query", "parameter", "words"),
    [
        ("years=2012", "years", "year"),
        ("year=10", "year", "1900"),
        (f"year={10**30}", "year", "2999"),
        ("year=２０１２", "year", "1900"),
        ("year=+2012", "year", "1900"),
        ("year=", "year", "1900"),
        ("has=pdf", "has", "slides, transcript, audio, video"),
        ("page=0", "page", "1"),
        (f"page={10**30}", "page", "1000000"),
        ("page_size=101", "page_size", "100"),
        ("page_size=1&page_size=2", "page_size", "一次"),
        (f"event={10**30}", "event", "9223372036854775807"),
        ("event=-1", "event", "1"),
        ("speaker=x", "speaker", "1"),
        ("tag=%20", "tag", "200"),
        ("tag=%FF%FE", "tag", "200"),
        ("tag=" + "长" * 201, "tag", "200"),
        ("city=atlantis", "city", "guangzhou"),
        ("updated_since=2024-05-18", "updated_since", "2024-05-18T14:00:00+08:00"),
        ("updated_since=2024-02-30T00:00:00Z", "updated_since", "+08:00"),
        ("updated_since=2024-05-18T14:00:00", "updated_since", "+08:00"),
        ("updated_since=0001-01-01T00:00:00%2B08:00", "updated_since", "+08:00"),
        ("updated_since=9999-12-31T23:59:59-08:00", "updated_since", "+08:00"),
    ],
)
def test_a_wrong_value_is_named_with_what_is_allowed(guangzhou, visitor, query, parameter, words):
    response = visitor.get(f"/api/talks/?{query}")
    problem = response.json()
    assert (response.status_code, problem["parameter"]) == (400, parameter)
    assert parameter in problem["detail"]
    assert words in problem["detail"]
    assert len(problem["detail"]) < 300


def test_a_city_where_nothing_was_held_is_not_named(guangzhou, visitor):
    make_event(city=make_city(slug="guest", is_home=False))
    make_event(city=make_city(slug="secret", is_home=False), published=False)
    told = visitor.get("/api/events/?city=nowhere").json()["detail"]
    assert "guest" in told
    assert "secret" not in told
    assert visitor.get("/api/events/?city=secret").status_code == 400


@pytest.mark.parametrize("path", ["/api/", "/api/openapi.json", "/api/talks/1/"])
def test_an_address_without_parameters_takes_none(db, visitor, path):
    response = visitor.get(path, {"page": "1"})
    assert (response.status_code, response.json()["parameter"]) == (400, "page")


@pytest.mark.parametrize("path", ["/api/talks/", "/api/"])
def test_a_nul_is_refused(db, visitor, path):
    for query in ("tag=%00", "%00=1"):
        response = visitor.get(f"{path}?{query}")
        assert response.status_code == 400
        assert response["Content-Type"].startswith("application/problem+json")


def test_thousands_of_parameters_are_refused(db, visitor):
    response = visitor.get("/api/talks/?" + "&a" * 6000)
    assert (response.status_code, response.json()["status"]) == (400, 400)
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("key", [str(10**30), "9" * 5000, str(2**63), "0", "-1", "a", "%EF%BC%91"])
def test_an_id_that_is_none_finds_nothing(db, visitor, key):
    for path in LISTS:
        assert visitor.get(f"{path}{key}/").status_code == 404


def test_a_page_behind_the_last_one_says_which_is_the_last(db, visitor):
    response = visitor.get("/api/talks/?page=7")
    assert (response.status_code, response.json()["parameter"]) == (404, "page")
    assert "第 1 页" in response.json()["detail"]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    path=st.sampled_from(LISTS),
    query=st.dictionaries(
        st.sampled_from(NAMES) | st.text(ENCODABLE, max_size=5), st.text(max_size=20)
    ),
)
def test_no_query_is_a_failure(db, visitor, path, query):
    response = visitor.get(
        path, {key: value.encode("utf-8", "replace") for key, value in query.items()}
    )
    assert response.status_code in {200, 400, 404}
    assert response.json()


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(path=st.sampled_from(LISTS), query=st.binary(max_size=30))
def test_no_bytes_are_a_failure(db, visitor, path, query):
    response = visitor.generic("GET", path, QUERY_STRING=query.decode("latin-1"))
    assert response.status_code in {200, 400, 404}
