"""The recap's page, and the files that imported posts came from."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from posts.models import ImportedSource, Post
from tests.admin_pages import errors, fields, submit
from tests.events.test_admin_scope import change
from tests.factories import make_attachment, make_city, make_event, make_post, make_talk, make_user

ADD = "/admin/posts/post/add/"
LIST = "/admin/posts/post/"


@pytest.fixture
def admin(client, db):
    user = make_user("root", superuser=True)
    client.force_login(user)
    return user


def listed(client, **query):
    return list(client.get(LIST, query).context["cl"].result_list)


def make_source(post, name="2015-10-20-a.markdown", source=b"---\n---\n"):
    return ImportedSource.objects.create(post=post, file_name=name, source=source)


def test_a_recap_is_written_linked_and_tagged(client, admin):
    event = make_event()
    body = "## 第一讲\n\n[[talks]]\n"
    response = submit(client, ADD, title="回顾", body=body, events=event.pk, tags=["甲、乙"])
    assert response.status_code == 302
    post = Post.objects.get()
    assert (list(post.events.all()), sorted(post.tags.names())) == ([event], ["乙", "甲"])
    assert "第一讲" in post.body_html
    assert post.status == "draft"


def test_saving_the_page_untouched_changes_nothing(client, admin):
    body = "\n\n  缩进 &amp; <b>标签</b>\n\n[[talk 一]]\n\n"
    post = make_post(body=body, events=[make_event()], tags=["甲"])
    submit(client, change(post))
    before = (post.slug, post.published_at, [*post.events.all()], [*post.tags.all()])
    post = Post.objects.get()
    assert (post.slug, post.published_at, [*post.events.all()], [*post.tags.all()]) == before
    assert post.body == body


def test_text_that_cannot_be_rendered_comes_back_with_a_sentence(client, admin):
    post = make_post(body="原文", title="原题")
    response = submit(client, change(post), body="[" * 300, title="新题")
    assert "body" in errors(response)
    assert "[" * 300 in response.content.decode()
    post.refresh_from_db()
    assert (post.body, post.title) == ("原文", "原题")


def test_a_post_can_wait_for_its_time(client, admin):
    post = make_post(published=False)
    moment = timezone.localtime() + timedelta(days=2)
    day, hour = moment.strftime("%Y-%m-%d"), moment.strftime("%H:%M:%S")
    when = {"published_at_0": day, "published_at_1": hour}
    submit(client, change(post), status="published", **when)
    post.refresh_from_db()
    assert post.is_scheduled
    assert post not in Post.objects.published()


def test_an_address_that_is_taken_comes_back_with_a_sentence(client, admin):
    taken, post = make_post(slug="taken"), make_post()
    assert "slug" in errors(submit(client, change(post), slug=taken.slug))
    assert submit(client, change(post), slug="free").status_code == 302


def test_the_cover_is_a_photo_of_its_events(client, admin):
    event = make_event()
    post = make_post(events=[event])
    own = make_attachment(kind="photo", talk=make_talk(event=event))
    for other in (make_attachment(kind="photo"), make_attachment(kind="slides", event=event)):
        assert "cover" in errors(submit(client, change(post), cover=other.pk))
    assert submit(client, change(post), cover=own.pk).status_code == 302


def test_a_cover_from_elsewhere_stays_where_it_is(client, admin):
    picture = make_attachment(kind="photo")
    post = make_post(cover=picture)
    assert submit(client, change(post), title="改").status_code == 302
    post.refresh_from_db()
    assert post.cover == picture


def test_publishing_many_goes_through_the_model(client, admin):
    posts = [make_post(published=False) for _ in range(2)]
    data = {"action": "publish", "_selected_action": [post.pk for post in posts]}
    client.post(LIST, data)
    assert Post.objects.published().count() == 2


def test_the_list_filters_by_kind_status_year_and_city(client, admin, guangzhou, shenzhen):
    post = make_post(kind="recap", events=[make_event(city=guangzhou)], year=2013)
    call = make_post(kind="call_for_talks", published=False, year=2014)
    call.cities.add(shenzhen)
    assert listed(client, kind__exact="recap") == [post]
    assert listed(client, status__exact="draft") == [call]
    assert listed(client, year="2013") == [post]
    assert listed(client, city=guangzhou.slug) == [post]
    assert listed(client, city=shenzhen.slug) == [call]


def test_the_list_finds_chinese_in_the_middle_of_words(client, admin):
    post = make_post(title="广州容器专场回顾", body="微服务")
    make_post(title="别的")
    assert listed(client, q="器专") == [post]
    assert listed(client, q="服务") == [post]


def test_the_list_costs_the_same_for_one_row_and_for_three(
    client, admin, django_assert_num_queries
):
    for rows in (1, 2):
        for _ in range(rows):
            post = make_post(events=[make_event(), make_event()])
            post.cities.add(make_city())
        client.get(LIST)
        with django_assert_num_queries(14):
            client.get(LIST)


def test_a_posts_page_leads_to_its_source_and_to_the_site(client, admin):
    post = make_post()
    source = make_source(post)
    html = client.get(change(post)).content.decode()
    assert f'href="{change(source)}"' in html
    assert f'href="{post.get_absolute_url()}"' in html


def test_a_source_is_shown_as_text_and_comes_back_byte_for_byte(client, admin):
    raw = "<script>alert(1)</script>".encode("gbk") + "沙龙".encode("gbk")
    source = make_source(make_post(), source=raw)
    assert "<script>alert" not in client.get(change(source)).content.decode()
    response = client.get(reverse("admin:posts_importedsource_download", args=[source.pk]))
    assert response.content == raw
    assert response.headers["Content-Type"].startswith("text/plain")
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_a_source_is_for_those_who_may_change_its_post(client, guangzhou, shenzhen):
    source = make_source(make_post(events=[make_event(city=guangzhou)]))
    page = reverse("admin:posts_importedsource_download", args=[source.pk])
    for city, status in ((guangzhou, 200), (shenzhen, 404)):
        client.force_login(make_user(organizer_of=city))
        assert client.get(page).status_code == status
    client.force_login(make_user())
    assert client.get(page).status_code == 403


def test_a_source_is_never_written(client, admin):
    source = make_source(make_post())
    assert client.post(change(source), {"file_name": "x"}).status_code == 403
    assert not {"file_name", "source"} & {*fields(client, change(source))}
