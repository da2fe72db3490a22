"""What a text is found by, and that both databases keep every gram as it is."""

import unicodedata

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.expressions import All, Gram, Less, Some
from search.grams import AROUND, FACT, HEADING, MOST, SOUND, WORD, decides, grams, needed
from search.models import Kind, SearchDocument
from techparty_site.lib.folding import IS_WIDE, composed, folded
from tests.search.steps import kept_grams

FEW = st.text("ab1+#. 容器云", max_size=14).map(folded)
ANY = st.text(st.characters(exclude_categories=()), max_size=30).map(
    lambda one: folded(composed(one))
)


def test_chinese_is_found_by_every_sign_and_every_two():
    assert grams("容器云") == {"容", "器", "云", "容器", "器云"}


def test_latin_is_found_by_one_to_three_letters_and_its_words():
    assert grams("docker") == {*"docker", "do", "oc", "ck", "ke", "er"} | {
        *("doc", "ock", "cke", "ker", "=docker")
    }


def test_as_few_grams_as_tell_it_are_looked_up():
    assert needed("器") == [Gram("器")]
    assert needed("ck") == [Gram("ck")]
    assert needed("容器") == [Gram("容器")]
    assert needed("docker") == [Gram("doc"), Gram("ock"), Gram("cke"), Gram("ker")]


def test_words_end_where_chinese_begins():
    assert grams("用go写") >= {"=go", "go", "用", "写"}
    assert not {"用g", "o写", "用go写"} & grams("用go写")


def test_a_word_with_dots_is_one_and_so_are_its_parts():
    assert {gram for gram in grams("node.js") if gram[0] == WORD} == {"=node.js", "=node", "=js"}
    assert {gram for gram in grams(".net c++") if gram[0] == WORD} == {"=.net", "=net", "=c++"}


def test_an_address_is_no_word():
    assert not {gram for gram in grams("x" * 100) if gram[0] == WORD}
    assert "xxx" in grams("x" * 100)


def test_a_long_word_is_looked_up_by_a_few_of_its_grams():
    assert len(needed("容器编排" * 40)) <= MOST
    assert len(needed("abcdefghij" * 20)) <= MOST


def has_all(text, asked):
    found = grams(text)
    return all(one.text in found for one in asked)


@given(FEW | ANY, st.data())
def test_whatever_is_part_of_a_text_needs_only_grams_of_the_text(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    part = text[start:end].strip()
    assert has_all(text, needed(part))
    assert needed(part) or not part


@given(FEW, FEW)
def test_a_gram_that_decides_stands_in_no_other_text(part, text):
    if part and decides(part):
        assert (part in text) == has_all(text, needed(part))


@given(FEW | ANY)
def test_no_text_has_the_marks_of_other_grams(text):
    found = grams(text)
    assert not [gram for gram in found if gram[0] in AROUND + HEADING + SOUND + FACT]
    assert not [gram for gram in found if gram[0] == WORD and gram[1:] not in text]
    assert not [gram for gram in found if " " in gram or "\n" in gram]


def vocabulary():
    """What the database's own parser made of the grams."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT word FROM ts_stat('SELECT grams FROM search_searchdocument')")
        else:
            cursor.execute(
                "CREATE VIRTUAL TABLE temp.words USING fts5vocab (main, search_grams, row)"
            )
            cursor.execute("SELECT term FROM temp.words")
        return {word for (word,) in cursor.fetchall()}


def keep(key, found):
    row = SearchDocument(key=key, unit="event:1", kind=Kind.EVENT, object_id=1, is_public=True)
    row.grams = found
    row.save(force_insert=True)
    return row


def every_sign():
    """All that Unicode knows, of Chinese and Korean signs each hundredth."""
    codes = (code for code in range(0x110000) if unicodedata.category(chr(code)) != "Cn")
    return [sign for sign in map(chr, codes) if not IS_WIDE.match(sign) or not ord(sign) % 101]


def test_every_sign_is_kept_by_the_database_as_it_is(db):
    signs = every_sign()
    wanted = set()
    for start in range(0, len(signs), 5000):
        found = grams(folded(composed(" ".join(signs[start : start + 5000]))))
        keep(start, found)
        wanted |= found
    assert len(wanted) > 10_000
    assert vocabulary() == wanted
    assert set().union(*kept_grams().values()) == wanted


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(texts=st.lists(FEW | ANY, min_size=1, max_size=3), prefix=st.sampled_from("~^!%="))
def test_a_row_is_found_by_each_of_its_grams(db, texts, prefix):
    SearchDocument.objects.all().delete()
    found = [{*grams(text), *(prefix + gram for gram in grams(text))} for text in texts]
    for key, some in enumerate(found):
        keep(key, some)
    for gram in found[0]:
        rows = SearchDocument.objects.meeting(Gram(gram)).values_list("key", flat=True)
        assert set(rows) == {key for key, some in enumerate(found) if gram in some}


def rows(asked):
    return set(SearchDocument.objects.meeting(asked).values_list("key", flat=True))


@pytest.fixture
def three(db):
    for key, text in enumerate(["a b c", "a b", "c d"]):
        keep(key, grams(text))


def test_grams_are_joined_by_and_or_not(three):
    a, b, c, d, none = map(Gram, "abcdx")
    assert rows(All((a, b))) == {0, 1}
    assert rows(Some((a, d))) == {0, 1, 2}
    assert rows(Less(c, (d, none))) == {0}
    assert rows(All((Some((b, d)), Less(c, (a,))))) == {2}
    assert rows(Some((All((a, c)), All((c, d))))) == {0, 2}
    assert rows(All((a, none))) == rows(none) == set()


@pytest.mark.parametrize("odd", ["'", "''", "\\", "\\'", "a'b\\c", "\\\\'"])
def test_quotes_inside_a_gram_are_part_of_it(db, odd):
    """None is made of a text; but were there one, it would break nothing."""
    keep(1, {odd, "b"})
    assert kept_grams() == {1: {odd, "b"}}
    assert SearchDocument.objects.get().grams == {odd, "b"}
    if connection.vendor == "postgresql":
        assert rows(Gram(odd)) == {1}
