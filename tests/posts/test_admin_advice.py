"""What an author hears after saving a post: warnings, never a refusal."""

from datetime import timedelta

import pytest
from django.utils import timezone

from posts.models import Post
from tests.admin_pages import submit
from tests.events.test_admin_scope import change
from tests.factories import make_event, make_post, make_talk, make_user

LIST = "/admin/posts/post/"


@pytest.fixture(autouse=True)
def admin(client, db):
    client.force_login(make_user("root", superuser=True))


def heard(client, post, **changes):
    """The warnings after saving the post."""
    response = client.get(submit(client, change(post), **changes).headers["Location"])
    return [str(m) for m in response.context["messages"] if m.level_tag == "warning"]


def test_publishing_while_the_event_is_a_draft_is_warned_of(client):
    event = make_event(title="五月场", published=False)
    post = make_post(events=[event, make_event()], published=False)
    assert heard(client, post) == []
    (warning,) = heard(client, post, status="published")
    assert f'<a href="{change(event)}">五月场</a>' in warning
    assert "草稿" in warning


def test_an_event_that_comes_out_before_the_post_is_no_reason_to_warn(client):
    event, post = make_event(scheduled=True), make_post(published=False)
    post.events.add(event)
    later = timezone.now() + timedelta(days=2)
    for moment, count in ((timezone.now(), 1), (later, 0)):
        Post.objects.filter(pk=post.pk).update(published_at=moment, status="published")
        assert len(heard(client, post)) == count


def test_publishing_many_warns_of_drafts_too(client):
    post = make_post(events=[make_event(published=False)], published=False)
    data = {"action": "publish", "_selected_action": [post.pk]}
    levels = [m.level_tag for m in client.post(LIST, data, follow=True).context["messages"]]
    assert sorted(levels) == ["success", "warning"]


def test_a_marker_that_names_no_talk_of_the_events_is_warned_of(client):
    talk, other = make_talk(slug="有这一讲"), make_talk()
    post = make_post(events=[talk.event])
    assert heard(client, post, body="[[talk 有这一讲]]\n\n[[talks]]") == []
    (warning,) = heard(client, post, body=f"[[talk 没有这一讲]]\n\n[[talk {talk.slug}]]")
    assert "[[talk 没有这一讲]]" in warning
    assert other.slug in heard(client, post, body=f"[[talk {other.slug}]]")[0]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("[[talks]\n", "[[talks]"),
        ("前文\n\n[[talk 一\n\n后文", "[[talk 一"),
        ("[[talks]] 后面", "[[talks]] 后面"),
        ("    [[talks]\n", None),
        ("写 `[[talks]]` 就行", None),
    ],
)
def test_a_marker_that_will_be_shown_as_it_stands_is_warned_of(client, body, shown):
    found = heard(client, make_post(), body=body)
    assert [shown in text for text in found] == ([True] if shown else [])
