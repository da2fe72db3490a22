"""The lists of the desk are searched by all that stands in a row, drafts included."""

import pytest
from django.urls import reverse

from tests.factories import (
    make_attachment,
    make_deck,
    make_event,
    make_post,
    make_speaker,
    make_tag,
    make_talk,
    make_user,
)


@pytest.fixture
def editor(client, db):
    client.force_login(make_user(superuser=True))
    return client


def listed(client, model, text):
    response = client.get(reverse(f"admin:{model}_changelist"), {"q": text})
    return [str(row) for row in response.context["cl"].result_list]


@pytest.fixture
def draft(guangzhou):
    return make_event(city=guangzhou, title="秘密聚会", published=False, venue="海豚馆")


def test_events_are_found_by_venue_and_by_their_talks(editor, draft):
    make_talk(event=draft, title="吊车入门", summary="先学系绳子")
    make_event(title="别的")
    for text in ("秘密", "海豚", "吊车", "系绳"):
        assert listed(editor, "events_event", text) == ["秘密聚会"]


def test_talks_are_found_by_their_summary_and_their_speakers(editor, draft):
    make_talk(
        event=draft, title="吊车入门", summary="先学系绳子", speakers=[make_speaker("纪小鸥")]
    )
    for text in ("系绳", "小鸥", "吊車", "秘密"):
        assert listed(editor, "events_talk", text) == ["吊车入门"]


def test_posts_are_found_by_their_text_whatever_the_script(editor, guangzhou):
    make_post(title="一篇", body="絕不提起海豚", published=False)
    for text in ("海豚", "绝不", "絕不"):
        assert listed(editor, "posts_post", text) == ["一篇"]


def test_speakers_are_found_by_sound_and_alias(editor, db):
    make_speaker("纪小鸥", aliases=["Gull"])
    for text in ("小鸥", "gull", "jixiaoou"):
        assert listed(editor, "speakers_speaker", text) == ["纪小鸥"]


def test_tags_are_found_by_alias(editor, db):
    make_tag("容器", aliases=["container"])
    assert listed(editor, "events_tag", "contain") == ["容器"]


def test_files_are_found_by_a_word_on_a_page_of_them(editor, draft):
    deck = make_deck(talk=make_talk(event=draft), original_name="甲.pdf")
    deck.pages.filter(number=2).update(text="只有这里有海豚")
    make_attachment(talk=deck.talk, original_name="乙.pdf")
    assert listed(editor, "events_attachment", "海豚") == ["甲.pdf"]


def test_an_organizer_finds_nothing_of_another_city(client, draft, shenzhen):
    client.force_login(make_user(organizer_of=shenzhen))
    assert listed(client, "events_event", "海豚") == []
    client.force_login(make_user(organizer_of=draft.city))
    assert listed(client, "events_event", "海豚") == ["秘密聚会"]


def test_choices_are_found_as_lists_are(editor, draft):
    address = reverse("admin:autocomplete")
    asked = {"app_label": "events", "model_name": "talkspeaker", "field_name": "speaker"}
    make_speaker("纪小鸥")
    response = editor.get(address, {**asked, "term": "jixiaoou"})
    assert [row["text"] for row in response.json()["results"]] == ["纪小鸥"]


@pytest.mark.parametrize(
    "text", ["", "？", '"', "%_\\", "a" * 5000, "OR AND NOT", "海豚 -", "-海豚"]
)
def test_odd_words_break_no_list(editor, draft, text):
    assert listed(editor, "events_event", text) in ([], ["秘密聚会"])
