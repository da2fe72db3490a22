import pytest
from django.utils import timezone

from posts.models import ImportedSource, Post, PostTag
from tests.constraints import Broken, assert_database_refuses, assert_person_reads, named
from tests.factories import make_post, make_tag

RULES = named("posts")


def post(**fields):
    return Post(**{"title": "一篇", "slug": "once", "year": 2024, **fields})


def same_address():
    taken = make_post()
    return post(slug=taken.slug, year=taken.year)


def post_tag():
    tag = make_tag("甲")
    return PostTag(content_object=make_post(tags=["甲"]), tag=tag)


BROKEN: Broken = {
    "posts_post_published_has_time": lambda: post(status="published"),
    "posts_post_known_status": lambda: post(status="lost"),
    "posts_post_address": same_address,
    "posts_post_has_title": lambda: post(title=""),
    "posts_post_known_kind": lambda: post(kind="poem"),
    "posts_posttag_once": post_tag,
    "posts_importedsource_has_name": lambda: ImportedSource(post=make_post(), source=b""),
}


def test_every_constraint_is_tried():
    assert set(BROKEN) == set(RULES)


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(db, name):
    assert_database_refuses(BROKEN[name](), RULES[name])


def test_a_person_reads_that_an_address_is_taken(db):
    assert_person_reads(same_address(), RULES["posts_post_address"])


def test_the_same_address_in_another_year_is_taken(db):
    taken = make_post(year=2013, slug="spring")
    post(slug=taken.slug, year=2014).full_clean()
    post(slug=taken.slug, year=2014).save()


def test_publishing_sets_the_time_by_itself(db):
    before = timezone.now()
    row = post(status="published")
    row.save()
    assert row.published_at >= before
