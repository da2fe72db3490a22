import pytest
from django.test import RequestFactory

from techparty_site.views import server_error


def test_a_page_that_is_not_there_offers_ways_on(db, visitor):
    response = visitor.get("/2015/10/18/gone.html")
    page = response.content.decode()
    assert response.status_code == 404
    for address in ("/recaps/", "/archive/", "/tags/"):
        assert f'href="{address}"' in page


def test_an_error_page_asks_nothing_of_the_database():
    # Without the db fixture every query would fail.
    response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "<h1>" in response.content.decode()


def test_an_error_anywhere_shows_that_page(db, client, monkeypatch):
    def fail(*args):
        raise RuntimeError("broken")

    monkeypatch.setattr("techparty_site.views.post_rows", fail)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert "500" in response.content.decode()


@pytest.mark.parametrize("address", ["/", "/nowhere/"])
def test_pages_answer_when_no_static_file_was_collected(db, visitor, address):
    assert visitor.get(address).status_code in {200, 404}
