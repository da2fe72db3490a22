"""The search held against the plainest one: every place looked through from end to end."""

import random
import re
from collections import Counter

import pytest
from django.db import transaction

from search import reading
from search.asking import understood
from search.finding import Search
from search.matching import match_of, matching
from search.models import Kind, SearchDocument, kind_of
from search.reading import CANDIDATES, COUNTED, postgresql
from tests.posts.jekyll.test_archive import ARCHIVE
from tests.search.brute import everything, key_of_place, meant, simple, words_of
from tests.search.library import load_everything

pytestmark = pytest.mark.skipif(not ARCHIVE.is_dir(), reason="NO ARCHIVE beside the project")

QUERIES, PLACES = 200, 100
HAN, LATIN = re.compile("[\u4e00-\u9fff]"), re.compile("[A-Za-z]")
NO_WORD = re.compile(r'[\s"“”„«»「」『』＂:：]|^[-－]')  # blanks, and what a query means by signs
SENTENCE = re.compile(r"[。！？；\n]+")
WORD = re.compile("[\u4e00-\u9fff]{2,}|[A-Za-z]{3,}")


@pytest.fixture(scope="module")
def once(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), transaction.atomic():
        load_everything(tmp_path_factory.mktemp("media"))
        yield [(key_of_place(place), words_of(place), place) for place in everything()]
        transaction.set_rollback(True)


@pytest.fixture
def library(once, db):
    return once


def piece(dice, text):
    start = dice.randrange(len(text))
    return text[start : start + dice.randint(1, 6)]


def slices(library, seed):
    """Pieces of what stands there, from one to six signs, of every script, a third each."""
    dice = random.Random(seed)  # noqa: S311
    left = {(True, False): QUERIES // 2, (False, True): QUERIES // 4, (True, True): QUERIES // 4}
    texts = [f"{place.title} {place.lead} {place.text}" for _key, _words, place in library]
    while any(left.values()):
        query = piece(dice, dice.choice(texts))
        kind = (bool(HAN.search(query)), bool(LATIN.search(query)))
        if left.get(kind) and not NO_WORD.search(query) and simple(query):
            left[kind] -= 1
            yield query


def test_the_search_finds_what_is_there_and_nothing_else(library):
    texts = [(key, words) for key, words, _place in library]
    hits = wrong = 0
    for query in slices(library, seed=20):
        found = set(matching(understood(query)).values_list("key", flat=True))
        wanted = meant(query, texts)
        assert (query, wanted - found) == (query, set())
        hits, wrong = hits + len(found), wrong + len(found - wanted)
    assert wrong / hits <= 0.02


def pairs(library, seed):
    """Two pieces of one place or of what stands around it."""
    dice = random.Random(seed)  # noqa: S311
    inside = [place for _key, _words, place in library if place.around and place.text]
    number = 0
    while number < QUERIES // 2:
        place = dice.choice(inside)
        one = piece(dice, place.around)
        other = piece(dice, dice.choice([place.text, place.around]))
        if len(understood(f"{one} {other}").terms) == 2 and not NO_WORD.search(one + other):
            number += 1
            yield one, other


def test_one_of_two_words_may_stand_around_a_place(library):
    hits = wrong = 0
    texts = [(key, words, simple(place.around)) for key, words, place in library]
    for one, other in pairs(library, seed=22):
        found = set(matching(understood(f"{one} {other}")).values_list("key", flat=True))
        asked = {simple(one), simple(other)}
        wanted = {
            key
            for key, own, around in texts
            if all(term in own or term in around for term in asked)
            and any(term in own for term in asked)
        }
        assert (one, other, wanted - found) == (one, other, set())
        hits, wrong = hits + len(found), wrong + len(found - wanted)
    assert wrong / hits <= 0.02


FOR_WORDS_THAT_ARE_EVERYWHERE = {
    "all keys at once": (postgresql.MANY, postgresql.DEEP),
    "the newest rows": (0, postgresql.DEEP),
    "kind by kind": (0, 3),
}


@pytest.mark.parametrize("way", FOR_WORDS_THAT_ARE_EVERYWHERE)
def test_all_ways_to_ask_find_the_same(library, monkeypatch, way):
    """The ORM's, which the desk takes, and those written out for each database."""
    many, deep = FOR_WORDS_THAT_ARE_EVERYWHERE[way]
    monkeypatch.setattr(postgresql, "MANY", many)
    monkeypatch.setattr(postgresql, "DEEP", deep)
    one, other = list(slices(library, seed=21))[:40], list(pairs(library, seed=23))[:20]
    for query in ["的", "e", "的 e", "技术 a", *one, *map(" ".join, other)]:
        asked = understood(query)
        wanted = list(matching(asked).order_by("-key").values_list("key", flat=True))
        assert [key for key, *_row in reading.newest(match_of(asked), len(library))] == wanted
        seen = reading.survey(match_of(asked))
        counted = {kind: min(one.count, COUNTED + 1) for kind, one in seen.items()}
        counts = Counter(map(kind_of, wanted))
        assert counted == {kind: min(count, COUNTED + 1) for kind, count in counts.items()}
        for kind, found in seen.items():
            keys = [key for key, *_row in found.rows]
            assert keys == [key for key in wanted if kind_of(key) == kind][: len(keys)]
            assert len(keys) >= min(CANDIDATES, counts[kind])


def two_words(dice, text):
    """Out of one sentence, as somebody remembers them; None where there are none."""
    found = []
    for run in WORD.findall(dice.choice(SENTENCE.split(text))):
        length = len(run) if run.isascii() else dice.randint(2, 4)
        start = dice.randrange(max(len(run) - length, 0) + 1)
        found.append(run[start : start + length])
    return " ".join(dice.sample(found, 2)) if len(found) > 1 else None


def asked_for(library, seed):
    dice = random.Random(seed)  # noqa: S311
    inside = [
        (key, place) for key, _words, place in library if place.kind in (Kind.PAGE, Kind.PARAGRAPH)
    ]
    number = 0
    while number < PLACES:
        key, place = dice.choice(inside)
        if query := two_words(dice, place.text):
            number += 1
            yield query, key, place.kind


def test_who_remembers_two_words_of_a_slide_or_a_paragraph_finds_it(library):
    missed = [
        query
        for query, key, kind in asked_for(library, seed=30)
        if key not in [row.key for row in Search(understood(query)).listing(kind, 1)[:10]]
    ]
    assert len(missed) <= PLACES * 0.05, missed


def test_there_is_much_to_be_found(library):
    """Or the tests above would say little."""
    rows = SearchDocument.objects.filter(is_public=True)
    assert set(rows.values_list("kind", flat=True)) == set(Kind)
    assert rows.filter(kind__in=(Kind.PAGE, Kind.PARAGRAPH)).count() > 100
    assert rows.count() == len(library) > 1000
