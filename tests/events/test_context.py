from events.models import Community
from tests.factories import make_attachment, make_photo


def mastheads(client):
    page = client.get("/").content.decode()
    return [part.split("</a>")[0] for part in page.split('class="brand"')[1:]]


def test_the_chosen_mark_is_shown_in_a_size_that_everybody_may_see(db, visitor):
    photo = make_photo()
    Community.objects.create(name="船坞", mark=photo)
    for masthead in mastheads(visitor):
        assert f'src="{photo.renditions.all()[0].url}"' in masthead
        assert photo.file_url not in masthead


def test_the_drawn_mark_stands_in_for_one_that_cannot_be_shown(db, visitor):
    for mark in (None, make_photo(hidden=True), make_attachment(kind="photo", content=b"x")):
        Community.objects.update_or_create(pk=1, defaults={"mark": mark})
        assert all("<svg" in masthead for masthead in mastheads(visitor))


def test_a_mark_costs_one_query(db, visitor, django_assert_num_queries):
    Community.objects.create(mark=make_photo())
    with django_assert_num_queries(3):  # the community, its mark's sizes, its links
        visitor.get("/corrections/")
