"""How soon a change is found: a real event among all the invented places."""

import time
from collections.abc import Callable

from django.db import transaction

from events.models import Attachment, City, Event, SlidePage, Talk
from search.asking import understood
from search.finding import Search
from tests.bench_search_text import Subject, latin_word
from tests.factories import make_attachment, make_event, make_speaker, make_talk

DRAFT, PUBLISHED = Event.Status.DRAFT, Event.Status.PUBLISHED
TALKS, PAGES, PARAGRAPHS = 6, 40, 60

type Change = tuple[str, float, int]  # its name, milliseconds, and how often it was asked for


def changes(run: int) -> list[Change]:
    event, word = large_event(run), latin_word(Subject("changes", run).dice, 5)
    talk = event.talks.all()[0]
    talk.title += f" {word}"

    def turn(status: str) -> None:
        event.status = status
        event.save()

    return [
        ("a saved talk", *until_found(talk.save, word, is_there=True)),
        ("an event taken back", *until_found(lambda: turn(DRAFT), word, is_there=False)),
        ("an event published", *until_found(lambda: turn(PUBLISHED), word, is_there=True)),
    ]


def large_event(run: int) -> Event:
    with transaction.atomic():
        city = City.objects.first()
        event = make_event(city=city, title=Subject("large", run).title())
        for number in range(TALKS):
            subject = Subject("large", run, number)
            person = make_speaker(subject.coined[0])
            fill(make_talk(event=event, title=subject.title(), speakers=[person]), subject)
    return event


def fill(talk: Talk, subject: Subject) -> None:
    deck = make_attachment(talk=talk)
    SlidePage.objects.bulk_create(
        SlidePage(attachment=deck, number=number, text=subject.page())
        for number in range(1, PAGES + 1)
    )
    text = "\n\n".join(subject.page().replace("\n", "") for _number in range(PARAGRAPHS))
    make_attachment(talk=talk, kind=Attachment.Kind.TRANSCRIPT, text=text)


def until_found(change: Callable[[], object], text: str, *, is_there: bool) -> tuple[float, int]:
    """From the commit on."""
    with transaction.atomic():
        change()
        started = time.perf_counter()
    for asked in range(1, 100):
        if bool(Search(understood(text)).overview()) == is_there:
            return (time.perf_counter() - started) * 1000, asked
    raise AssertionError(text)
