"""Users with their roles, and old addresses."""

from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.contrib.redirects.models import Redirect
from django.urls import reverse

from events.models import Community
from tests.admin_pages import errors, submit
from tests.events.test_admin_scope import change
from tests.factories import make_attachment, make_user

ADD = "/admin/redirects/redirect/add/"


@pytest.fixture(autouse=True)
def admin(client, db):
    user = make_user("root", superuser=True)
    client.force_login(user)
    return user


def test_a_persons_roles_stand_on_their_page(client, guangzhou):
    person = make_user("lin")
    row = {"memberships-0-city": guangzhou.pk, "memberships-0-role": "organizer"}
    response = submit(client, change(person), **{"memberships-TOTAL_FORMS": 1}, **row)
    assert response.status_code == 302
    assert User.objects.get(username="lin").memberships.get().city == guangzhou


def test_one_role_a_city(client, guangzhou):
    person = make_user("lin", organizer_of=guangzhou)
    row = {"memberships-1-city": guangzhou.pk, "memberships-1-role": "uploader"}
    assert errors(submit(client, change(person), **{"memberships-TOTAL_FORMS": 2}, **row))
    assert person.memberships.count() == 1


@pytest.mark.parametrize("typed", ["/2013/05/旧文/", "/2013/05/%E6%97%A7%E6%96%87/index.html"])
def test_an_old_address_is_kept_in_the_form_that_is_looked_up(client, typed):
    assert submit(client, ADD, old_path=typed, new_path="/posts/2013/新/").status_code == 302
    assert Redirect.objects.get().old_path == "/2013/05/旧文"
    assert "old_path" in errors(submit(client, ADD, old_path=typed, new_path="/anders/"))


def test_a_redirect_may_be_saved_again(client):
    submit(client, ADD, old_path="/alt", new_path="/neu/")
    row = Redirect.objects.get()
    assert submit(client, change(row), new_path="https://example.org/").status_code == 302
    assert Redirect.objects.get().new_path == "https://example.org/"


@pytest.mark.parametrize("new", ["javascript:alert(1)", "neu", "/alt/"])
def test_a_redirect_leads_to_a_page_and_not_to_itself(client, new):
    assert "new_path" in errors(submit(client, ADD, old_path="/alt", new_path=new))
    assert submit(client, ADD, old_path="/alt", new_path="").status_code == 302


def test_a_new_address_is_kept_decoded(client):
    typed = quote("/posts/2013/" + "长" * 60 + "/")
    assert submit(client, ADD, old_path="/alt", new_path=typed).status_code == 302
    assert Redirect.objects.get().new_path == "/posts/2013/" + "长" * 60 + "/"


def test_an_outside_address_is_kept_as_it_was_typed(client):
    outside = "https://example.org/a%2Fb"
    assert submit(client, ADD, old_path="/alt", new_path=outside).status_code == 302
    assert Redirect.objects.get().new_path == outside
    assert "new_path" in errors(submit(client, ADD, old_path="/b", new_path="//example.org/"))


def test_the_way_back_makes_no_circle(client):
    submit(client, ADD, old_path="/a", new_path="/b/")
    assert submit(client, ADD, old_path="/b", new_path="/a/").status_code == 302
    assert [(row.old_path, row.new_path) for row in Redirect.objects.all()] == [("/b", "/a/")]


def test_redirects_make_no_chains(client):
    for old, new in [("/b", "/c/"), ("/a", "/b/"), ("/c", "/d/")]:
        submit(client, ADD, old_path=old, new_path=new)
    assert set(Redirect.objects.values_list("old_path", "new_path")) == {
        ("/a", "/d/"),
        ("/b", "/d/"),
        ("/c", "/d/"),
    }


def test_a_redirect_may_be_turned_round(client):
    submit(client, ADD, old_path="/a", new_path="/b/")
    row = Redirect.objects.get()
    assert submit(client, change(row), old_path="/x", new_path="/a/").status_code == 302
    assert [(row.old_path, row.new_path) for row in Redirect.objects.all()] == [("/x", "/a/")]


def test_the_community_is_edited_with_its_links(client):
    page = reverse("admin:events_community_add")
    links = {"links-TOTAL_FORMS": 1, "links-0-label": "微博", "links-0-url": "/about/"}
    mark = make_attachment(kind="photo")
    values = {"name": "云上沙龙", "mark": mark.pk, "links-0-position": 1}
    assert submit(client, page, **values, **links).status_code == 302
    row = Community.objects.get()
    assert (row.mark, row.links.get().label) == (mark, "微博")
    assert client.get(page).status_code == 403


@pytest.mark.parametrize("url", ["javascript:alert(1)", "example.org", "/a b"])
def test_a_footer_link_leads_to_a_page(client, url):
    row = Community.objects.create(name="云上沙龙")
    links = {"links-TOTAL_FORMS": 1, "links-0-label": "坏", "links-0-position": 1}
    assert "links-0-url" in errors(submit(client, change(row), **links, **{"links-0-url": url}))


def test_djangos_detour_to_pages_is_closed(client):
    assert client.get(f"/admin/r/1/{User.objects.get().pk}/").status_code == 404


@pytest.mark.parametrize("field", ["password", "groups", "nothing"])
def test_autocompletion_answers_for_known_fields_only(client, field):
    query = {"app_label": "auth", "model_name": "user", "field_name": field}
    client.force_login(make_user())
    assert client.get(reverse("admin:autocomplete"), query).status_code == 403
