"""Text as it is compared: what is one and the same to a reader is one, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techparty_site.lib.folding import composed, folded, folded_with_places

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=40)
# Signs that the rules are about, close together.
TRICKY = st.text("aAé ß　ＡcC+＋#＃.。,，-容 器\n\t\x00國国がｶﾞ゙ﾞe\u0301\u200b½ﷺ1", max_size=20)


def fold(text):
    return folded(composed(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("DOCKER", "docker"),
        ("Ｄｏｃｋｅｒ", "docker"),
        ("𝕯𝖔𝖈𝖐𝖊𝖗", "docker"),
        ("Café", "cafe"),
        ("Cafe\u0301", "cafe"),
        ("Straße", "strasse"),
        ("ŁÓDŹ", "łodz"),
        ("Ångström", "angstrom"),
        ("ΑΘΉΝΑ", "αθηνα"),
        ("ﬁle", "file"),
        ("①②", "12"),
        ("２０１５", "2015"),
        ("ｶﾞｷﾞ", "ガギ"),
        ("か\u3099", "が"),
        ("容器雲架構", "容器云架构"),
        ("資料庫", "资料库"),
        ("體驗國際後臺", "体验国际后台"),
        ("㈱", "株"),
        ("Docker™", "docker"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("dock\u00ader", "docker"),
        ("a\u202eb\u202c", "ab"),
    ],
)
def test_spellings_of_one_word_are_one(one, other):
    assert fold(one) == fold(other)
    assert fold(other) in {other, fold(one)}


@pytest.mark.parametrize(
    ("one", "other"),
    [("がく", "かく"), ("パス", "ハス"), ("c++", "c"), ("c#", "c"), (".net", "net"), ("1.5", "15")],
)
def test_what_tells_words_apart_stays(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    "word", ["c++", "c#", "f#", ".net", "node.js", "1.5", "v2.0.1", "g++", "asp.net", "next.js"]
)
def test_names_of_technologies_are_whole(word):
    assert fold(word.upper()) == word
    assert fold(f"用{word}写") == f"用{word}写"
    assert fold(f"（{word}）、{word}。") == f"{word} {word}"


def test_full_width_signs_of_technologies_are_theirs():
    assert fold("Ｃ＋＋ 与 Ｃ＃ 与 ．ＮＥＴ") == "c++与c#与.net"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("end. Next", "end next"),
        ("end.", "end"),
        ("...", ""),
        ("a...b", "a b"),
        ("1 + 2", "1 2"),
        ("# 标题", "标题"),
        ("## C#", "c#"),
        ("容器+编排", "容器 编排"),
        ("容器#编排", "容器 编排"),
        ("2015-10-24", "2015 10 24"),
        ("docker-based", "docker based"),
        ("snake_case/path", "snake case path"),
        ("a@b.c", "a b.c"),
        ("😀", ""),
        ("go😀rust", "go rust"),
    ],
)
def test_other_signs_stand_between_words(text, found):
    assert fold(text) == found


@pytest.mark.parametrize("blank", [" ", "  ", "　", "\n", "\r\n", "\t", "\u00a0", "\u2028", "\x0b"])
def test_blanks_go_beside_chinese_and_are_one_elsewhere(blank):
    assert fold(f"容{blank}器") == "容器"
    assert fold(f"Docker{blank}容器{blank}2.0") == "docker容器2.0"
    assert fold(f"big{blank}data") == "big data"


@pytest.mark.parametrize("sign", "，。、；：？！（）“”《》·—…-/|~,;:?!\"'")
def test_punctuation_is_a_barrier_with_blanks_or_without(sign):
    for apart in (sign, f" {sign}", f"{sign}\n", f" {sign} {sign} "):
        assert fold(f"容{apart}器") == "容 器"
        assert fold(f"big{apart}data") == "big data"


def test_beginning_and_end_are_bare():
    assert fold(" 。容器 docker！ ") == "容器docker"
    assert fold("") == fold(" ，\n") == ""


def test_nul_and_halves_of_signs_are_nothing():
    assert fold("doc\x00ker") == "docker"
    assert fold("doc\ud83dker\udc00") == "docker"


def test_composed_keeps_what_a_reader_sees():
    assert composed("Docker 容器，２０１５ 國") == "Docker 容器，２０１５ 國"
    assert composed("e\u0301 ｶﾞ \x00か\u3099") == "é ガ が"


@given(ANYTHING | TRICKY)
def test_only_letters_digits_and_single_blanks_are_left(text):
    found = fold(text)
    assert found == found.strip()
    assert "  " not in found
    assert all(sign.isalnum() or sign in " +#." or not sign.isascii() for sign in found)


@given(ANYTHING | TRICKY)
def test_what_is_folded_can_be_stored_anywhere(text):
    assert "\x00" not in fold(text)
    fold(text).encode()


@given(TRICKY)
def test_case_and_width_change_nothing(text):
    wide = text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    assert fold(text) == fold(text.upper().lower()) == fold(wide)


@given(ANYTHING | TRICKY)
def test_with_places_it_is_the_same(text):
    text = composed(text)
    found, places = folded_with_places(text)
    assert found == folded(text)
    assert len(places) == len(found)
    assert places == sorted(places)


@given(ANYTHING | TRICKY)
def test_places_point_at_the_signs_they_came_from(text):
    text = composed(text)
    for sign, place in zip(*folded_with_places(text), strict=True):
        origin = text[place]
        assert sign == " " or sign in folded(f"a{origin}a") or sign in "+#."


def test_a_place_leads_to_the_sign_in_the_text():
    text = "《打造 Ｄｏｃｋｅｒ　航運》：½"
    found, places = folded_with_places(text)
    assert found == "打造docker航运 1 2"
    assert text[places[found.index("d")]] == "Ｄ"
    assert text[places[found.index("运")]] == "運"
    assert text[places[found.index("1")]] == text[places[found.index("2")]] == "½"


def test_a_blank_points_at_the_first_sign_of_its_gap():
    found, places = folded_with_places("big --- data")
    assert found == "big data"
    assert places[3] == 3


@given(st.text("容器國云aeéAZ019 ", max_size=12), st.text("容器國云aeéAZ019 ", max_size=12))
def test_what_is_part_of_a_text_is_part_of_it_folded(before, text):
    assert fold(text) in fold(f"{before}{text}{before}")


def test_a_dot_before_a_word_is_kept_but_after_another():
    assert folded("C#.NET C++.x wait..net") == "c#.net c++.x wait net"
