import pytest
from django.test import Client, RequestFactory

from techparty_site.views import server_error
from tests.factories import make_user


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


def is_ours(response, *, number, words):
    page = response.content.decode()
    assert (response.status_code, page.count("<h1>")) == (number, 1)
    assert words in page
    assert 'class="empty tall"' in page
    return True


def test_a_page_that_is_forbidden_says_whom_to_ask(client, guangzhou):
    client.force_login(make_user(organizer_of=guangzhou))
    response = client.get("/admin/auth/user/")
    assert is_ours(response, number=403, words="组织者")
    assert 'href="/admin/"' in response.content.decode()


def test_a_form_without_its_token_says_how_to_send_it_again(db):
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"})
    assert is_ours(response, number=403, words="重新打开")


@pytest.mark.parametrize("host", ["evil.example", "a b"])
def test_a_request_that_makes_no_sense_says_so_without_the_database(client, host):
    assert is_ours(client.get("/", headers={"host": host}), number=400, words="重新打开")


def test_browsers_that_ask_for_an_icon_get_the_mark(db, client, settings):
    response = client.get("/favicon.ico", follow=True)
    assert response.redirect_chain == [("/static/mark.svg", 302)]


@pytest.mark.parametrize("address", ["/", "/nowhere/"])
def test_pages_answer_when_no_static_file_was_collected(db, visitor, address):
    assert visitor.get(address).status_code in {200, 404}
