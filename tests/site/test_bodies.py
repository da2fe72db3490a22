"""Bodies of requests: nobody makes the site wait for one that it doesn't want."""

from io import BytesIO

import pytest

from events.receiving import VISITORS_LIMIT
from techparty_site import wsgi
from tests.connections import open_connection
from tests.factories import make_user

LOGIN = "/admin/login/"
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=xx"


class Silent(BytesIO):
    """A sender that nobody should wait for."""

    def read(self, *args):
        raise AssertionError("it is being waited for")

    readline = read


@pytest.fixture
def send(client, db):
    """The status of the answer, and the page."""

    def send_body(body, length, content_type=FORM, path=LOGIN):
        environ = client._base_environ(
            PATH_INFO=path,
            REQUEST_METHOD="POST",
            CONTENT_TYPE=content_type,
            CONTENT_LENGTH=str(length),
            **{"wsgi.input": body},
        )
        statuses = []
        with open_connection():
            response = wsgi.application(environ, lambda status, headers: statuses.append(status))
        page = b"".join(response).decode()
        getattr(response, "close", lambda: None)()
        return int(statuses[0][:3]), page

    return send_body


@pytest.mark.parametrize("content_type", [FORM, MULTIPART])
@pytest.mark.parametrize("is_known", [False, True])
def test_a_large_body_of_a_visitor_is_refused_before_it_arrives(
    send, client, content_type, is_known
):
    if is_known:
        client.force_login(make_user(staff=False))
    status, page = send(Silent(), VISITORS_LIMIT + 1, content_type)
    assert status == 413
    assert "413" in page


def test_a_small_form_of_a_visitor_is_read(send):
    body = b"a" * VISITORS_LIMIT
    assert send(BytesIO(body), len(body))[0] == 403  # by Django, for lack of a token


def test_a_large_body_of_an_organizer_is_read(send, client, guangzhou):
    client.force_login(make_user(organizer_of=guangzhou))
    body = b"a" * (VISITORS_LIMIT + 1)
    assert send(BytesIO(body), len(body))[0] == 403


def test_so_many_bodies_at_once_leave_threads_for_pages(send, client):
    for _place in range(wsgi.BODIES):
        wsgi.places.acquire()
    try:
        status, page = send(Silent(), 10)
        assert (status, "表单" in page) == (503, True)
        assert send(BytesIO(), 0)[0] == 403
    finally:
        wsgi.places.release(wsgi.BODIES)
    assert send(BytesIO(b"a"), 1)[0] == 403
    assert send(BytesIO(b"a"), 1)[0] == 403


@pytest.mark.parametrize("parameter", ["a*=bogus''%41", f"a={'x' * 20_000}"])
def test_a_content_type_that_cannot_be_read_is_a_bad_request(send, parameter):
    status, page = send(Silent(), 1, f"text/plain; {parameter}")
    assert status == 400
    assert "400" in page
