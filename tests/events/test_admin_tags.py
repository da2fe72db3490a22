"""Tags: as a field of forms, and on their own page."""

import pytest
from django.urls import reverse

from events.models import Tag
from tests.admin_pages import errors, submit
from tests.events.test_admin_scope import change, suggestions
from tests.factories import make_event, make_speaker, make_tag, make_talk, make_user


@pytest.fixture(autouse=True)
def admin(client, db):
    user = make_user("root", superuser=True)
    client.force_login(user)
    return user


@pytest.mark.parametrize("typed", ["甲，乙、丙；丁", "甲,乙;丙, 丁", "甲、 乙、丙\n丁、甲"])
def test_what_is_typed_splits_as_people_write_lists(client, typed):
    event = make_event()
    submit(client, change(event), tags=[typed])
    assert sorted(event.tags.names()) == sorted("甲乙丙丁")


def test_an_alias_and_another_spelling_lead_to_the_tag(client):
    tag = make_tag("容器", aliases=["container"])
    event = make_event()
    submit(client, change(event), tags=["Container", "ＣＯＮＴＡＩＮＥＲ"])
    assert list(event.tags.all()) == [tag]
    assert Tag.objects.count() == 1


def test_a_tag_with_a_comma_in_its_name_stays_whole(client):
    tag = make_tag("Go, the language")
    event = make_event(tags=["甲"])
    submit(client, change(event), tags=[tag.name])
    assert list(event.tags.all()) == [tag]


def test_taking_all_tags_off_is_possible(client):
    event = make_event(tags=["甲"])
    submit(client, change(event), tags=None)
    assert not event.tags.exists()


def test_a_word_too_long_for_a_tag_comes_back_with_a_sentence(client):
    event = make_event(tags=["甲"])
    response = submit(client, change(event), tags=["甲", "长" * 101])
    assert "tags" in errors(response)
    assert "长" * 101 in response.content.decode()


def test_new_words_stay_on_a_page_that_comes_back(client):
    response = submit(client, change(make_event()), title="", tags=["还没有的词"])
    assert '<option value="还没有的词" selected>' in response.content.decode()


def test_suggestions_come_by_alias_too_and_with_the_name_for_value(client):
    make_tag("容器", aliases=["container"])
    query = {"app_label": "events", "model_name": "event", "field_name": "tags", "term": "contai"}
    answer = client.get(reverse("admin:autocomplete"), query).json()
    assert answer["results"] == [{"id": "容器", "text": "容器"}]


def test_numbers_are_tags_and_no_keys(client):
    make_tag("2015")
    other = make_tag("别的")
    event = make_event()
    submit(client, change(event), tags=[str(other.pk)])
    assert list(event.tags.names()) == [str(other.pk)]


def test_the_list_counts_what_hangs_on_a_tag(client):
    event = make_event(tags=["甲"])
    make_talk(event=event, tags=["甲", "乙"])
    rows = client.get(reverse("admin:events_tag_changelist")).context["cl"].result_list
    assert {(row.name, row.talks, row.events) for row in rows} == {("甲", 1, 1), ("乙", 1, 0)}


def test_the_list_finds_a_tag_by_its_alias(client):
    tag = make_tag("容器", aliases=["container"])
    make_tag("别的")
    page = client.get(reverse("admin:events_tag_changelist"), {"q": "contain"})
    assert list(page.context["cl"].result_list) == [tag]


def test_a_name_that_is_taken_comes_back_with_a_sentence(client):
    make_tag("容器", aliases=["container"])
    page = reverse("admin:events_tag_add")
    assert "name" in errors(submit(client, page, name="ＣＯＮＴＡＩＮＥＲ"))
    assert "name" in errors(submit(client, page, name=" 容器"))
    assert submit(client, page, name="C++").status_code == 302
    assert Tag.objects.get(name="C++").slug == "cpp"


def test_an_alias_that_is_taken_comes_back_with_a_sentence(client):
    make_tag("容器", aliases=["container"])
    page = change(make_tag("Docker"))
    two = {"aliases-TOTAL_FORMS": 2, "aliases-0-name": "码头", "aliases-1-name": "码头 "}
    assert "aliases-1-name" in errors(submit(client, page, **two))
    one = {"aliases-TOTAL_FORMS": 1}
    for taken in ("Container", "容器"):
        assert "aliases-0-name" in errors(submit(client, page, **one, **{"aliases-0-name": taken}))
    assert submit(client, page, **one, **{"aliases-0-name": "码头"}).status_code == 302


def test_speakers_are_suggested_with_their_other_names(client):
    make_speaker("林知夏", aliases=["lin", "夏夏"])
    assert suggestions(client, "events.talk", "speakers", "夏夏") == ["林知夏 (lin、夏夏)"]
