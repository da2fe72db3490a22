"""Every admin page of every registered model, for each kind of person who may knock."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.contrib.redirects.models import Redirect
from django.core.management import call_command
from django.urls import reverse

from events.access import EDITORS
from events.models import Community, Correction, Membership, PhotoRemoval, SlidePage
from posts.models import ImportedSource
from tests.admin_pages import submit
from tests.factories import (
    make_attachment,
    make_event,
    make_post,
    make_speaker,
    make_tag,
    make_talk,
    make_user,
)

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
NAMES = [model._meta.label_lower for model in MODELS]
VIEWS = ["changelist", "add", "change", "delete", "history"]
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)[^>]*>")
DATA = re.compile(r'<script[^>]*type="application/json"[^>]*>')


@pytest.fixture
def superuser(db):
    return make_user("root", superuser=True)


@pytest.fixture
def row(guangzhou, superuser):
    """One row of each model, hanging together, all of 广州."""
    event = make_event(city=guangzhou, tags=["Docker"], published=False)
    talk = make_talk(event=event, speakers=[make_speaker("林知夏", aliases=["lin"])])
    photo = make_attachment(event=event, kind="photo")
    PhotoRemoval.objects.create(attachment=photo)
    Correction.objects.create(page="/", text="错字")
    deck = make_attachment(talk=talk, content=b"%PDF", original_name="容器.pdf")
    SlidePage.objects.create(attachment=deck, number=1, text="第一页", image="x/y")
    post = make_post(events=[event], body="正文")
    ImportedSource.objects.create(post=post, file_name="2015-10-20-a.md", source=b"---")
    make_tag("容器", aliases=["container"])
    Redirect.objects.create(site_id=1, old_path="/old", new_path="/new/")
    Community.objects.create(name="社区")
    Membership.objects.create(user=superuser, city=guangzhou)
    return {name: model._default_manager.first() for name, model in zip(NAMES, MODELS, strict=True)}


def address(name, view, row):
    args = [] if view in ("changelist", "add") else [row.pk]
    return reverse(f"admin:{name.replace('.', '_')}_{view}", args=args)


def opened(client, name, row):
    """The views that answer with a page; what is hidden leads to the index or is forbidden."""
    found = []
    for view in VIEWS:
        response = client.get(address(name, view, row))
        assert response.status_code in (200, 403) or response.headers["Location"] == "/admin/"
        found += [view] if response.status_code == 200 else []
    return found


READ = ["changelist", "change", "history"]
MEND = ["changelist", "add", "change", "history"]
KEPT = ["changelist", "change", "delete", "history"]  # words of visitors
ALWAYS = {  # whoever asks
    "posts.importedsource": READ,
    "events.community": READ,
    "events.correction": KEPT,
    "events.photoremoval": KEPT,
}
ORGANIZERS = {
    "events.attachment": VIEWS,
    "events.city": READ,
    "events.event": VIEWS,
    "events.tag": MEND,
    "events.correction": READ,
    "events.photoremoval": KEPT,
    "events.talk": VIEWS,
    "posts.importedsource": READ,
    "posts.post": VIEWS,
    "speakers.speaker": MEND,
}
UPLOADERS = {"events.attachment": MEND, "events.event": READ, "events.talk": READ}
SCOPED = [
    "events.attachment",
    "events.event",
    "events.photoremoval",
    "events.talk",
    "posts.importedsource",
    "posts.post",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_superuser_opens_every_page(client, row, superuser, name):
    client.force_login(superuser)
    assert opened(client, name, row[name]) == ALWAYS.get(name, VIEWS)


@pytest.mark.parametrize("name", NAMES)
def test_an_organizer_opens_what_is_for_organizers(client, row, guangzhou, name):
    client.force_login(make_user(organizer_of=guangzhou))
    assert opened(client, name, row[name]) == ORGANIZERS.get(name, [])


@pytest.mark.parametrize("name", NAMES)
def test_an_uploader_reads_events_and_adds_files(client, row, guangzhou, name):
    uploader = make_user()
    Membership.objects.create(user=uploader, city=guangzhou, role="uploader")
    client.force_login(uploader)
    assert opened(client, name, row[name]) == UPLOADERS.get(name, [])


@pytest.mark.parametrize("name", SCOPED)
def test_the_organizer_of_another_city_finds_no_row(client, row, shenzhen, name):
    client.force_login(make_user(organizer_of=shenzhen))
    assert not {"change", "delete", "history"} & {*opened(client, name, row[name])}
    assert not client.get(address(name, "changelist", None)).context["cl"].queryset.exists()


@pytest.mark.parametrize("name", NAMES)
def test_staff_without_a_role_open_nothing(client, row, name):
    client.force_login(make_user())
    assert opened(client, name, row[name]) == []


@pytest.mark.parametrize("name", NAMES)
def test_editors_open_all_but_users_and_groups(client, row, name):
    editor = make_user()
    editor.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(editor)
    expected = [] if name.startswith("auth.") else ALWAYS.get(name, VIEWS)
    assert opened(client, name, row[name]) == expected


@pytest.mark.parametrize("name", NAMES)
def test_no_page_has_script_or_style_of_its_own(client, row, superuser, name):
    client.force_login(superuser)
    for view in VIEWS:
        html = client.get(address(name, view, row[name])).content.decode()
        assert not INLINE.findall(DATA.sub("", html))


@pytest.mark.parametrize("view", ["index", "password_change"])
def test_a_superuser_opens_the_pages_of_the_site(client, row, superuser, view):
    client.force_login(superuser)
    assert client.get(reverse(f"admin:{view}")).status_code == 200


@pytest.mark.parametrize("app", sorted({model._meta.app_label for model in MODELS}))
def test_a_superuser_opens_every_app(client, superuser, app):
    client.force_login(superuser)
    assert client.get(reverse("admin:app_list", args=[app])).status_code == 200


@pytest.mark.parametrize("view", ["index", "password_change", "logout"])
def test_no_page_of_the_site_has_script_or_style_of_its_own(client, superuser, view):
    login = client.get(reverse("admin:login")).content.decode()
    client.force_login(superuser)
    html = login + client.post(reverse("admin:index")).content.decode()
    html += client.get(reverse(f"admin:{view}")).content.decode()
    assert not INLINE.findall(DATA.sub("", html))


def test_pages_wear_the_name_of_the_community(client, superuser):
    Community.objects.create(name="云上技术沙龙")
    client.force_login(superuser)
    html = client.get(reverse("admin:index")).content.decode()
    assert "云上技术沙龙" in html
    assert "admin/techparty.css" in html


def test_migrating_gives_the_editors_their_permissions(db):
    names = {
        f"{app}.{codename}"
        for app, codename in Group.objects.get(name=EDITORS).permissions.values_list(
            "content_type__app_label", "codename"
        )
    }
    assert {"events.change_event", "posts.add_post", "redirects.delete_redirect"} <= names
    assert not any(name.startswith(("auth.", "sessions.", "admin.")) for name in names)
    assert Permission.objects.filter(content_type__app_label="speakers").count() == 8


def test_flushing_gives_the_editors_their_group_back(transactional_db):
    call_command("flush", interactive=False, verbosity=0)
    assert Group.objects.get(name=EDITORS).permissions.exists()


def test_the_index_begins_with_what_is_used_every_evening(client, guangzhou, superuser):
    client.force_login(superuser)
    running, settings = client.get(reverse("admin:index")).context["app_list"]
    names = [model["object_name"] for model in running["models"]]
    assert names == ["Event", "Post", "Talk", "Attachment", "Speaker"]
    assert {"City", "User", "Redirect"} <= {model["object_name"] for model in settings["models"]}
    client.force_login(make_user())
    assert client.get(reverse("admin:index")).context["app_list"] == []


def test_the_page_before_deleting_names_only_what_has_a_page(client, row, superuser):
    client.force_login(superuser)
    talk = row["events.talk"]
    html = client.get(address("events.talk", "delete", talk)).content.decode()
    assert "容器.pdf" in html
    assert "第一页" not in html
    assert "讲题的讲师" not in html


def test_the_history_speaks_chinese(client, row, superuser):
    client.force_login(superuser)
    for name, changes in (("events.event", {"venue": "新"}), ("speakers.speaker", {"name": "新"})):
        submit(client, address(name, "change", row[name]), **changes)
        html = client.get(address(name, "history", row[name])).content.decode()
        assert re.search("改了(地点|名称)。", html)
