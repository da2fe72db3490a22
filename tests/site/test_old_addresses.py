import pytest
from django.contrib.redirects.models import Redirect

from techparty_site.lib import redirects
from tests.factories import make_event, make_post, make_speaker


@pytest.mark.parametrize(
    "spelling",
    [
        "/公告/2009/09/22/第二期/",
        "/公告/2009/09/22/第二期",
        "/公告/2009/09/22/第二期/index.html",
        "/%E5%85%AC%E5%91%8A/2009/09/22/%E7%AC%AC%E4%BA%8C%E6%9C%9F/",
    ],
)
def test_an_old_address_answers_in_every_spelling(db, visitor, spelling):
    post = make_post()
    redirects.lead("/公告/2009/09/22/第二期/", post.get_absolute_url())
    answer = visitor.get(spelling)
    assert (answer.status_code, answer["Location"]) == (301, post.get_absolute_url())


def test_what_never_was_is_still_not_found(db, visitor):
    assert visitor.get("/2009/09/22/nothing/").status_code == 404


def test_the_numbers_of_wordpress_answer_at_the_front_door(db, visitor):
    post = make_post()
    redirects.lead("/?p=22", post.get_absolute_url())
    assert visitor.get("/", {"p": "22"})["Location"] == post.get_absolute_url()
    assert visitor.get("/", {"p": "23"}).status_code == 200


def test_an_address_longer_than_the_table_allows_is_kept_apart(db):
    redirects.lead("/" + "长" * 300, "/a/")
    redirects.lead("/" + "长" * 301, "/b/")
    assert redirects.find("/" + "长" * 300 + "/") == "/a/"
    assert redirects.find("/" + "长" * 301) == "/b/"


def test_earlier_addresses_follow_when_their_target_moves(db):
    redirects.lead("/oldest/", "/older/")
    redirects.lead("/older/", "/讲题/")
    assert redirects.find("/oldest") == redirects.find("/older") == "/讲题/"


def test_moving_back_makes_no_circle(db):
    redirects.lead("/a/", "/b/")
    redirects.lead("/b/", "/a/")
    assert redirects.find("/a/") is None
    assert redirects.find("/b/") == "/a/"


@pytest.mark.parametrize("make", [make_event, make_post, make_speaker])
def test_a_new_address_leaves_the_old_one_answering(db, make):
    thing = make()
    before = thing.get_absolute_url()
    thing.slug = "别的地址"
    thing.save()
    assert redirects.find(before) == redirects.stored(thing.get_absolute_url())


def test_saving_without_a_new_address_leaves_nothing(db):
    make_event().save()
    assert not Redirect.objects.exists()
