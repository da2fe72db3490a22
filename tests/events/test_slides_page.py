"""All slides of a deck in one document, and the address that jumps to one of them."""

import pytest

from tests.factories import make_attachment, make_deck, make_event, make_talk


@pytest.fixture
def talk(db):
    talk = make_talk(title="装箱")
    make_deck(talk=talk, pages=3)
    return talk


def slides(client, talk, query=""):
    return client.get(f"{talk.get_absolute_url()}slides/{query}")


def test_every_page_is_there_with_its_picture_and_text(visitor, talk):
    page = slides(visitor, talk).content.decode()
    for leaf in talk.attachments.get().pages.all():
        assert f'id="p{leaf.number}"' in page
        assert f'src="{leaf.image_url}"' in page
        assert f"<p>第 {leaf.number} 页的字</p>" in page


def test_pictures_but_the_first_wait_until_they_are_near(visitor, talk):
    page = slides(visitor, talk).content.decode()
    assert page.count('width="1600" height="900"') == 3
    assert page.count('loading="lazy"') == 2


def test_a_deck_of_which_there_is_only_the_text_is_read_as_text(db, visitor):
    talk = make_talk()
    deck = make_deck(talk=talk, original_name="箱子.pptx")
    deck.pages.update(image="", thumbnail="", title="港口")
    page = slides(visitor, talk).content.decode()
    assert "第 2 页的字" in page
    assert "港口" in page
    assert "<img" not in page.partition("<main")[2].partition("</main>")[0]
    assert 'class="note"' in page
    assert deck.file_url in page


def test_a_single_page_without_a_picture_says_so(visitor, talk):
    talk.attachments.get().pages.filter(number=2).update(image="", thumbnail="")
    page = slides(visitor, talk).content.decode()
    assert page.count(".webp 640w") == 2
    assert 'class="note"' not in page
    assert "第 2 页的字" in page


@pytest.mark.parametrize(
    ("wanted", "number"), [("2", 2), ("２", 2), ("0", 1), ("99", 3), ("9" * 80, 3)]
)
def test_the_form_leads_to_the_page_or_the_nearest_one(visitor, talk, wanted, number):
    response = slides(visitor, talk, f"?page={wanted}")
    assert response.status_code == 302
    assert response["Location"] == f"{talk.get_absolute_url()}slides/{number}/"


@pytest.mark.parametrize("wanted", ["", "-1", "x", "²", "1.5"])
def test_what_is_no_number_leads_nowhere(visitor, talk, wanted):
    assert slides(visitor, talk, f"?page={wanted}").status_code == 200


def test_hidden_slides_and_those_of_a_draft_are_not_there(visitor, talk):
    assert slides(visitor, talk).status_code == 200
    talk.attachments.update(hidden=True)
    assert slides(visitor, talk).status_code == 404
    draft = make_talk(event=make_event(published=False))
    make_deck(talk=draft)
    assert slides(visitor, draft).status_code == 404


def test_without_pages_there_is_nothing_to_read(db, visitor):
    talk = make_talk()
    make_attachment(talk=talk, content=b"x", original_name="旧稿.ppt")
    assert slides(visitor, talk).status_code == 404


def test_slides_of_a_whole_event_are_read_at_the_event(db, visitor):
    event = make_event()
    deck = make_deck(event=event)
    page = slides(visitor, event).content.decode()
    assert deck.pages.all()[0].image_url in page
    assert (
        f"{event.get_absolute_url()}slides/"
        in visitor.get(event.get_absolute_url()).content.decode()
    )


@pytest.mark.parametrize(("pages", "whole"), [(3, 4000), (300, 600)])
def test_of_much_text_each_page_shows_its_share_and_leads_to_the_rest(visitor, talk, pages, whole):
    talk.attachments.get().delete()
    deck = make_deck(talk=talk, pages=pages)
    deck.pages.filter(number=1).update(text="字" * whole)
    deck.pages.exclude(number=1).update(text="船" * 20_000)
    page = slides(visitor, talk).content.decode()
    assert "字" * whole in page
    assert page.count('/">第 2 页全文</a>') == (pages == 300)
    assert page.count("船") <= 200_000


@pytest.mark.parametrize("pages", [1, 60])
def test_it_takes_as_many_queries_for_sixty_pages(db, visitor, django_assert_num_queries, pages):
    talk = make_talk()
    make_deck(talk=talk, pages=pages)
    with django_assert_num_queries(7):
        slides(visitor, talk)
