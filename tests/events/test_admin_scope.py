"""Door 2 in the admin: the organizer of one city at the doors of another."""

import pytest
from django.urls import reverse

from events.models import Attachment, Event, Membership, Talk
from posts.models import Post
from tests.admin_pages import errors, fields, submit
from tests.factories import (
    make_attachment,
    make_event,
    make_post,
    make_speaker,
    make_talk,
    make_user,
)


@pytest.fixture
def organizer(client, guangzhou):
    user = make_user("gz", organizer_of=guangzhou)
    client.force_login(user)
    return user


@pytest.fixture
def uploader(client, guangzhou):
    user = make_user("up")
    Membership.objects.create(user=user, city=guangzhou, role="uploader")
    client.force_login(user)
    return user


def change(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def add(name):
    return reverse(f"admin:{name}_add")


def suggestions(client, source, field, term=""):
    app, model = source.split(".")
    query = {"app_label": app, "model_name": model, "field_name": field, "term": term}
    answer = client.get(reverse("admin:autocomplete"), query)
    return [row["text"] for row in answer.json()["results"]]


def test_an_event_stays_in_a_city_of_its_organizer(client, organizer, guangzhou, shenzhen):
    event = make_event(city=guangzhou)
    assert "city" in errors(submit(client, change(event), city=shenzhen.pk))
    event.refresh_from_db()
    assert event.city == guangzhou
    assert submit(client, change(event), title="改了").status_code == 302


def test_another_citys_event_is_not_drawn_into_ones_own(client, organizer, guangzhou, shenzhen):
    own, other = make_event(city=guangzhou), make_event(city=shenzhen, published=False)
    data = {"_save": "1", **fields(client, change(own))}
    assert client.post(change(other), data).headers["Location"] == "/admin/"
    other.refresh_from_db()
    assert (other.city, other.title) != (guangzhou, own.title)


def test_what_belongs_to_another_city_is_said_to_be_out_of_reach(client, organizer, shenzhen):
    event = make_event(city=shenzhen)
    (message,) = client.get(change(event), follow=True).context["messages"]
    assert "别的城市" in str(message)
    assert event.title not in str(message)


def test_events_are_made_in_ones_own_city(client, organizer, guangzhou, shenzhen):
    assert "city" in errors(submit(client, add("events_event"), title="新", city=shenzhen.pk))
    assert submit(client, add("events_event"), title="新", city=guangzhou.pk).status_code == 302
    assert Event.objects.get().city == guangzhou


def test_a_talk_moves_only_between_events_of_ones_own(client, organizer, guangzhou, shenzhen):
    talk = make_talk(event=make_event(city=guangzhou))
    other, own = make_event(city=shenzhen), make_event(city=guangzhou)
    assert "event" in errors(submit(client, change(talk), event=other.pk))
    assert submit(client, change(talk), event=own.pk).status_code == 302
    talk.refresh_from_db()
    assert talk.event == own


def test_an_inline_row_has_to_belong_to_its_event(client, organizer, guangzhou, shenzhen):
    event = make_event(city=guangzhou)
    make_talk(event=event)
    foreign = make_talk(event=make_event(city=shenzhen), title="别人的")
    changes = {"talks-0-id": foreign.pk, "talks-0-title": "抢来的"}
    assert "talks" in errors(submit(client, change(event), **changes))
    foreign.refresh_from_db()
    assert (foreign.title, foreign.event.city) == ("别人的", shenzhen)
    assert submit(client, change(event), **{"talks-0-title": "自己的"}).status_code == 302


def test_an_inline_file_has_to_belong_to_its_event(client, organizer, guangzhou, shenzhen):
    event = make_event(city=guangzhou)
    make_attachment(event=event, title="自己的")
    foreign = make_attachment(event=make_event(city=shenzhen), title="别人的")
    changes = {"attachments-0-id": foreign.pk, "attachments-0-DELETE": "on"}
    submit(client, change(event), **changes)
    assert Attachment.objects.filter(event=event).exists()
    assert Attachment.objects.filter(pk=foreign.pk).exists()


def test_autocompletion_offers_own_rows_only(client, organizer, guangzhou, shenzhen):
    make_talk(event=make_event(city=guangzhou, title="羊城", day=None, published=False), title="己")
    make_talk(event=make_event(city=shenzhen, title="鹏城", day=None), title="彼")
    assert suggestions(client, "events.talk", "event") == ["羊城"]
    assert suggestions(client, "posts.post", "events") == ["羊城"]
    assert suggestions(client, "events.attachment", "talk") == ["己 — 羊城"]


def test_the_lists_filter_by_own_cities_only(client, organizer, guangzhou, shenzhen):
    make_event(city=guangzhou)
    make_event(city=guangzhou)
    make_event(city=shenzhen, day=None, title="鹏城")
    html = client.get(reverse("admin:events_event_changelist")).content.decode()
    assert "鹏城" not in html
    assert "深圳" not in html


def test_actions_leave_other_cities_rows_alone(client, organizer, guangzhou, shenzhen):
    own, other = (make_event(city=city, published=False) for city in (guangzhou, shenzhen))
    data = {"action": "publish", "_selected_action": [own.pk, other.pk]}
    client.post(reverse("admin:events_event_changelist"), data)
    assert list(Event.objects.filter(status="published")) == [own]
    client.post(
        reverse("admin:events_event_changelist"),
        {**data, "action": "delete_selected", "post": "yes"},
    )
    assert list(Event.objects.all()) == [other]


def test_a_new_post_needs_an_event_or_a_city_of_ones_own(client, organizer, guangzhou, shenzhen):
    page = add("posts_post")
    assert "__all__" in errors(submit(client, page, title="无主"))
    assert "cities" in errors(submit(client, page, title="越界", cities=shenzhen.pk))
    assert submit(client, page, title="自家", cities=guangzhou.pk).status_code == 302
    assert Post.objects.get().title == "自家"


def test_a_joint_recap_keeps_the_other_citys_event(client, organizer, guangzhou, shenzhen):
    own, other = make_event(city=guangzhou), make_event(city=shenzhen)
    post = make_post(events=[own, other])
    assert submit(client, change(post), title="改题").status_code == 302
    assert set(post.events.all()) == {own, other}
    assert "events" in errors(submit(client, change(post), events=own.pk))
    assert "__all__" in errors(submit(client, change(post), events=other.pk))


def test_nobody_links_another_citys_event(client, organizer, guangzhou, shenzhen):
    post = make_post(events=[make_event(city=guangzhou)])
    other = make_event(city=shenzhen)
    events = [post.events.get().pk, other.pk]
    assert "events" in errors(submit(client, change(post), events=events))


def test_speakers_are_everybodys_but_not_the_drafts_they_speak_on(
    client, organizer, guangzhou, shenzhen
):
    draft = make_talk(event=make_event(city=shenzhen, published=False), title="密")
    talk = make_talk(event=make_event(city=guangzhou, published=False), title="己")
    speaker = make_speaker()
    for row in (draft, talk):
        row.credits.create(speaker=speaker)
    html = client.get(change(speaker)).content.decode()
    assert talk.get_absolute_url() in html
    assert draft.get_absolute_url() not in html
    assert submit(client, change(speaker), name="改名").status_code == 302


def test_an_uploader_adds_a_file_to_an_event_of_the_city(client, uploader, guangzhou, shenzhen):
    own, other = make_event(city=guangzhou, published=False), make_event(city=shenzhen)
    page = add("events_attachment")
    link = {"kind": "video", "url": "https://example.org/v"}
    assert "event" in errors(submit(client, page, **link, event=other.pk))
    assert submit(client, page, **link, event=own.pk).status_code == 302
    assert own.attachments.get().uploaded_by == uploader


def test_an_uploader_mends_own_files_and_nothing_else(client, uploader, guangzhou):
    event = make_event(city=guangzhou)
    mine, theirs = make_attachment(event=event, uploaded_by=uploader), make_attachment(event=event)
    assert submit(client, change(mine), title="改").status_code == 302
    for row in (theirs, event, make_talk(event=event)):
        assert client.post(change(row), {"title": "改"}).status_code == 403


def test_who_is_uploader_in_one_city_publishes_only_where_organizer(
    client, organizer, guangzhou, shenzhen
):
    Membership.objects.create(user=organizer, city=shenzhen, role="uploader")
    own, seen = (make_event(city=city, published=False) for city in (guangzhou, shenzhen))
    data = {"action": "publish", "_selected_action": [own.pk, seen.pk]}
    response = client.post(reverse("admin:events_event_changelist"), data, follow=True)
    levels = [message.level_tag for message in response.context["messages"]]
    assert sorted(levels) == ["error", "success"]
    assert list(Event.objects.filter(status="published")) == [own]


def test_the_new_row_is_looked_at_before_the_commit(
    client, organizer, guangzhou, shenzhen, monkeypatch
):
    """Should a form ever let a foreign city through, saving still does not."""
    monkeypatch.setattr("events.admin.scope.choices_for", lambda request, model: None)
    event = make_event(city=guangzhou)
    assert submit(client, change(event), city=shenzhen.pk).status_code == 403
    event.refresh_from_db()
    assert event.city == guangzhou


def test_talks_are_deleted_only_in_ones_own_city(client, organizer, guangzhou, shenzhen):
    own, other = (make_talk(event=make_event(city=city)) for city in (guangzhou, shenzhen))
    for talk in (own, other):
        client.post(reverse("admin:events_talk_delete", args=[talk.pk]), {"post": "yes"})
    assert list(Talk.objects.all()) == [other]
