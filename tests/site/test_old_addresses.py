import pytest
from django.contrib.redirects.models import Redirect
from django.core.exceptions import ValidationError

from events import calendar_urls, file_urls, urls
from events.models import Event
from posts import feed_urls
from techparty_site.lib import redirects
from techparty_site.old_addresses import UNPUBLISHABLE
from tests.factories import (
    make_attachment,
    make_event,
    make_post,
    make_speaker,
    make_tag,
    make_talk,
)


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


@pytest.mark.parametrize("sent", ["22", "0022", "000000000022"])
def test_the_numbers_of_wordpress_may_begin_with_zeros(db, visitor, sent):
    redirects.lead("/?p=22", "/archive/")
    assert visitor.get("/", {"p": sent})["Location"] == "/archive/"
    assert visitor.get("/", {"p": f"{sent}0"}).status_code == 200


def test_only_who_asks_for_a_page_is_led_on(db, visitor):
    redirects.lead("/?p=22", "/archive/")
    assert visitor.head("/?p=22").status_code == 301
    assert visitor.post("/?p=22").status_code != 301


def draft_talk(**fields):
    return make_talk(event=make_event(**fields))


@pytest.mark.parametrize("state", [{"published": False}, {"scheduled": True}])
@pytest.mark.parametrize("make", [make_event, make_post, draft_talk])
def test_the_address_of_a_draft_is_told_to_nobody(db, make, state):
    draft, public = make(**state), make()
    for thing in (draft, public):
        thing.slug = f"{thing.slug}-neu"
        thing.save()
    assert Redirect.objects.get().new_path == redirects.stored(public.get_absolute_url())


@pytest.mark.parametrize("make", [make_event, make_post, make_talk])
def test_no_visitor_is_led_to_what_was_taken_back(db, visitor, make):
    thing = make()
    event = getattr(thing, "event", thing)
    old = [thing.get_absolute_url()]
    rename(thing, "b")
    old.append(thing.get_absolute_url())
    set_status(event, "draft")
    assert visitor.get(old[0]).status_code == 404
    rename(thing, "c")
    assert [visitor.get(path).status_code for path in old] == [404, 404]
    set_status(event, "published")
    assert {visitor.get(path)["Location"] for path in old} == {thing.get_absolute_url()}


def rename(thing, slug):
    thing.slug = slug
    thing.save()


def set_status(thing, status):
    thing.status = status
    thing.save()


def test_what_led_to_a_draft_still_does_under_its_new_name(db, visitor):
    draft = make_post(published=False)
    redirects.lead("/2013/alt/", draft.get_absolute_url())
    rename(draft, "neu")
    assert visitor.get("/2013/alt/").status_code == 404
    set_status(draft, "published")
    assert visitor.get("/2013/alt/")["Location"] == draft.get_absolute_url()


def test_no_visitor_is_led_to_a_file_of_a_draft(db, visitor):
    event = make_event()
    deck = make_attachment(event=event, content=b"%PDF-", original_name="a.pdf")
    redirects.lead("/uploads/a.pdf", deck.file_url)
    assert visitor.get("/uploads/a.pdf")["Location"] == deck.file_url
    set_status(event, "draft")
    assert visitor.get("/uploads/a.pdf").status_code == 404


OF_NO_DRAFT = {"city_calendar", "city_feed", "tag_feed"}


def test_every_address_that_may_show_a_draft_is_known_as_such():
    modules = (urls, file_urls, calendar_urls, feed_urls)
    routes = [route for module in modules for route in module.urlpatterns]
    routes = [route for route in routes if route.name not in OF_NO_DRAFT]
    parts = {route.name: {"slug", "uuid"} & set(route.pattern.converters) for route in routes}
    told = {name: UNPUBLISHABLE.get(name, (None, set()))[1] for name in parts}
    assert told == parts


BELOW_EVENT = ["slides/", "slides/1/?file=12ab", "photos/?page=2", "photos/1/", "transcript/"]


@pytest.mark.parametrize("rest", [*BELOW_EVENT, "files.zip", "event.ics"])
def test_pages_below_an_event_move_along_with_it(db, visitor, rest):
    event = make_event(slug="旧的")
    rename(event, "新的")
    assert visitor.get(f"/events/旧的/{rest}")["Location"] == f"{event.get_absolute_url()}{rest}"
    set_status(event, "draft")
    assert visitor.get(f"/events/旧的/{rest}").status_code == 404


def test_pages_below_a_talk_move_along_with_it(db, visitor):
    talk = make_talk(slug="old")
    rename(talk, "older")
    rename(talk, "new")
    for rest in ("slides/", "slides/3/?file=12ab", "atom.xml"):
        for old in ("old", "older"):
            assert visitor.get(f"/talks/{old}/{rest}")["Location"] == f"/talks/new/{rest}"
    assert visitor.get("/talks/old/nothing/").status_code == 404
    set_status(talk.event, "draft")
    assert visitor.get("/talks/old/slides/").status_code == 404


@pytest.mark.parametrize(("make", "root"), [(make_speaker, "speakers"), (make_tag, "tags")])
def test_the_feed_of_a_speaker_or_a_tag_moves_along(db, visitor, make, root):
    thing = make("船")
    make_talk(**{root: [thing]})
    old = thing.get_absolute_url()
    rename(thing, "neu")
    assert visitor.get(f"{old}atom.xml")["Location"] == f"/{root}/neu/atom.xml"


def test_pages_below_what_is_now_a_post_or_gone_do_not_move(db, visitor):
    redirects.lead("/events/a/", make_post().get_absolute_url())
    redirects.lead("/events/b/", "")
    assert visitor.get("/events/a/photos/").status_code == 404
    assert visitor.get("/events/b/photos/").status_code == 410


def test_saving_no_part_of_the_address_asks_for_none(db, django_assert_num_queries):
    event = make_event()
    with django_assert_num_queries(1):
        event.save(update_fields=["venue"])
    event.slug = "neu"
    event.save(update_fields=["slug"])
    assert redirects.find("/events/neu/") is None
    assert Redirect.objects.get().new_path == "/events/neu/"


def test_the_text_is_not_loaded_to_learn_the_old_address(db, django_assert_num_queries):
    post = make_post(body="文" * 100)
    with django_assert_num_queries(2) as asked:
        post.save()
    assert "body" not in asked[0]["sql"]


def test_an_old_address_cannot_be_taken_over_by_another_thing(db):
    event = make_event(slug="first")
    event.slug = "second"
    event.save()
    with pytest.raises(ValidationError, match="second"):
        Event(slug="first", title="x").clean()
    assert make_event(title="first").slug == "first-2"
    assert redirects.find("/events/first/") == "/events/second/"


def test_a_thing_may_go_back_to_its_own_old_address(db):
    event = make_event(slug="first")
    event.slug = "second"
    event.save()
    event.slug = "first"
    event.clean()
    event.save()
    assert redirects.find("/events/second/") == "/events/first/"


def test_an_old_address_leads_to_the_page_in_the_same_language(db, visitor):
    event = make_event(slug="旧的")
    rename(event, "新的")
    assert visitor.get("/en/events/旧的/")["Location"] == f"/en{event.get_absolute_url()}"
    assert visitor.get("/en/events/旧的/photos/1/")["Location"].startswith("/en/events/")
    redirects.lead("/old.pdf", "/files/7/a.pdf")
    assert visitor.get("/en/old.pdf")["Location"] == "/files/7/a.pdf"
