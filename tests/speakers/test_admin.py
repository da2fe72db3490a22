"""The speaker's page."""

import pytest
from django.urls import reverse

from speakers.models import Speaker
from tests.admin_pages import errors, submit
from tests.events.test_admin_scope import change
from tests.factories import make_event, make_speaker, make_talk, make_user

LIST = "/admin/speakers/speaker/"


@pytest.fixture(autouse=True)
def admin(client, db):
    client.force_login(make_user("root", superuser=True))


def aliases(*names):
    rows = {f"aliases-{number}-name": name for number, name in enumerate(names)}
    return {"aliases-TOTAL_FORMS": len(names), **rows}


def test_a_speaker_is_made_with_aliases(client):
    page = reverse("admin:speakers_speaker_add")
    assert submit(client, page, name="林知夏", **aliases("lin", "夏夏")).status_code == 302
    speaker = Speaker.objects.get()
    assert [alias.name for alias in speaker.aliases.all()] == ["lin", "夏夏"]
    assert speaker.slug == "林知夏"


def test_an_alias_twice_comes_back_with_a_sentence(client):
    page = change(make_speaker())
    assert "aliases-1-name" in errors(submit(client, page, **aliases("Harry", " ｈａｒｒｙ")))
    assert submit(client, page, **aliases("Harry", "Larry")).status_code == 302


def test_an_alias_that_is_there_comes_back_with_a_sentence(client):
    page = change(make_speaker(aliases=["Harry"]))
    assert "aliases-1-name" in errors(submit(client, page, **aliases("Harry", "harry")))


def test_two_people_may_share_a_handle(client):
    make_speaker(aliases=["Harry"])
    assert submit(client, change(make_speaker()), **aliases("Harry")).status_code == 302


def test_text_that_cannot_be_rendered_comes_back_with_a_sentence(client):
    speaker = make_speaker("原名")
    assert "bio" in errors(submit(client, change(speaker), bio="[" * 300, name="新名"))
    speaker.refresh_from_db()
    assert speaker.name == "原名"


def test_the_page_shows_the_talks(client):
    speaker = make_speaker()
    talk = make_talk(event=make_event(title="五月场"), speakers=[speaker], title="讲容器")
    html = client.get(change(speaker)).content.decode()
    assert "讲容器" in html
    assert "五月场" in html
    assert talk.get_absolute_url() in html


def test_who_gave_a_talk_is_not_deleted(client):
    speaker, other = make_speaker(), make_speaker()
    make_talk(speakers=[speaker])
    for row in (speaker, other):
        client.post(reverse("admin:speakers_speaker_delete", args=[row.pk]), {"post": "yes"})
    assert list(Speaker.objects.all()) == [speaker]


def test_the_list_finds_a_speaker_by_alias(client):
    speaker = make_speaker("林知夏", aliases=["深夜的猫"])
    make_speaker()
    assert list(client.get(LIST, {"q": "夜的"}).context["cl"].result_list) == [speaker]


def test_the_list_costs_the_same_for_one_row_and_for_three(client, django_assert_num_queries):
    for rows in (1, 2):
        for _ in range(rows):
            make_talk(speakers=[make_speaker(aliases=["甲", "乙"])])
        client.get(LIST)
        with django_assert_num_queries(8):
            client.get(LIST)


def test_a_name_that_somebody_has_is_asked_about(client):
    first, page = make_speaker("Harry"), reverse("admin:speakers_speaker_add")
    submit(client, page, name="ｈａｒｒｙ")
    warning = next(m for m in client.get(LIST).context["messages"] if m.level_tag == "warning")
    assert f'href="{change(first)}"' in str(warning)
    submit(client, page, name="Larry")
    assert [m.level_tag for m in client.get(LIST).context["messages"]] == ["success"]


def test_a_name_that_several_have_leads_to_the_list(client):
    make_speaker("Harry"), make_speaker("哈利", aliases=["harry"])
    submit(client, reverse("admin:speakers_speaker_add"), name="Harry")
    (_saved, warning) = client.get(LIST).context["messages"]
    assert "2" in str(warning)
    assert 'href="/admin/speakers/speaker/?q=Harry"' in str(warning)
