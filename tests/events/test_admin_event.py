"""The event's page and list."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from events.models import Event, Talk
from tests.admin_pages import errors, fields, send_back, submit
from tests.events.test_admin_scope import change
from tests.factories import make_attachment, make_event, make_speaker, make_talk, make_user

LIST = "/admin/events/event/"
MARKUP_REFUSES = "[" * 300


@pytest.fixture
def admin(client, db):
    user = make_user("root", superuser=True)
    client.force_login(user)
    return user


def new_talk(number, **values):
    return {f"talks-{number}-{name}": value for name, value in values.items()}


def listed(client, **query):
    return list(client.get(LIST, query).context["cl"].result_list)


def test_an_event_is_made_with_talks_speakers_tags_and_a_link(client, admin, guangzhou):
    speakers = [make_speaker("甲"), make_speaker("乙")]
    response = submit(
        client,
        reverse("admin:events_event_add"),
        title="容器专场",
        city=guangzhou.pk,
        date="2024-05-18",
        tags=["Docker", "新词，又一个"],
        **{"talks-TOTAL_FORMS": 2, "attachments-TOTAL_FORMS": 1},
        **new_talk(0, position=1, title="一", speakers=[speakers[1].pk, speakers[0].pk]),
        **new_talk(1, position=2, title="", summary="没有题目", speakers=[]),
        **{"attachments-0-kind": "album", "attachments-0-url": "https://example.org/a"},
        **{"attachments-0-position": 0},
    )
    assert response.status_code == 302
    event = Event.objects.get()
    first, second = event.talks.all()
    assert [row.speaker.name for row in first.credits.all()] == ["乙", "甲"]
    assert second.summary_html == "<p>没有题目</p>"
    assert {tag.name for tag in event.tags.all()} == {"Docker", "新词", "又一个"}
    assert event.attachments.get().uploaded_by == admin


def test_saving_the_page_untouched_changes_nothing(client, admin):
    event = make_event(tags=["C++", "Docker"])
    talk = make_talk(
        event=event, speakers=[make_speaker("乙"), make_speaker("甲")], affiliation="某司"
    )
    before = list(talk.credits.values())
    assert submit(client, change(event)).status_code == 302
    assert list(talk.credits.values()) == before
    assert [tag.name for tag in event.tags.all()] == ["C++", "Docker"]


def test_a_new_talk_without_a_number_goes_to_the_end(client, admin):
    event = make_event()
    make_talk(event=event, title="一", position=3)
    rows = new_talk(1, position="", title="二") | new_talk(2, position="", title="三")
    first = {"talks-0-position": "3"}
    submit(client, change(event), **{"talks-TOTAL_FORMS": 3}, **first, **rows)
    assert [(row.title, row.position) for row in event.talks.all()] == [
        ("一", 3),
        ("二", 4),
        ("三", 5),
    ]


def test_a_talk_added_on_its_own_page_goes_to_the_end_too(client, admin):
    talk = make_talk(position=2)
    page = reverse("admin:events_talk_add")
    assert submit(client, page, event=talk.event.pk, title="后来的").status_code == 302
    assert talk.event.talks.get(title="后来的").position == 3


def test_reordering_speakers_keeps_the_company_of_that_time(client, admin):
    first, second, third = (make_speaker() for _ in range(3))
    talk = make_talk(speakers=[first, second], affiliation="某司")
    submit(client, change(talk.event), **{"talks-0-speakers": [third.pk, second.pk]})
    rows = [(row.speaker, row.affiliation) for row in talk.credits.all()]
    assert rows == [(third, ""), (second, "某司")]


def test_only_the_order_of_speakers_is_a_change_too(client, admin):
    first, second = make_speaker(), make_speaker()
    talk = make_talk(speakers=[first, second])
    submit(client, change(talk.event), **{"talks-0-speakers": [second.pk, first.pk]})
    assert [row.speaker for row in talk.credits.all()] == [second, first]


def test_a_speaker_that_somebody_else_added_meanwhile_stays(client, admin):
    talk = make_talk(speakers=[make_speaker("甲")])
    page = change(talk.event)
    data = {"_save": "1", **fields(client, page), "talks-0-title": "改"}
    talk.credits.create(speaker=make_speaker("乙"), position=2)
    client.post(page, data)
    talk.refresh_from_db()
    assert (talk.title, talk.credits.count()) == ("改", 2)


@pytest.mark.parametrize("kind", ["add", "change"])
def test_a_speaker_and_a_tag_survive_a_page_that_came_back(client, admin, guangzhou, kind):
    speaker = make_speaker()
    page = reverse("admin:events_event_add") if kind == "add" else change(make_event())
    row = {"talks-TOTAL_FORMS": 1} | new_talk(0, title="一", speakers=speaker.pk, tags="甲")
    response = submit(client, page, title="", city=guangzhou.pk, tags="乙", **row)
    assert "title" in errors(response)
    assert send_back(client, response, page, title="好了").status_code == 302
    talk = Talk.objects.get()
    assert [row.speaker for row in talk.credits.all()] == [speaker]
    assert [*talk.tags.names(), *talk.event.tags.names()] == ["甲", "乙"]


def test_a_first_speaker_survives_a_page_that_came_back_twice(client, admin):
    speaker, talk = make_speaker(), make_talk()
    page = change(talk.event)
    response = submit(client, page, title="", **{"talks-0-speakers": speaker.pk})
    response = send_back(client, response, page)
    assert send_back(client, response, page, title="好了").status_code == 302
    assert [row.speaker for row in talk.credits.all()] == [speaker]


def test_an_error_in_a_folded_part_is_in_sight(client, admin):
    page = change(make_event())
    assert "<details>" in client.get(page).content.decode()
    response = submit(client, page, head_count="-5")
    assert "head_count" in errors(response)
    assert "<details>" not in response.content.decode()


@pytest.mark.parametrize(
    ("model", "field"),
    [("event", "description"), ("event", "talks-0-summary"), ("talk", "summary")],
)
def test_text_that_cannot_be_rendered_comes_back_with_a_sentence(client, admin, model, field):
    talk = make_talk()
    row = talk if model == "talk" else talk.event
    response = submit(client, change(row), **{field: MARKUP_REFUSES, "title": "新题"})
    assert field in errors(response)
    assert MARKUP_REFUSES in response.content.decode()
    row.refresh_from_db()
    assert row.title != "新题"
    assert submit(client, change(row), **{field: "[好](/)", "title": "新题"}).status_code == 302


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ({"starts_at": "14:00", "ends_at": "13:00"}, "ends_at"),
        ({"date": "", "starts_at": "14:00"}, "__all__"),
        ({"title": ""}, "title"),
        ({"slug": "taken"}, "slug"),
    ],
)
def test_impossible_facts_come_back_with_a_sentence(client, admin, values, where):
    make_event(slug="taken")
    assert where in errors(submit(client, change(make_event()), **values))


def test_an_end_before_the_start_is_told_once_and_by_its_field(client, admin):
    facts = {"date": "2024-05-18", "starts_at": "17:30", "ends_at": "13:30"}
    found = errors(submit(client, change(make_event()), **facts))
    assert list(found) == ["ends_at"]
    assert "13:30" in str(found["ends_at"])
    assert "17:30" in str(found["ends_at"])


def test_the_form_says_what_an_address_is_and_what_to_do_without_a_speaker(client, admin):
    make_talk()
    html = client.get(change(Event.objects.get())).content.decode()
    assert "空着：由标题生成。" in html
    assert "没有这个人？点右边的 + 新建。" in html


def test_each_talk_leads_to_the_page_where_its_files_go(client, admin):
    event = make_event()
    talk = make_talk(event=event)
    deck = make_attachment(talk=talk, original_name="讲稿.pdf")
    row = client.get(change(event)).context["inline_admin_formsets"][0].formset.forms[0]
    html = client.get(change(event)).content.decode()
    assert f'<a href="{change(talk)}#attachments-group">' in html
    assert (row.instance, deck.format) == (talk, "PDF")
    assert "先保存" in html


def test_chosen_files_are_named_when_the_page_comes_back_without_them(client, admin):
    page = change(make_event())
    row = {"attachments-TOTAL_FORMS": 1, "attachments-0-kind": "photo"}
    row["attachments-0-file"] = SimpleUploadedFile("合影.jpg", b"x")
    response = submit(client, page, title="", **row)
    (warning,) = response.context["messages"]
    assert "合影.jpg" in str(warning)
    assert not submit(client, page, title="").context["messages"]


def test_publishing_sets_the_time_once(client, admin):
    fresh, planned = (make_event(published=False) for _ in range(2))
    moment = timezone.now() + timedelta(days=3)
    Event.objects.filter(pk=planned.pk).update(published_at=moment)
    data = {"action": "publish", "_selected_action": [fresh.pk, planned.pk]}
    client.post(LIST, data)
    fresh.refresh_from_db()
    planned.refresh_from_db()
    assert fresh.is_published
    assert (planned.status, planned.published_at) == ("published", moment)


def test_taking_back_hides_and_keeps_the_time(client, admin):
    event = make_event()
    client.post(LIST, {"action": "unpublish", "_selected_action": [event.pk]})
    before = event.published_at
    event.refresh_from_db()
    assert (event.status, event.published_at) == ("draft", before)
    assert admin.logentry_set.get().object_id == str(event.pk)


def test_a_row_that_does_not_render_is_left_and_named(client, admin):
    good, bad = make_event(published=False), make_event(published=False, title="坏的")
    Event.objects.filter(pk=bad.pk).update(description=MARKUP_REFUSES)
    data = {"action": "publish", "_selected_action": [good.pk, bad.pk]}
    response = client.post(LIST, data, follow=True)
    texts = {message.level_tag: str(message) for message in response.context["messages"]}
    assert "坏的" in texts["error"]
    assert [event.pk for event in Event.objects.filter(status="published")] == [good.pk]


def test_the_page_has_a_button_that_saves_and_publishes(client, admin):
    event = make_event(published=False)
    assert 'name="_publish"' in client.get(change(event)).content.decode()
    submit(client, change(event), _save=None, _publish="1", title="好了")
    event.refresh_from_db()
    assert (event.title, event.is_published) == ("好了", True)
    assert 'name="_publish"' not in client.get(change(event)).content.decode()


def at(moment):
    moment = timezone.localtime(moment)
    return {"published_at_0": f"{moment:%Y-%m-%d}", "published_at_1": f"{moment:%H:%M:%S}"}


def told(client, event, **changes):
    """What the next page says after saving the event."""
    response = client.get(submit(client, change(event), **changes).headers["Location"])
    return [str(message) for message in response.context["messages"]]


def test_the_button_publishes_now_and_saving_keeps_the_time(client, admin):
    event, moment = make_event(published=False), timezone.now() + timedelta(days=3)
    submit(client, change(event), status="published", **at(moment))
    event.refresh_from_db()
    assert event.is_scheduled
    submit(client, change(event), _save=None, _publish="1")
    event.refresh_from_db()
    assert event.is_published


def test_the_button_leaves_a_time_that_is_past(client, admin):
    event, moment = make_event(published=False), timezone.now() - timedelta(days=300)
    submit(client, change(event), _save=None, _publish="1", **at(moment))
    event.refresh_from_db()
    assert event.published_at == moment.replace(microsecond=0)


def test_saving_says_what_visitors_see_now(client, admin):
    event = make_event(published=False)
    assert len(told(client, event)) == 1
    moment = datetime(timezone.now().year + 1, 12, 24, 12, tzinfo=UTC)
    assert "12 月 24 日 周" in told(client, event, status="published", **at(moment))[1]
    public = told(client, event, _save=None, _publish="1")[1]
    assert f'href="{event.get_absolute_url()}"' in public


def test_the_page_leads_to_the_page_on_the_site(client, admin):
    event = make_event(slug="五月")
    assert f'href="{event.get_absolute_url()}"' in client.get(change(event)).content.decode()


def test_the_list_says_how_many_talks_lack_slides(client, admin):
    event = make_event()
    make_attachment(talk=make_talk(event=event))
    make_attachment(talk=make_talk(event=event), kind="audio")
    make_talk(event=event)
    (row,) = listed(client)
    assert (row.talk_total, row.slides_lacking) == (3, 2)


def test_the_list_filters_by_year_status_and_city(client, admin, guangzhou, shenzhen):
    old = make_event(day=date(2013, 4, 20), city=guangzhou)
    new = make_event(day=date(2024, 5, 18), city=shenzhen, published=False)
    undated = make_event(day=None, city=shenzhen)
    assert listed(client, year="2013") == [old]
    assert listed(client, year="none") == [undated]
    assert listed(client, status__exact="draft") == [new]
    assert listed(client, city__id__exact=guangzhou.pk) == [old]
    assert len(listed(client, year="二〇一三")) == 3


def test_the_list_finds_chinese_in_the_middle_of_words(client, admin):
    event = make_event(title="珠三角容器专场", tags=["微服务"])
    make_talk(event=event, title="打造航运的基础设施")
    make_event(title="别的")
    for term in ("器专", "微服", "航运"):
        assert listed(client, q=term) == [event]


@pytest.mark.parametrize("name", ["event", "talk", "attachment", "tag", "city", "membership"])
def test_lists_cost_the_same_for_one_row_and_for_three(
    client, admin, django_assert_num_queries, name
):
    def add():
        talk = make_talk(speakers=[make_speaker()], event=make_event(tags=["甲"]))
        make_attachment(talk=talk)
        make_user(organizer_of=talk.event.city)

    add()
    page = f"/admin/events/{name}/"
    client.get(page)
    with django_assert_num_queries(COUNTS[name]):
        client.get(page)
    add()
    add()
    with django_assert_num_queries(COUNTS[name]):
        client.get(page)


COUNTS = {"event": 11, "talk": 13, "attachment": 8, "tag": 8, "city": 7, "membership": 8}


def test_a_talk_may_have_neither_title_nor_speakers(client, admin):
    talk = make_talk(title="", speakers=[])
    assert submit(client, change(talk), summary="只剩一个文件").status_code == 302
    assert Talk.objects.get().summary == "只剩一个文件"


def test_the_same_speaker_stands_once_on_a_talk(client, admin):
    speaker = make_speaker()
    talk = make_talk(speakers=[speaker])
    rows = {"credits-TOTAL_FORMS": 2, "credits-1-position": 2, "credits-1-speaker": speaker.pk}
    assert errors(submit(client, change(talk), **rows))
    assert talk.credits.count() == 1
