"""Two people at one page: nobody's words go, and what both changed is settled by a person."""

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Talk
from techparty_site.lib.history import keeping
from tests.admin_pages import errors, fields, fields_of
from tests.events.test_admin_scope import change
from tests.factories import make_event, make_post, make_speaker, make_talk, make_user

BODY = "开头\n\n第一段\n\n第二段\n\n结尾"


@pytest.fixture
def two(db):
    """Clients of two editors."""
    clients = []
    for name in ("martin", "wendy"):
        one = Client()
        one.force_login(make_user(name, superuser=True))
        clients.append(one)
    return clients


def save(client, row, opened, **changes):
    """What the page showed when it was opened, sent with some changes."""
    data = {"_save": "1", **opened, **changes}
    return client.post(change(row), data)


def text(value):
    return value.replace("\n", "\r\n")


def test_fields_that_a_colleague_changed_meanwhile_stay(two):
    martin, wendy = two
    post = make_post(title="旧题", byline="旧", body=BODY, tags=["Go"])
    opened = fields(wendy, change(post))
    save(martin, post, fields(martin, change(post)), title="新题", tags=["Go", "Docker"])
    assert save(wendy, post, opened, byline="新").status_code == 302
    post.refresh_from_db()
    assert (post.title, post.byline) == ("新题", "新")
    assert {tag.name for tag in post.tags.all()} == {"Go", "Docker"}


def test_different_paragraphs_of_a_text_are_merged(two):
    martin, wendy = two
    post = make_post(body=BODY)
    opened = fields(wendy, change(post))
    theirs = BODY.replace("第一段", "马丁的第一段")
    save(martin, post, fields(martin, change(post)), body=text(theirs))
    own = BODY.replace("第二段", "文迪的第二段")
    assert save(wendy, post, opened, body=text(own)).status_code == 302
    post.refresh_from_db()
    assert post.body == "开头\n\n马丁的第一段\n\n文迪的第二段\n\n结尾"
    assert "马丁的第一段" in post.body_html


@pytest.fixture
def clash(two):
    """Wendy's save came second; the page that it led to."""
    martin, wendy = two
    post = make_post(title="题", body=BODY)
    opened = fields(wendy, change(post))
    theirs = BODY.replace("第一段", "马丁的<b>").replace("结尾", "马丁的结尾")
    save(martin, post, fields(martin, change(post)), body=text(theirs))
    page = save(wendy, post, opened, body=text(BODY.replace("第一段", "文迪的<i>")))
    post.refresh_from_db()
    return post, wendy, page


def test_two_versions_of_a_paragraph_are_shown_and_nothing_is_saved(clash):
    post, _wendy, page = clash
    assert "body" in errors(page)
    html = page.content.decode().replace("<mark>", "").replace("</mark>", "")
    assert "<del>马丁的&lt;b&gt;</del>" in html
    assert "<ins>文迪的&lt;i&gt;</ins>" in html
    assert "martin" in html
    assert "马丁的" in post.body
    assert "文迪的" not in post.body


def test_what_was_sent_is_kept_in_the_history(clash):
    post, wendy, _page = clash
    history = wendy.get(reverse("admin:posts_post_history", args=[post.pk])).content.decode()
    assert "没有采用" in history
    aside = keeping.revisions_of(post).first()
    version = aside.version_set.get(object_id=post.pk, content_type__model="post")
    assert "文迪的<i>" in version.field_dict["body"]


def test_saving_again_takes_ones_own_paragraph_and_the_others_changes_elsewhere(clash):
    post, wendy, page = clash
    assert save(wendy, post, shown(page)).status_code == 302
    post.refresh_from_db()
    assert post.body == "开头\n\n文迪的<i>\n\n第二段\n\n马丁的结尾"


@pytest.mark.parametrize(
    ("choice", "paragraph"),
    [("mine", "文迪的<i>"), ("theirs", "马丁的<b>"), ("both", "马丁的<b>\n文迪的<i>")],
)
def test_a_choice_is_put_together_looked_over_and_saved(clash, choice, paragraph):
    post, wendy, page = clash
    sent = shown(page)
    (name,) = [name for name in sent if name.startswith("body-choice-")]
    del sent["_save"]
    again = wendy.post(change(post), {**sent, name: choice, "_merge": "1"})
    body = f"开头\n\n{paragraph}\n\n第二段\n\n马丁的结尾"
    if again.status_code == 200:
        assert again.context["adminform"].form["body"].value().replace("\r\n", "\n") == body
        again = save(wendy, post, shown(again))
    assert again.status_code == 302
    post.refresh_from_db()
    assert post.body == body


def test_who_saves_in_between_clashes_anew(clash, two):
    martin, wendy = two
    post, _wendy, page = clash
    third = post.body.replace("马丁的<b>", "又改了")
    save(martin, post, fields(martin, change(post)), body=text(third))
    assert "body" in errors(save(wendy, post, shown(page)))
    post.refresh_from_db()
    assert post.body == third


def test_a_short_field_clashes_as_a_whole(two):
    martin, wendy = two
    post = make_post(title="旧题")
    opened = fields(wendy, change(post))
    save(martin, post, fields(martin, change(post)), title="马丁的题")
    page = save(wendy, post, opened, title="文迪的题")
    assert "title" in errors(page)
    assert save(wendy, post, shown(page)).status_code == 302
    post.refresh_from_db()
    assert post.title == "文迪的题"


def test_rows_and_talks_that_a_colleague_added_or_changed_stay(two):
    martin, wendy = two
    event = make_event(title="活动")
    first = make_talk(event=event, title="一", speakers=[make_speaker("岑夜舟")])
    second = make_talk(event=event, title="二")
    opened = fields(wendy, change(event))
    make_talk(event=event, title="三")
    save(martin, first, fields(martin, change(first)), summary="马丁写的")
    changes = {"talks-1-title": "文迪改的二"}
    assert save(wendy, event, opened, **changes).status_code == 302
    assert list(event.talks.values_list("title", flat=True)) == ["一", "文迪改的二", "三"]
    assert Talk.objects.get(pk=first.pk).summary == "马丁写的"
    assert second.pk


def test_a_program_that_changed_the_row_is_no_person_but_clashes_too(two):
    _martin, wendy = two
    post = make_post(title="旧题")
    opened = fields(wendy, change(post))
    type(post).objects.filter(pk=post.pk).update(title="导入的题")
    page = save(wendy, post, opened, title="文迪的题")
    assert "title" in errors(page)
    post.refresh_from_db()
    assert post.title == "导入的题"


def test_without_a_colleague_nothing_is_asked(two):
    _martin, wendy = two
    post = make_post(title="一", body=BODY)
    for title in ("二", "三", "四"):
        assert save(wendy, post, fields(wendy, change(post)), title=title).status_code == 302


def shown(page):
    return {"_save": "1", **fields_of(page)}
