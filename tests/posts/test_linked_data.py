"""What the page of a post says in JSON-LD."""

import pytest

from events.models import Community
from tests.factories import make_event, make_photo, make_post
from tests.schema_org import errors_on, node


def said_of(client, post, kind="BlogPosting"):
    html = client.get(post.get_absolute_url()).content.decode()
    assert errors_on(html) == []
    return node(html, kind)


def test_a_recap_says_what_it_is_about(db, visitor):
    event = make_event(title="夜谈")
    make_photo(event=event)
    post = make_post(title="夜谈回顾", events=[event], tags=["船"], excerpt="满仓。")
    found = said_of(visitor, post)
    assert (found["headline"], found["description"]) == ("夜谈回顾", "满仓。")
    assert [one["name"] for one in found["about"]] == ["夜谈"]
    assert found["keywords"] == ["船"]
    assert found["image"][0]["@type"] == "ImageObject"


def test_who_wrote_it_is_a_person_or_the_community(db, visitor):
    Community.objects.create(name="船坞")
    author = said_of(visitor, make_post(byline="小满"))["author"]
    assert (author["@type"], author["name"]) == ("Person", "小满")
    author = said_of(visitor, make_post())["author"]
    assert (author["@type"], author["name"]) == ("Organization", "船坞")


@pytest.mark.parametrize(("kind", "type_"), [("article", "Article"), ("signup", "BlogPosting")])
def test_an_article_is_one(db, visitor, kind, type_):
    assert said_of(visitor, make_post(kind=kind), type_)["datePublished"].endswith("+08:00")


def test_an_event_that_is_still_a_draft_is_not_named(db, visitor):
    post = make_post(events=[make_event(published=False)])
    assert "about" not in said_of(visitor, post)


def test_a_long_title_is_cut(db, visitor):
    assert len(said_of(visitor, make_post(title="长" * 200))["headline"]) == 110
