import pytest

from tests.factories import make_event, make_user

HEADERS = ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options")


@pytest.mark.parametrize("path", ["/", "/events/", "/nowhere/", "/events", "/admin/login/"])
def test_every_page_carries_the_headers_that_guard_it(db, visitor, path):
    answer = visitor.get(path)
    assert [name for name in HEADERS if name not in answer.headers] == []


def test_the_policy_allows_nothing_inline(db, visitor):
    policy = visitor.get("/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")


def test_a_visitor_gets_no_cookie(db, visitor):
    for path in ("/", make_event().get_absolute_url(), "/nowhere/"):
        assert not visitor.get(path).cookies


def test_a_form_that_came_back_without_an_address_is_shown_again(admin_client):
    event = make_event()
    answer = admin_client.post(f"/admin/events/event/{event.pk}/change/", {"title": "", "slug": ""})
    assert answer.status_code == 200


@pytest.mark.parametrize("path", ["/events/%00/", "/tags/a%00b/", "/talks/%00/slides/1/"])
def test_an_address_with_a_nul_is_no_address(db, visitor, path):
    assert visitor.get(path).status_code == 404


def test_a_query_with_a_nul_is_refused(db, admin_client):
    assert admin_client.get("/admin/posts/post/?city=%00").status_code == 400


def test_no_cache_keeps_what_only_organizers_see(client, guangzhou):
    draft = make_event(city=guangzhou, published=False)
    client.force_login(make_user(organizer_of=guangzhou))
    assert client.get(draft.get_absolute_url())["Cache-Control"] == "private, no-store"


def test_a_visitors_page_does_not_vary_by_cookie_without_need(db, visitor):
    answer = visitor.get("/recaps/")
    assert "Cache-Control" not in answer
    assert "Cookie" not in answer.get("Vary", "")
