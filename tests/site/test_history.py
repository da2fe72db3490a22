"""Every save at the desk is kept whole; what was can be seen, compared and brought back."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from reversion.models import Revision, Version

from events.models import Attachment, DiscardedFile, Event, Membership, Talk
from posts.models import Post
from speakers.models import Speaker
from techparty_site.lib.history import keeping
from tests.admin_pages import submit
from tests.events.test_admin_scope import change
from tests.factories import (
    make_attachment,
    make_deck,
    make_event,
    make_post,
    make_speaker,
    make_talk,
    make_user,
)


@pytest.fixture
def editor(client, db):
    user = make_user("editor", superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def organizer(client, guangzhou):
    user = make_user("gz", organizer_of=guangzhou)
    client.force_login(user)
    return user


def page(row, name, *args):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{name}", args=args)


def history(client, row):
    return client.get(page(row, "history", row.pk))


def compare(client, row, **query):
    return client.get(page(row, "compare", row.pk), query).content.decode()


def revisions(row):
    """The oldest first."""
    return list(keeping.revisions_of(row))[::-1]


def restore(client, row, revision):
    return client.post(page(row, "restore", row.pk, revision.pk), follow=True)


def delete(client, row):
    return client.post(page(row, "delete", row.pk), {"post": "yes"})


def recover(client, row_page, revision):
    return client.post(page(row_page, "recover", revision.pk), follow=True)


def test_the_first_save_keeps_what_was_there_before(client, editor):
    post = make_post(title="旧题", body="旧的话", tags=["Docker"])
    submit(client, change(post), title="新题", body="新的话", tags="Go")
    before, after = revisions(post)
    assert (before.user, after.user) == (None, editor)
    html = compare(client, post)
    assert "<del><mark>旧</mark>题</del>" in html
    assert "<del>Docker</del>" in html
    assert "<ins>Go</ins>" in html
    assert "<del><mark>旧</mark>的话</del>" in html
    assert "<ins><mark>新</mark>的话</ins>" in html


def test_a_save_that_changes_nothing_is_not_kept_twice(client, editor):
    post = make_post()
    for _time in range(3):
        submit(client, change(post))
    assert len(revisions(post)) == 1


def test_what_a_program_changed_between_two_saves_is_kept_too(client, editor):
    post = make_post(title="一")
    submit(client, change(post), title="二")
    Post.objects.filter(pk=post.pk).update(title="三")
    submit(client, change(post), title="四")
    states = [Version.objects.get(revision=one, content_type=of(Post)) for one in revisions(post)]
    assert [state.field_dict["title"] for state in states] == ["一", "二", "三", "四"]


def of(model):
    return ContentType.objects.get_for_model(model)


def test_a_state_comes_back_with_its_tags_and_events(client, editor):
    first, second = make_event(title="甲"), make_event(title="乙")
    post = make_post(title="旧题", body="旧的话", tags=["Docker", "C++"], events=[first])
    submit(client, change(post), title="新题", body="", tags="Go", events=[second.pk])
    restore(client, post, revisions(post)[0])
    post.refresh_from_db()
    assert (post.title, post.body) == ("旧题", "旧的话")
    assert "<p>旧的话</p>" in post.body_html
    assert {tag.name for tag in post.tags.all()} == {"Docker", "C++"}
    assert list(post.events.all()) == [first]
    assert len(revisions(post)) == 3


def test_an_event_comes_back_with_talks_speakers_and_files(client, editor):
    event = make_event(title="旧题")
    talk = make_talk(event=event, title="容器", speakers=[make_speaker("岑夜舟")], tags=["Go"])
    make_attachment(talk=talk, title="讲稿", url="https://example.com/a.pdf")
    submit(client, change(event), title="新题")
    talk.delete()
    later = make_talk(event=event, title="后来的")
    restore(client, event, revisions(event)[0])
    event.refresh_from_db()
    assert event.title == "旧题"
    back = Talk.objects.get(title="容器")
    assert [str(row) for row in back.credits.all()] == ["岑夜舟"]
    assert [tag.name for tag in back.tags.all()] == ["Go"]
    assert [row.title for row in back.attachments.all()] == ["讲稿"]
    assert later in event.talks.all()


def test_a_photo_that_was_wished_away_does_not_come_back_into_sight(client, editor):
    event = make_event()
    hidden = make_attachment(event=event, kind="photo", title="甲", url="https://example.com/a.jpg")
    gone = make_attachment(event=event, kind="photo", title="乙", url="https://example.com/b.jpg")
    submit(client, change(event), title="改了")
    Attachment.objects.filter(pk=hidden.pk).update(hidden=True)
    gone.delete()
    restore(client, event, revisions(event)[0])
    assert dict(event.attachments.values_list("title", "hidden")) == {"甲": True, "乙": True}


def test_what_is_public_stays_as_it_is(client, editor):
    post = make_post(title="一", published=False, slug="old")
    submit(client, change(post), title="二", slug="new", _publish="1")
    restore(client, post, revisions(post)[0])
    post.refresh_from_db()
    assert (post.title, post.slug, post.is_published) == ("一", "new", True)


def test_a_talks_own_page_changes_the_history_of_its_event(client, editor):
    talk = make_talk(event=make_event(), title="旧讲题")
    other = make_talk(event=talk.event, title="别的")
    submit(client, change(talk), title="新讲题")
    for row in (talk.event, talk):
        assert "<del><mark>旧</mark>讲题</del>" in compare(client, row)
    submit(client, change(other), title="别的改了")
    assert len(history(client, talk).context["steps"]) == 2
    assert len(history(client, talk.event).context["steps"]) == 3


def test_bulk_actions_are_kept(client, editor):
    post = make_post(published=False)
    data = {"action": "publish", "_selected_action": [post.pk]}
    client.post(reverse("admin:posts_post_changelist"), data)
    assert len(revisions(post)) == 2


def test_what_was_deleted_comes_back_whole_as_a_draft(client, editor):
    event = make_event(title="没了的", slug="gone", tags=["Go"])
    talk = make_talk(event=event, title="容器", speakers=[make_speaker("岑夜舟")])
    make_deck(talk=talk)
    delete(client, event)
    assert not Event.objects.exists()
    html = client.get(page(event, "deleted")).content.decode()
    assert "没了的" in html
    recover(client, event, Revision.objects.latest("pk"))
    back = Event.objects.get()
    assert (back.title, back.slug, back.status) == ("没了的", "gone", "draft")
    assert [tag.name for tag in back.tags.all()] == ["Go"]
    assert [str(row) for row in back.talks.get().credits.all()] == ["岑夜舟"]
    deck = Attachment.objects.get()
    assert deck.file.storage.exists(deck.file.name)
    assert "没了的" not in client.get(page(event, "deleted")).content.decode()


def test_a_file_that_is_gone_for_good_is_named(client, editor):
    event = make_event()
    deck = make_deck(talk=None, event=event, original_name="讲稿.pdf")
    name, storage = deck.file.name, deck.file.storage
    delete(client, event)
    storage.delete(name)
    DiscardedFile.objects.all().delete()
    html = recover(client, event, Revision.objects.latest("pk")).content.decode()
    assert "讲稿.pdf" in html
    assert "30 天" in html
    assert Event.objects.exists()
    assert not Attachment.objects.exists()


def test_bulk_deletion_is_kept_too(client, editor):
    posts = [make_post(title="甲"), make_post(title="乙")]
    data = {"action": "delete_selected", "_selected_action": [post.pk for post in posts]}
    client.post(reverse("admin:posts_post_changelist"), {**data, "post": "yes"})
    html = client.get(page(posts[0], "deleted")).content.decode()
    assert "甲" in html
    assert "乙" in html


def test_a_speaker_comes_back_with_other_names(client, editor):
    person = make_speaker("岑夜舟", aliases=["Cen", "夜舟"])
    delete(client, person)
    recover(client, person, Revision.objects.latest("pk"))
    assert {alias.name for alias in Speaker.objects.get().aliases.all()} == {"Cen", "夜舟"}


def test_an_address_that_was_taken_meanwhile_stays_with_its_new_owner(client, editor):
    event = make_event(title="同名", slug="same")
    delete(client, event)
    make_event(title="后来的", slug="same")
    recover(client, event, Revision.objects.latest("pk"))
    back = Event.objects.get(title="同名")
    assert back.slug != "same"


def test_hostile_text_is_inert(client, editor):
    post = make_post(title="<script>alert(1)</script>", body="<img src=x onerror=alert(2)>")
    submit(client, change(post), title="x", body="<svg onload=alert(3)>")
    delete_me = make_post(title="<b onclick=alert(4)>")
    delete(client, delete_me)
    pages = [compare(client, post), history(client, post).content.decode()]
    pages.append(client.get(page(post, "deleted")).content.decode())
    for html in pages:
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "<svg onload" not in html
        assert "<b onclick" not in html
    assert "&lt;script&gt;alert(1)" in pages[0]


class TestOfAnotherCity:
    def test_nobody_reads_or_restores_its_history(self, client, organizer, guangzhou, shenzhen):
        own, other = make_event(city=guangzhou), make_event(city=shenzhen, published=False)
        keeping.keep(other, None, keeping.BEFORE)
        assert history(client, own).status_code == 200
        for name in ("history", "compare"):
            assert client.get(page(other, name, other.pk)).headers["Location"] == "/admin/"
        Event.objects.filter(pk=other.pk).update(title="改了")
        answer = client.post(page(other, "restore", other.pk, revisions(other)[0].pk))
        assert answer.status_code == 302
        other.refresh_from_db()
        assert other.title == "改了"

    def test_a_revision_of_another_row_is_none_of_ones_own(self, client, organizer, guangzhou):
        own, second = make_event(city=guangzhou), make_event(city=guangzhou, title="二")
        keeping.keep(second, None, keeping.BEFORE)
        url = page(own, "restore", own.pk, revisions(second)[0].pk)
        assert client.post(url).status_code == 404
        assert "二" not in compare(client, own, **{"from": revisions(second)[0].pk})

    def test_its_deletions_are_not_listed(self, client, organizer, guangzhou, shenzhen):
        other = make_event(city=shenzhen, title="深圳的草稿", published=False)
        keeping.keep(other, make_user("sz"), keeping.DELETED)
        revision = revisions(other)[0]
        other.delete()
        assert "深圳的草稿" not in client.get(page(other, "deleted")).content.decode()
        assert client.post(page(other, "recover", revision.pk)).status_code == 404
        assert not Event.objects.filter(title="深圳的草稿").exists()

    def test_a_state_in_another_city_is_not_brought_back(
        self,
        client,
        organizer,
        guangzhou,
        shenzhen,
    ):
        event = make_event(city=shenzhen, title="旧")
        keeping.keep(event, None, keeping.BEFORE)
        Event.objects.filter(pk=event.pk).update(city=guangzhou, title="新")
        answer = client.post(page(event, "restore", event.pk, revisions(event)[0].pk))
        assert answer.status_code == 403
        event.refresh_from_db()
        assert (event.city, event.title) == (guangzhou, "新")

    def test_no_link_to_another_citys_event_is_made_or_cut(
        self, client, organizer, guangzhou, shenzhen
    ):
        own, other = make_event(city=guangzhou), make_event(city=shenzhen)
        post = make_post(title="一", events=[own])
        keeping.keep(post, None, keeping.BEFORE)
        post.events.add(other)
        answer = client.post(page(post, "restore", post.pk, revisions(post)[0].pk))
        assert answer.status_code == 403
        assert set(post.events.all()) == {own, other}


def test_what_went_with_its_event_comes_back_with_it_alone(client, editor):
    event = make_event()
    make_deck(talk=None, event=event, original_name="讲稿.pdf")
    alone = make_attachment(kind="photo", title="图库里的", url="https://example.com/a.jpg")
    delete(client, event)
    delete(client, alone)
    html = client.get(page(alone, "deleted")).content.decode()
    assert "图库里的" in html
    assert "讲稿.pdf" not in html
    recover(client, alone, Revision.objects.filter(comment='[{"deleted": {}}]').last())
    assert not Attachment.objects.exists()


def test_a_file_never_comes_back_without_its_talk(client, editor):
    talk, event = make_talk(event=make_event()), make_event()
    link = make_attachment(talk=talk, title="讲稿", url="https://example.com/a.pdf")
    keeping.keep(link, None, keeping.BEFORE)
    revision = revisions(link)[0]
    Attachment.objects.filter(pk=link.pk).update(talk=None, event=event)
    talk.delete()
    html = restore(client, link, revision).content.decode()
    assert "没能恢复" in html
    assert "已恢复" not in html
    link.refresh_from_db()
    assert (link.talk, link.event) == (None, event)


def test_looking_is_no_restoring(client, editor):
    post = make_post(title="一")
    submit(client, change(post), title="二")
    client.get(page(post, "restore", post.pk, revisions(post)[0].pk))
    post.refresh_from_db()
    assert post.title == "二"


def test_who_may_only_look_is_offered_no_restoring(client, guangzhou):
    event = make_event(city=guangzhou, title="一")
    keeping.keep(event, None, keeping.BEFORE)
    Event.objects.filter(pk=event.pk).update(title="二")
    keeping.keep(event, None, [])
    user = make_user("up")
    Membership.objects.create(user=user, city=guangzhou, role="uploader")
    client.force_login(user)
    assert "一" in compare(client, event)
    assert 'class="restore"' not in compare(client, event)
    url = page(event, "restore", event.pk, revisions(event)[0].pk)
    assert client.post(url).status_code == 403
