from datetime import date

from posts.models import Post
from posts.story import tell
from tests.factories import make_event, make_post, make_talk, make_user


def test_drafts_come_first_where_people_work(db):
    old, draft, new = make_post(), make_post(published=False), make_post()
    assert list(Post.objects.all()) == [draft, new, old]


def test_drafts_come_last_where_posts_are_told_in_order(db):
    draft, old, new = make_post(published=False), make_post(), make_post()
    assert list(Post.objects.oldest_first()) == [old, new, draft]


def test_a_story_tells_of_the_events_without_a_date_last(db):
    undated, dated = make_event(day=None), make_event(day=date(2014, 5, 18))
    post = make_post(events=[undated, dated])
    assert events_told(post) == [dated, undated]
    for event in (undated, dated):
        make_talk(event=event)
    assert events_told(post) == [dated, undated]


def events_told(post):
    post.event_count = 2
    return tell(post, make_user(superuser=True)).events
