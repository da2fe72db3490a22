"""Transcripts on pages: a talk's own part, the whole of an event, and the way into recordings."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.models import Attachment
from tests.factories import make_attachment, make_event, make_talk

Kind = Attachment.Kind
SAID = "今天想和大家聊一聊我们这几年在码头上做过的事情，" * 6
WHOLE = f"欢迎大家\n## [00:00:05] 装箱\n{SAID}\n## [01:02:03] 卸箱\n{SAID}\n答：<因为>"


@pytest.fixture
def event(db):
    event = make_event()
    for position, title in enumerate(["装箱", "卸箱"]):
        make_talk(event=event, title=title, position=position)
    make_attachment(event=event, kind=Kind.TRANSCRIPT, content=b"x", text=WHOLE)
    return event


def page_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def address_of(event):
    return reverse("event_transcript", args=[event.slug])


def test_a_talk_shows_its_own_part_with_the_way_to_the_whole(event, visitor):
    page = page_of(visitor, event.talks.get(title="卸箱").get_absolute_url())
    assert f'href="{address_of(event)}#s4"' in page
    assert [f'id="s{number}"' in page for number in range(1, 7)] == [False] * 3 + [True] * 3


def test_the_whole_has_the_same_addresses_and_leads_to_each_talk(event, visitor):
    page = page_of(visitor, address_of(event))
    assert all(f'id="s{number}"' in page for number in range(1, 7))
    assert page.count('<a href="#s2">') == page.count('<a href="#s4">') == 2
    assert '<h3 id="s4">' in page
    assert "&lt;因为&gt;" in page
    assert "<details" not in page


def test_the_event_leads_to_its_transcript_once_it_was_read(event, visitor):
    assert address_of(event) in page_of(visitor, event.get_absolute_url())
    Attachment.objects.update(processing_error="broken")
    assert address_of(event) not in page_of(visitor, event.get_absolute_url())


def test_a_transcript_without_headings_is_whole_on_each_talk(event, visitor):
    Attachment.objects.update(text="甲\n乙")
    page = page_of(visitor, event.talks.get(title="卸箱").get_absolute_url())
    assert 'id="s1"' in page
    assert address_of(event) not in page


def test_times_are_links_into_the_recording_of_the_event(event, visitor):
    sound = make_attachment(
        event=event, kind=Kind.AUDIO, content=b"x", original_name="a.mp3", duration=4000
    )
    page = page_of(visitor, event.talks.get(title="卸箱").get_absolute_url())
    assert f'<a href="{sound.file_url}#t=1:02:03" aria-label="' in page
    assert f"{sound.file_url}#t=00:05" not in page
    assert f"{sound.file_url}#t=00:05" in page_of(visitor, address_of(event))


def test_a_long_transcript_goes_on_at_an_address_of_its_own(event, visitor):
    talk = event.talks.get(title="卸箱")
    text = "\n".join(f"第{number}句{'字' * 60}" for number in range(1, 1001))
    make_attachment(talk=talk, kind=Kind.TRANSCRIPT, content=b"x", text=text)
    whole = reverse("talk_transcript", args=[talk.slug])
    page = page_of(visitor, talk.get_absolute_url())
    assert 'id="s78"' not in page
    assert f'<a href="{whole}#s78">继续读：还有 923 段</a>' in page
    first, last = page_of(visitor, whole), page_of(visitor, f"{whole}?page=3")
    assert 'id="s78"' in first
    assert 'rel="next" href="?page=2"' in first
    assert 'id="s1000"' in last
    assert visitor.get(f"{whole}?page=4").status_code == 404


def test_a_part_leads_to_its_sheet_of_the_whole(event, visitor):
    talk, long = event.talks.get(title="卸箱"), "\n".join(["字" * 60] * 1000)
    make_attachment(talk=talk, kind=Kind.TRANSCRIPT, content=b"x", text="甲\n乙")
    Attachment.objects.filter(event=event).update(
        text=f"## 装箱\n{SAID}\n{long}\n## 卸箱\n{SAID}\n再见"
    )
    page = page_of(visitor, talk.get_absolute_url())
    assert f'href="{address_of(event)}?page=3#s1003"' in page
    whole = page_of(visitor, address_of(event))
    assert f'<a href="{address_of(event)}?page=3#s1003">' in whole
    assert '<a href="#s1">' in whole


def test_a_talk_has_a_page_of_its_own_transcripts_only(event, visitor, django_assert_num_queries):
    talk = event.talks.get(title="卸箱")
    address = reverse("talk_transcript", args=[talk.slug])
    assert visitor.get(address).status_code == 404
    make_attachment(talk=talk, kind=Kind.TRANSCRIPT, content=b"x", text="[00:03] 甲")
    sound = make_attachment(event=event, kind=Kind.AUDIO, content=b"x", original_name="a.mp3")
    with django_assert_num_queries(8):
        page = page_of(visitor, address)
    assert f'href="{sound.file_url}#t=00:03"' in page
    assert SAID not in page
    event.status = event.Status.DRAFT
    event.save()
    assert visitor.get(address).status_code == 404


def test_of_a_draft_of_hidden_ones_and_of_none_there_is_no_page(event, visitor):
    Attachment.objects.update(hidden=True)
    assert visitor.get(address_of(event)).status_code == 404
    assert visitor.get(address_of(make_event())).status_code == 404
    draft = make_event(published=False)
    make_attachment(event=draft, kind=Kind.TRANSCRIPT, content=b"x", text="甲")
    assert visitor.get(address_of(draft)).status_code == 404


def test_a_part_costs_no_query_more_than_the_whole(event, visitor):
    talk = event.talks.get(title="卸箱").get_absolute_url()
    page_of(visitor, talk)
    with CaptureQueriesContext(connection) as cut:
        page_of(visitor, talk)
    Attachment.objects.update(text="甲")
    with CaptureQueriesContext(connection) as whole:
        page_of(visitor, talk)
    assert len(cut) == len(whole)


def test_two_hundred_paragraphs_with_times_stay_small(event, visitor):
    make_attachment(event=event, kind=Kind.AUDIO, content=b"x", original_name="录音.mp3")
    text = "\n".join(f"[00:{n // 60:02}:{n % 60:02}] {'字' * 60}" for n in range(200))
    talk = make_talk()
    before = len(page_of(visitor, talk.get_absolute_url()).encode())
    make_attachment(talk=talk, kind=Kind.AUDIO, content=b"x", original_name="录音.mp3")
    make_attachment(talk=talk, kind=Kind.TRANSCRIPT, content=b"x", text=text)
    page = page_of(visitor, talk.get_absolute_url())
    assert len(page.encode()) - before - len(text.encode()) < 200 * 220
