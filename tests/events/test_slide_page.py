import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

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


def test_it_jumps_to_both_ends_and_to_any_page(db, visitor):
    talk = make_talk()
    make_deck(talk=talk, pages=60)
    page = slide(visitor, talk, 37).content.decode()
    assert "第 37 / 60 页" in page
    assert 'href="../1/"' in page
    assert 'href="../60/"' in page
    assert f'action="{talk.get_absolute_url()}slides/"' in page
    assert 'name="page" min="1" max="60"' in page


def test_it_shows_only_the_pages_around_as_thumbnails(db, visitor):
    talk = make_talk()
    make_deck(talk=talk, pages=60)
    page = slide(visitor, talk, 37).content.decode()
    shown = [number for number in range(1, 61) if f'data-n="{number}"' in page]
    assert shown == list(range(34, 41))
    assert "第 38 页的字" not in page


def test_its_title_and_its_link_preview_are_its_own(visitor, talk):
    talk.attachments.get().pages.filter(number=2).update(title="集装箱")
    page = slide(visitor, talk, 2).content.decode()
    own = f"http://testserver{talk.get_absolute_url()}slides/2/"
    assert "<title>第 2 页：集装箱 · 装箱" in page
    assert 'property="og:title" content="第 2 页：集装箱 · 装箱"' in page
    assert 'name="description" content="第 2 页的字"' in page
    assert (
        f'="og:image" content="http://testserver/share/slide/{talk.attachments.get().pk}.2' in page
    )
    assert f'rel="canonical" href="{own}"' in page


def test_a_page_without_a_picture_shows_its_title_and_shares_none(visitor, talk):
    talk.attachments.get().pages.update(image="", thumbnail="", title="港口")
    page = slide(visitor, talk, 2).content.decode()
    assert '<p class="big">港口</p>' in page
    assert "<p>第 2 页的字</p>" in page
    assert "/share/slide/" not in page


def test_a_long_text_is_shortened_as_alternative_only(visitor, talk):
    talk.attachments.get().pages.update(text="字\n" * 2000 + "完")
    page = slide(visitor, talk, 2).content.decode()
    [alternative] = re.findall(r'<img src="[^"]*/2.webp"[^>]* alt="([^"]*)"', page)
    assert len(alternative) == 300
    assert page.count("字<br>") == 2000


def test_the_file_is_offered_with_its_size_and_never_shown(visitor, talk):
    talk.attachments.update(size=4_404_019)
    page = slide(visitor, talk, 2).content.decode()
    assert page.count(f'href="{talk.attachments.get().file_url}"') == 1
    assert "4.2" in page


def test_a_second_deck_has_addresses_of_its_own(visitor, talk):
    second = make_deck(talk=talk, pages=5, original_name="附录.pdf")
    query = f"?file={second.uuid.hex[:8]}"
    assert f"slides/1/{query}" in slide(visitor, talk, 1).content.decode()
    page = visitor.get(f"{talk.get_absolute_url()}slides/4/{query}").content.decode()
    assert second.pages.get(number=4).image_url in page
    assert f'href="../5/{query}"' in page
    assert f"slides/4/{query}" in page.partition('rel="canonical"')[2][:200]
    assert page.count('rel="canonical"') == 1
    assert slide(visitor, talk, 4).status_code == 404
    assert visitor.get(f"{talk.get_absolute_url()}slides/1/?file=no").status_code == 404


def test_slides_of_a_whole_event_have_pages_at_the_event(db, visitor):
    event = make_event()
    deck = make_deck(event=event)
    response = slide(visitor, event, 2)
    assert deck.pages.get(number=2).image_url in response.content.decode()
    assert slide(visitor, make_event(published=False), 2).status_code == 404


def test_a_number_beyond_every_database_is_not_there(visitor, talk):
    assert slide(visitor, talk, 10**30).status_code == 404


def test_the_talk_page_opens_the_same_deck(visitor, talk):
    make_deck(talk=talk, position=0)
    talk.attachments.first().pages.update(image="", thumbnail="")
    shown = talk.attachments.last().pages.get(number=1).image_url
    assert shown in slide(visitor, talk, 1).content.decode()
    assert shown in visitor.get(talk.get_absolute_url()).content.decode()


def test_a_deck_of_text_only_is_read_on_the_talk_page(visitor, talk):
    talk.attachments.get().pages.update(image="", thumbnail="", title="港口")
    page = visitor.get(talk.get_absolute_url()).content.decode()
    assert '<p class="big">港口</p>' in page
    assert "第 1 页的字" in page


@pytest.mark.parametrize("state", ["waiting", "running"])
def test_while_slides_are_read_the_talk_page_says_so(db, visitor, state):
    talk = make_talk()
    slides = make_attachment(talk=talk, content=b"x", original_name="稿.pdf", processing=state)
    page = visitor.get(talk.get_absolute_url()).content.decode()
    assert 'class="note"' in page
    assert page.count(f'href="{slides.file_url}"') == 1
    slides.processing = ""
    slides.save()
    assert 'class="note"' not in visitor.get(talk.get_absolute_url()).content.decode()


def test_sixty_slides_cost_a_talk_page_little(db, visitor, django_assert_max_num_queries):
    talk = make_talk(title="一个又长又全是汉字的讲题，" * 6)
    with CaptureQueriesContext(connection) as without:
        visitor.get(talk.get_absolute_url())
    deck = make_deck(talk=talk, pages=60)
    deck.pages.update(text="很长的字" * 1000)
    with django_assert_max_num_queries(len(without) + 3):
        response = visitor.get(talk.get_absolute_url())
    assert len(response.content) < 41_000


def test_three_hundred_slides_do_not_make_a_talk_page_heavy(db, visitor):
    talk = make_talk()
    make_deck(talk=talk, pages=300)
    page = visitor.get(talk.get_absolute_url()).content.decode()
    assert "第 1 / 300 页" in page
    assert 'href="slides/300/"' in page
    assert page.count("data-n=") == 60
