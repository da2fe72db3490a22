"""The desk says how far the reading of a file is, and has it read once more."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from events.intake import take_in
from events.models import Attachment
from events.processing import workers
from techparty_site.lib import packages
from tests import samples
from tests.events.test_admin_scope import change
from tests.factories import make_attachment, make_deck, make_event, make_talk, make_user

LIST = "/admin/events/attachment/"
PROGRESS = f"{LIST}progress/"
NOBODY = "manage.py db_worker"


@pytest.fixture(autouse=True)
def admin(client, db):
    client.force_login(make_user("root", superuser=True))


@pytest.fixture
def deck(db):
    talk = make_talk(event=make_event())
    deck = Attachment(kind="slides", talk=talk)
    take_in(deck, ContentFile(samples.make_pdf("a", "b")), "幻灯片.pdf")
    return deck


def note(deck: Attachment, **facts) -> None:
    Attachment.objects.filter(pk=deck.pk).update(**facts)


def told(client, deck):
    return client.get(PROGRESS, {"id": deck.pk}).json()[str(deck.pk)]


def again(deck: Attachment) -> str:
    return reverse("admin:events_attachment_read_again", args=[deck.pk])


def test_it_tells_the_page_that_is_being_read(client, deck):
    note(deck, processing="running", processed_pages=12, page_count=38)
    assert told(client, deck) == {"text": "正在读第 12 / 38 页", "moving": True, "retry": False}
    note(deck, page_count=None)
    assert told(client, deck)["text"] == "正在读第 12 页"


@pytest.mark.parametrize("page", ["itself", "talk", "list"])
def test_every_place_of_a_file_says_how_far_it_is(client, deck, page):
    note(deck, processing="running", processed_pages=1)
    places = {"itself": change(deck), "talk": change(deck.talk), "list": LIST}
    html = client.get(places[page]).content.decode()
    assert "正在读第 1 / 2 页" in html
    assert "admin/progress.js" in html


def test_a_failure_has_its_reason_and_a_button(client, deck):
    note(deck, processing="", processing_error="too_slow")
    state = told(client, deck)
    assert (state["moving"], state["retry"]) == (False, True)
    html = client.get(change(deck.talk)).content.decode()
    assert str(deck.Problem.TOO_SLOW.label) in html
    assert f'form="read-again" formaction="{again(deck)}">' in html
    assert '<form id="read-again" method="post"' in html


@pytest.mark.parametrize("problem", ["broken", "encrypted", "too_many_pages"])
def test_what_would_fail_again_says_what_to_do_instead(client, deck, problem):
    note(deck, processing="", processing_error=problem)
    state = told(client, deck)
    assert not state["retry"]
    assert str(deck.Problem(problem).label) in state["text"]
    assert "另存" in state["text"]
    assert "hidden form=" in client.get(change(deck.talk)).content.decode()


@pytest.mark.parametrize("page", ["itself", "talk", "list"])
def test_of_a_keynote_file_a_pdf_is_asked_for(client, page):
    deck = make_attachment(talk=make_talk(), content=b"x", content_type=packages.KEY)
    places = {"itself": change(deck), "talk": change(deck.talk), "list": LIST}
    assert "Keynote 文件浏览器打不开" in client.get(places[page]).content.decode()
    assert not told(client, deck)["retry"]


def test_what_waits_while_no_worker_runs_says_so(client, deck):
    assert NOBODY not in told(client, deck)["text"]
    note(deck, processing_seen_at=timezone.now() - timedelta(minutes=3))
    assert NOBODY in told(client, deck)["text"]
    assert NOBODY in client.get(change(deck)).content.decode()
    workers.note("somebody")
    assert NOBODY not in told(client, deck)["text"]


def test_a_file_is_read_once_more(client, deck, django_capture_on_commit_callbacks):
    note(deck, processing="", processing_error="failed")
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(again(deck), headers={"referer": f"http://testserver{change(deck)}"})
    assert answer.headers["location"].endswith(change(deck))
    deck.refresh_from_db()
    assert (deck.pages.count(), deck.processing_error) == (2, "")


def test_it_leads_nowhere_else(client, deck):
    answer = client.post(again(deck), headers={"referer": "https://evil.example/"})
    assert answer.headers["location"] == change(deck)


def test_many_are_read_once_more_from_the_list(client, deck):
    note(deck, processing="", processing_error="failed")
    values = {"action": "read_once_more", "_selected_action": [deck.pk]}
    client.post(LIST, values)
    deck.refresh_from_db()
    assert deck.processing == "waiting"


@pytest.mark.parametrize(("at_home", "answer"), [(True, 302), (False, 404)])
def test_only_who_may_change_a_file_has_it_read(client, deck, shenzhen, at_home, answer):
    city = deck.talk.event.city if at_home else shenzhen
    client.force_login(make_user(organizer_of=city))
    assert client.post(again(deck)).status_code == answer
    assert bool(client.get(PROGRESS, {"id": deck.pk}).json()) == at_home


def test_reading_is_not_begun_by_a_link(client, deck):
    assert client.get(again(deck)).status_code == 405


def test_an_outside_link_says_nothing_of_reading(client):
    link = make_attachment(talk=make_talk())
    assert told(client, link) == {"text": "", "moving": False, "retry": False}


def test_a_file_that_nobody_has_read_is_not_said_to_be_read(client, deck):
    note(deck, processing="")
    assert told(client, deck)["text"] == "已读完"
    note(deck, processing_seen_at=None)
    assert told(client, deck)["text"] == ""


def rows_of(sql: str) -> str:
    return sql if 'FROM "events_attachment"' in sql else ""


@pytest.mark.parametrize(("page", "queries"), [(PROGRESS, 3), (LIST, 8), ("talk", 19)])
@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_once_for_all_files_of_a_page(
    client, django_assert_num_queries, page, queries, number
):
    talk = make_talk()
    for _row in range(number):
        make_deck(talk=talk, processing_error="failed").pages.filter(number=1).update(image="")
    ids = list(Attachment.objects.values_list("pk", flat=True))
    address = change(talk) if page == "talk" else page
    client.get(address)  # what is known of the whole site is kept
    with django_assert_num_queries(queries) as asked:
        answer = client.get(address, {"id": ids})
    told = str(answer.json()) if page == PROGRESS else answer.content.decode()
    assert told.count("共 3 页，其中 1 页画不出来") == number
    assert not any('"events_attachment"."text", "' in rows_of(query["sql"]) for query in asked)


@pytest.mark.parametrize("number", [str(2**63), "9" * 5000, "x", "-1", "²"])
def test_a_number_of_no_row_is_told_nothing(client, deck, number):
    assert client.get(PROGRESS, {"id": number}).json() == {}
    assert list(client.get(PROGRESS, {"id": [number, deck.pk]}).json()) == [str(deck.pk)]


def test_reading_anew_takes_no_number_of_no_row(client):
    assert client.post(f"{LIST}{2**63}/read-again/").status_code == 404
