"""Where the talks of a recap stand in it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count

from events.programme import TalkBlock
from posts.models import Post
from posts.story import Missing, neighbours, tell
from tests.factories import (
    make_event,
    make_photo,
    make_post,
    make_talk,
    make_user,
)


def story_of(post, user=None):
    rows = Post.objects.with_day().annotate(event_count=Count("events", distinct=True))
    return tell(rows.get(pk=post.pk), user or AnonymousUser())


def names(parts):
    """Talks by their title, markers without a talk by their slug, text as it is."""
    return [
        part.talk.title if isinstance(part, TalkBlock) else getattr(part, "slug", "text")
        for part in parts
    ]


@pytest.fixture
def event(db):
    event = make_event()
    for slug in ("first", "second", "third"):
        make_talk(event=event, title=slug, slug=slug)
    return event


def test_talks_stand_where_the_marker_is_in_the_order_of_the_evening(event):
    post = make_post(events=[event], body="开场。\n\n[[talks]]\n\n散场。")
    assert names(story_of(post).parts) == ["text", "first", "second", "third", "text"]


def test_talks_are_told_in_the_order_of_a_post_that_names_them(event):
    post = make_post(events=[event], body="[[talk third]]\n\n休息。\n\n[[talk first]]")
    assert names(story_of(post).parts) == ["third", "text", "first"]
    assert names(story_of(post).remaining) == ["second"]


def test_a_talk_with_a_place_of_its_own_is_left_out_of_all_talks(event):
    post = make_post(events=[event], body="[[talks]]\n\n压轴。\n\n[[talk second]]\n\n[[talks]]")
    assert names(story_of(post).parts) == ["first", "third", "text", "second"]


def test_a_talk_named_twice_is_shown_once(event):
    post = make_post(events=[event], body="[[talk first]]\n\n[[talk first]]")
    assert names(story_of(post).parts) == ["first"]


def test_without_a_marker_all_talks_remain_for_the_end(event):
    story = story_of(make_post(events=[event], body="只有文字。"))
    assert names(story.parts) == ["text"]
    assert names(story.remaining) == ["first", "second", "third"]


def test_a_marker_that_names_no_talk_of_the_events_stays_as_a_note(event):
    make_talk(event=make_event(), slug="elsewhere")
    post = make_post(events=[event], body="[[talk elsewhere]]\n\n[[talk nothing]]")
    assert story_of(post).parts == [Missing("elsewhere"), Missing("nothing")]


def test_talks_of_events_the_reader_may_not_see_are_no_talks(event):
    draft = make_event(published=False)
    make_talk(event=draft, title="secret", slug="secret")
    post = make_post(events=[event, draft], body="[[talk secret]]\n\n[[talks]]")
    assert names(story_of(post).parts) == ["secret", "first", "second", "third"]
    assert isinstance(story_of(post).parts[0], Missing)
    assert story_of(post).events == [event]
    assert isinstance(story_of(post, make_user(superuser=True)).parts[0], TalkBlock)


def test_each_event_counts_its_own_talks(event):
    later = make_event(day=None, title="later")
    make_talk(event=later, title="fourth")
    story = story_of(make_post(events=[event, later], body="[[talks]]"))
    assert sorted(block.number for block in story.parts) == [1, 1, 2, 3]


def test_an_event_without_talks_is_still_told_of(event):
    silent = make_event(title="silent")
    assert story_of(make_post(events=[event, silent])).events == [event, silent]


def test_contents_lead_to_headings_and_talks(event):
    post = make_post(events=[event], body="## 开场\n\n[[talk first]]\n\n## 散场")
    assert [entry.anchor for entry in story_of(post).contents] == ["s-开场", "talk-first", "s-散场"]
    assert story_of(make_post(body="## 一个\n\n没有第二个")).contents == []


def test_a_short_opening_before_the_talks_stands_beside_the_facts(event):
    story = story_of(make_post(events=[event], body="开场。\n\n[[talks]]"))
    assert "开场" in story.opening.html
    assert names(story.rest) == ["first", "second", "third"]
    assert story_of(make_post(body="一篇文章。")).opening is None


def test_the_cover_is_the_posts_own_else_its_events(event):
    event.cover = make_photo(event=event)
    event.save()
    own = make_photo()
    assert story_of(make_post(events=[event], cover=own)).cover.attachment == own
    assert story_of(make_post(events=[event])).cover.attachment == event.cover


def test_a_cover_that_the_text_shows_already_is_not_shown_again(event):
    own = make_photo()
    post = make_post(cover=own, body=f"![合照](/files/{own.uuid}/a.jpg)")
    assert story_of(post).cover is None


def test_a_hidden_cover_is_none(db):
    assert story_of(make_post(cover=make_photo(hidden=True))).cover is None


def test_neighbours_go_by_the_day_of_the_event_not_of_the_writing(db):
    def recap(day):
        return make_post(events=[make_event(day=f"2020-0{day}-01")], title=f"recap {day}")

    middle, newest, oldest = recap(2), recap(3), recap(1)
    found = Post.objects.with_day().get(pk=middle.pk)
    assert neighbours(found) == (oldest, newest)
    assert neighbours(Post.objects.with_day().get(pk=oldest.pk)) == (None, middle)


def test_two_posts_of_a_day_are_neighbours_of_each_other(db):
    event = make_event()
    first, second = make_post(events=[event]), make_post(events=[event])
    assert neighbours(Post.objects.with_day().get(pk=first.pk)) == (None, second)
    assert neighbours(Post.objects.with_day().get(pk=second.pk)) == (first, None)


def test_neighbours_are_published_and_of_the_same_kind(db):
    post = make_post(events=[make_event(day="2020-02-01")])
    make_post(events=[make_event(day="2020-03-01")], published=False)
    make_post(events=[make_event(day="2020-04-01")], scheduled=True)
    make_post(events=[make_event(day="2020-05-01")], kind=Post.Kind.ARTICLE)
    assert neighbours(Post.objects.with_day().get(pk=post.pk)) == (None, None)
