"""Methods, foreign origins, conditions, caches: the same at every address of the API."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import make_talk, make_user

EVERYWHERE = ["/api/", "/api/openapi.json", "/api/talks/", "/api/speakers/?name=x"]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_any_page_may_fetch_it_and_any_cache_keep_it(talk, visitor, path):
    response = visitor.get(path, headers={"origin": "https://example.org"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "public, max-age=300"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/json; charset=utf-8"
    assert "Vary" not in response
    assert not response.cookies


@pytest.mark.parametrize("path", [*EVERYWHERE, "/api/talks/1/", "/api/nowhere/", "/api/talks/?x=1"])
def test_a_preflight_is_answered_without_a_look_at_anything(db, visitor, path):
    response = visitor.options(path, headers={"access-control-request-headers": "if-none-match"})
    assert (response.status_code, response.content) == (204, b"")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in response["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_nothing_can_be_written(db, method):
    response = getattr(Client(enforce_csrf_checks=True), method)("/api/talks/")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert response["Content-Type"] == "application/problem+json; charset=utf-8"
    assert "GET, HEAD, OPTIONS" in response.json()["detail"]


def test_head_has_the_headers_of_get(talk, visitor):
    got, head = visitor.get("/api/talks/"), visitor.head("/api/talks/")
    assert head.content == b""
    assert (head["ETag"], head["Content-Length"]) == (got["ETag"], got["Content-Length"])


@pytest.mark.parametrize("path", ["/api/", "/api/talks/", "/api/openapi.json"])
def test_what_has_not_changed_is_not_sent_again(talk, visitor, path):
    first = visitor.get(path)
    again = visitor.get(path, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Access-Control-Allow-Origin"] == "*"
    assert again["Cache-Control"] == "public, max-age=300"


def test_what_changed_is_sent(talk, visitor):
    tag = visitor.get("/api/talks/")["ETag"]
    talk.tags.first().delete()  # which touches no `updated_at`
    again = visitor.get("/api/talks/", headers={"if-none-match": tag})
    assert (again.status_code, again["ETag"] != tag) == (200, True)


def test_a_date_alone_is_no_proof_that_nothing_was_taken_away(talk, visitor):
    make_talk(event=talk.event)
    before = visitor.get("/api/talks/")
    talk.delete()
    again = visitor.get("/api/talks/", headers={"if-modified-since": before["Last-Modified"]})
    assert (again.status_code, again.json()["count"]) == (200, 1)


def test_the_last_change_is_the_newest_of_what_is_told(talk, visitor):
    single, listed = visitor.get(f"/api/talks/{talk.pk}/"), visitor.get("/api/talks/")
    assert single["Last-Modified"] == listed["Last-Modified"]
    assert "Last-Modified" not in visitor.get("/api/talks/?city=guangzhou&year=1900")


def test_whoever_is_logged_in_gets_what_everybody_gets(talk, client, guangzhou):
    make_talk(event=talk.event)
    before = client.get("/api/talks/")
    client.force_login(make_user(superuser=True))
    with CaptureQueriesContext(connection) as queries:
        after = client.get("/api/talks/")
    assert after.content == before.content
    assert after.headers == before.headers
    assert not [query for query in queries if "django_session" in query["sql"]]


def test_chinese_is_sent_as_it_is(talk, visitor):
    assert talk.title in visitor.get("/api/talks/").content.decode()


def test_the_index_leads_to_everything(talk, visitor):
    response = visitor.get("/api/")
    assert 'rel="service-desc"' in response["Link"]
    for address in response.json().values():
        assert address.startswith("http://testserver/")
        assert visitor.get(address).status_code == 200


@pytest.mark.parametrize("path", ["/api", "/api/talks", "/api/docs"])
def test_a_forgotten_slash_is_put_behind_for_other_origins_too(db, visitor, path):
    response = visitor.get(path + "?page=1", headers={"origin": "https://example.org"})
    assert response.status_code == 301
    assert response["Location"] == f"{path}/?page=1"
    if path != "/api":
        assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("rest", ["nowhere/", "nowhere", "/x", "talks/x/", "talks/0/", "a%0Ab"])
def test_an_address_that_is_none_is_a_problem(db, visitor, rest):
    response = visitor.get(f"/api/{rest}")
    assert response.status_code == 404
    assert response["Content-Type"].startswith("application/problem+json")
    assert response["Access-Control-Allow-Origin"] == "*"
