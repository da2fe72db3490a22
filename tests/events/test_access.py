"""Who may do what, asked of the rules themselves."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group

from events.access import EDITORS, can, editable_cities, is_editor, member_cities
from events.backends import PERMISSIONS
from events.models import Attachment, Event, Membership, Talk
from posts.models import Post
from tests.factories import make_attachment, make_event, make_post, make_talk, make_user


@pytest.fixture
def draft(guangzhou):
    return make_event(city=guangzhou, published=False)


def make_uploader(city, **fields):
    user = make_user(**fields)
    Membership.objects.create(user=user, city=city, role="uploader")
    return user


def make_editor(**fields):
    user = make_user(**fields)
    user.groups.add(Group.objects.get(name=EDITORS))
    return user


def everybody(city, other):
    return {
        "visitor": AnonymousUser(),
        "reader": make_user(staff=False),
        "staff": make_user(),
        "neighbour": make_user(organizer_of=other),
        "uploader": make_uploader(city),
        "organizer": make_user(organizer_of=city),
        "editor": make_editor(),
        "superuser": make_user(superuser=True),
    }


def those_who(action, row, city, other):
    return {name for name, user in everybody(city, other).items() if can(user, action, row)}


CHANGE = {"organizer", "editor", "superuser"}
VIEW = {*CHANGE, "uploader"}
ALL = {*VIEW, "visitor", "reader", "staff", "neighbour"}


def test_a_draft_and_what_hangs_on_it_is_seen_by_its_citys_people(draft, guangzhou, shenzhen):
    talk = make_talk(event=draft)
    for row in (draft, talk, make_attachment(event=draft), make_attachment(talk=talk)):
        assert those_who("view", row, guangzhou, shenzhen) == VIEW
        assert those_who("change", row, guangzhou, shenzhen) == CHANGE


def test_what_is_published_is_seen_by_all_and_changed_by_its_own(guangzhou, shenzhen):
    talk = make_talk(event=make_event(city=guangzhou))
    for row in (talk.event, talk, make_attachment(talk=talk)):
        assert those_who("view", row, guangzhou, shenzhen) == ALL
        assert those_who("change", row, guangzhou, shenzhen) == CHANGE


def test_a_hidden_file_is_seen_by_its_citys_people(guangzhou, shenzhen):
    row = make_attachment(event=make_event(city=guangzhou), hidden=True)
    assert those_who("view", row, guangzhou, shenzhen) == VIEW


def test_a_draft_post_belongs_to_the_organizers_of_its_events(draft, guangzhou, shenzhen):
    post = make_post(events=[draft], published=False)
    assert those_who("view", post, guangzhou, shenzhen) == CHANGE
    assert those_who("change", post, guangzhou, shenzhen) == CHANGE


def test_a_post_of_no_city_is_the_editors(guangzhou, shenzhen):
    post = make_post(published=False)
    assert those_who("change", post, guangzhou, shenzhen) == {"editor", "superuser"}


def test_a_scheduled_post_waits_for_visitors_only(guangzhou, shenzhen):
    post = make_post(events=[make_event(city=guangzhou)], scheduled=True)
    assert those_who("view", post, guangzhou, shenzhen) == CHANGE


def test_an_uploader_changes_the_own_files_of_the_own_city(draft, guangzhou, shenzhen):
    user = make_uploader(guangzhou)
    own = make_attachment(event=draft, uploaded_by=user)
    library = make_attachment(uploaded_by=user)
    gone = make_attachment(event=make_event(city=shenzhen), uploaded_by=user)
    assert set(Attachment.objects.editable_by(user)) == {own, library}
    assert not can(user, "change", gone)


@pytest.mark.parametrize("fields", [{"staff": False}, {}])
def test_only_staff_have_roles(draft, guangzhou, fields):
    user = make_user(organizer_of=guangzhou, **fields)
    assert can(user, "change", draft) == bool(user.is_staff)
    assert member_cities(user).exists() == bool(user.is_staff)
    assert user.has_perm("events.change_event") == bool(user.is_staff)


def test_who_is_no_longer_active_has_no_role(draft, guangzhou):
    user = make_editor(organizer_of=guangzhou)
    assert is_editor(user)
    user.is_active = False
    assert not is_editor(user)
    assert not editable_cities(user).exists()
    assert not user.has_perm("events.change_event")


def test_a_role_is_held_per_city(guangzhou, shenzhen):
    user = make_user(organizer_of=guangzhou)
    Membership.objects.create(user=user, city=shenzhen, role="uploader")
    assert list(editable_cities(user)) == [guangzhou]
    assert set(member_cities(user)) == {guangzhou, shenzhen}


def test_rows_come_once_however_many_ways_lead_to_them(guangzhou, shenzhen):
    user = make_user(organizer_of=guangzhou)
    Membership.objects.create(user=user, city=shenzhen)
    events = [make_event(city=city) for city in (guangzhou, guangzhou, shenzhen)]
    post = make_post(events=events)
    post.cities.set([guangzhou, shenzhen])
    assert list(Post.objects.editable_by(user)) == [post]
    assert list(Post.objects.visible_to(user)) == [post]


def test_a_role_gives_permissions_without_a_grant_by_hand(guangzhou):
    organizer, uploader = make_user(organizer_of=guangzhou), make_uploader(guangzhou)
    assert organizer.has_perms(["events.change_event", "speakers.add_speaker", "posts.add_post"])
    assert uploader.has_perms(["events.add_attachment", "events.view_event"])
    for name in ("events.change_event", "speakers.add_speaker", "posts.view_post"):
        assert not uploader.has_perm(name)
    for name in ("events.delete_tag", "events.change_city", "auth.view_user"):
        assert not organizer.has_perm(name)


def test_visitors_see_no_draft_in_any_set(draft):
    make_talk(event=draft)
    make_attachment(event=draft)
    for model in (Event, Talk, Attachment):
        assert not model.objects.visible_to(AnonymousUser()).exists()
        assert not model.objects.editable_by(AnonymousUser()).exists()


def test_a_role_that_nobody_knows_grants_nothing(guangzhou, monkeypatch):
    assert make_uploader(guangzhou).has_perm("events.view_event")
    monkeypatch.delitem(PERMISSIONS, "uploader")
    assert not make_uploader(guangzhou).has_perm("events.view_event")
