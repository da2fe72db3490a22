import pytest

from tests.factories import make_attachment, make_deck, make_event, make_talk


@pytest.fixture
def talk(db):
    talk = make_talk(title="装箱")
    make_deck(talk=talk, pages=3)
    return talk


def slide(client, talk, number):
    return client.get(f"{talk.get_absolute_url()}slides/{number}/")


def test_it_shows_the_picture_and_its_text(visitor, talk):
    page = slide(visitor, talk, 2).content.decode()
    assert talk.attachments.get().pages.all()[1].image_url in page
    assert 'alt="第 2 页的字"' in page
    assert "<p>第 2 页的字</p>" in page


def test_it_leads_to_the_pages_before_and_after(visitor, talk):
    page = slide(visitor, talk, 2).content.decode()
    assert 'rel="prev" href="../1/"' in page
    assert 'rel="next" href="../3/"' in page
    assert 'rel="prev"' not in slide(visitor, talk, 1).content.decode()
    assert 'rel="next"' not in slide(visitor, talk, 3).content.decode()


@pytest.mark.parametrize("number", [0, 4])
def test_other_pages_are_not_there(visitor, talk, number):
    assert slide(visitor, talk, number).status_code == 404


def test_hidden_slides_have_no_pages(visitor, talk):
    assert slide(visitor, talk, 1).status_code == 200
    talk.attachments.update(hidden=True)
    assert slide(visitor, talk, 1).status_code == 404


def test_slides_of_a_draft_event_have_no_pages(db, visitor):
    talk = make_talk(event=make_event(published=False))
    make_deck(talk=talk)
    assert slide(visitor, talk, 1).status_code == 404


def test_slides_without_pictures_give_way_to_those_that_have_some(db, visitor):
    talk = make_talk()
    make_attachment(talk=talk, content=b"x", original_name="旧稿.ppt")
    make_deck(talk=talk)
    assert slide(visitor, talk, 1).status_code == 200


def test_a_page_without_text_says_so(visitor, talk):
    talk.attachments.get().pages.update(text="")
    page = slide(visitor, talk, 1).content.decode()
    assert 'alt="第 1 页"' in page
    assert '<p class="quiet">' in page


@pytest.mark.parametrize("pages", [1, 60])
def test_it_takes_as_many_queries_for_sixty_pages(db, visitor, django_assert_num_queries, pages):
    talk = make_talk()
    make_deck(talk=talk, pages=pages)
    with django_assert_num_queries(7):
        slide(visitor, talk, 1)
