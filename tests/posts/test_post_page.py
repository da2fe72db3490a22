import pytest
from django.urls import reverse

from events.models import Attachment
from posts.models import Post
from tests.factories import (
    make_attachment,
    make_city,
    make_deck,
    make_event,
    make_photo,
    make_post,
    make_speaker,
    make_talk,
    make_user,
)


def page_of(client, post):
    response = client.get(post.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_no_spaces_come_into_what_was_written(db, visitor):
    told = "讲了3次Docker，“码头工人”——从1.2GB到38MB……"
    talk = make_talk(title="用Go写的8个CLI", summary=told)
    page = page_of(
        visitor,
        make_post(title="10月31日Docker专场", events=[talk.event], body=told + "\n\n[[talks]]"),
    )
    assert page.count(f"<p>{told}</p>") == 2
    assert ">用Go写的8个CLI" in page
    assert ">10月31日Docker专场</h1>" in page


def test_a_recap_shows_its_talks_where_the_marker_is(db, visitor):
    event = make_event(title="码头专场", venue="三号仓")
    speaker = make_speaker("麦小舟")
    talk = make_talk(
        event=event, title="装箱", speakers=[speaker], affiliation="海运社", summary="讲**箱子**。"
    )
    page = page_of(visitor, make_post(events=[event], body="开场白。\n\n[[talks]]\n\n散场话。"))
    article = page.partition("</aside>")[2]
    told = ["装箱", "麦小舟", "海运社", "<strong>箱子</strong>", "散场话"]
    places = [article.index(words) for words in told]
    assert places == sorted(places)
    assert "三号仓" in page
    assert talk.get_absolute_url() in page
    assert f'href="{event.get_absolute_url()}"' in page


def test_a_recap_without_a_marker_ends_with_its_talks(db, visitor):
    event = make_event()
    make_talk(event=event, title="装箱", summary="要点在讲题页上。")
    page = page_of(visitor, make_post(events=[event], body="只有文字。"))
    assert page.index("只有文字") < page.index("装箱")
    assert "要点在讲题页上" not in page


def test_a_talk_shows_its_photos_slides_and_files(db, visitor):
    event = make_event()
    talk = make_talk(event=event)
    photo = make_photo(talk=talk, alt="讲者在黑板前")
    deck = make_deck(talk=talk, original_name="装箱.pdf")
    notes = make_attachment(
        kind=Attachment.Kind.TRANSCRIPT, event=event, content=b"x", original_name="速记.doc"
    )
    page = page_of(visitor, make_post(events=[event], body="[[talks]]"))
    assert photo.renditions.all()[0].url in page
    assert 'alt="讲者在黑板前"' in page
    assert deck.pages.all()[0].thumbnail_url in page
    assert deck.file_url in page
    assert notes.file_url in page


def test_an_outside_link_says_where_it_leads(db, visitor):
    event = make_event()
    make_attachment(talk=make_talk(event=event), url="https://www.slides.example/a?b=1")
    page = page_of(visitor, make_post(events=[event], body="[[talks]]"))
    assert 'href="https://www.slides.example/a?b=1" rel="noopener nofollow"' in page
    assert "slides.example" in page.replace("www.slides.example", "")


def test_a_marker_that_names_no_talk_is_a_note_for_staff_only(db, client):
    url = make_post(events=[make_event()], body="[[talk gone-away]]").get_absolute_url()
    assert "gone-away" not in client.get(url).content.decode()
    client.force_login(make_user(superuser=True))
    assert "[[talk gone-away]]" in client.get(url).content.decode()


def test_an_article_needs_no_event(db, visitor):
    city = make_city(slug="foshan", name="佛山")
    post = make_post(kind=Post.Kind.ARTICLE, byline="林下风", tags=["随笔"])
    post.cities.add(city)
    page = page_of(visitor, post)
    assert "林下风" in page
    assert "随笔" in page
    assert city.get_absolute_url() in page


def test_a_post_about_photos_shows_those_of_its_event(db, visitor):
    event = make_event()
    photo = make_photo(event=event)
    page = page_of(visitor, make_post(kind=Post.Kind.PHOTOS, events=[event]))
    assert photo.renditions.all()[0].url in page
    other = make_post(kind=Post.Kind.SCHEDULE, events=[event])
    assert photo.renditions.all()[0].url not in page_of(visitor, other)


def test_a_recap_ends_with_the_photos_that_stand_nowhere_else(db, visitor):
    event = make_event()
    talk = make_talk(event=event)
    told, rest = make_photo(talk=talk), make_photo(event=event)
    in_body = make_photo(event=event)
    body = f"[[talks]]\n\n![](/files/{in_body.uuid}/photo/960.webp)"
    page = page_of(visitor, make_post(events=[event], body=body))
    gallery = page[page.index('id="photos"') :]
    links = [f"/photos/{photo.pk}/" in gallery for photo in (told, rest, in_body)]
    assert links == [False, True, False]
    assert f"/photos/{told.pk}/" in page


def test_files_of_an_event_without_talks_are_listed(db, visitor):
    event = make_event()
    file = make_attachment(event=event, content=b"x", original_name="全部.zip")
    assert file.file_url in page_of(visitor, make_post(events=[event]))


@pytest.mark.parametrize("when", [{"published": False}, {"scheduled": True}])
def test_an_unpublished_post_is_there_for_its_organizers_only(client, guangzhou, shenzhen, when):
    post = make_post(events=[make_event(city=guangzhou)], **when)
    assert client.get(post.get_absolute_url()).status_code == 404
    client.force_login(make_user(organizer_of=shenzhen))
    assert client.get(post.get_absolute_url()).status_code == 404
    client.force_login(make_user(organizer_of=guangzhou))
    assert 'class="note warn"' in page_of(client, post)


def test_organizers_are_told_that_an_event_of_the_post_is_not_public(client, guangzhou):
    post = make_post(events=[make_event(city=guangzhou, title="五月场", published=False)])
    assert "五月场" not in page_of(client, post)
    client.force_login(make_user(organizer_of=guangzhou))
    assert "《五月场》还没有公开" in page_of(client, post)


def test_a_published_post_wears_no_notice(db, visitor):
    assert 'class="note warn"' not in page_of(visitor, make_post())


def test_an_address_in_chinese_answers(db, visitor):
    post = make_post(title="码头上的一晚", year=2016)
    assert post.get_absolute_url().isascii()
    assert visitor.get("/posts/2016/码头上的一晚/").status_code == 200
    assert visitor.get("/posts/2017/码头上的一晚/").status_code == 404


@pytest.mark.parametrize(("kind", "marked"), [("recap", 1), ("signup", 0), ("article", 0)])
def test_only_a_recap_counts_as_one_in_the_navigation(db, visitor, kind, marked):
    page = page_of(visitor, make_post(kind=kind))
    navigation = page.partition('class="nav"')[2].partition("</nav>")[0]
    assert navigation.count("aria-current") == marked
    assert navigation.count('href="/recaps/" aria-current="true"') == marked


def test_neighbours_are_linked(db, visitor):
    first = make_post(events=[make_event(day="2020-01-01")])
    second = make_post(events=[make_event(day="2020-02-01")])
    assert f'rel="next" href="{second.get_absolute_url()}"' in page_of(visitor, first)
    assert f'rel="prev" href="{first.get_absolute_url()}"' in page_of(visitor, second)


def recap_with(talks):
    """A recap with ten photos, ten files and slides, however many talks."""
    event = make_event(tags=["甲"])
    event.cover = make_photo(event=event)
    event.save()
    owners = [
        make_talk(event=event, speakers=[make_speaker()], summary="要点。") for _ in range(talks)
    ]
    for number in range(9):
        make_photo(talk=owners[number % talks])
    for number in range(9):
        make_deck(talk=owners[number % talks], pages=2)
    make_attachment(event=event, kind=Attachment.Kind.TRANSCRIPT, content=b"x")
    make_post(events=[make_event(day="2020-01-01")])
    make_post(events=[make_event(day="2030-01-01")])
    return make_post(events=[event], body="开场。\n\n[[talks]]", tags=["乙", "丙"])


@pytest.mark.parametrize("talks", [5, 15])
def test_a_recap_takes_twelve_queries_however_many_its_talks(
    db, visitor, django_assert_num_queries, talks
):
    url = recap_with(talks).get_absolute_url()
    with django_assert_num_queries(10):
        assert visitor.get(url).status_code == 200


def test_the_address_of_a_post_is_its_own(db):
    assert reverse("post", args=[2015, "a"]) == "/posts/2015/a/"
