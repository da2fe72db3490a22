import pytest
from django.test import RequestFactory

from techparty_site.lib import marking
from techparty_site.lib.folding import folded
from techparty_site.lib.marking import Box, asking, boxes, fragment, marked, snippet, spans, wanted

PROSE = "第一段说船怎样靠岸，绳子往哪里系。" * 200


def test_a_term_is_found_however_it_is_written():
    text = "ＤＯＣＫＥＲ 與 容\n器"
    found = [text[start:end] for start, end in spans(text, ["docker", "与", "容器"])]
    assert found == ["ＤＯＣＫＥＲ", "與", "容\n器"]


def test_terms_that_overlap_are_one_mark():
    assert marked("容器编排", ["容器", "器编"]) == "<mark>容器编</mark>排"


def test_what_is_marked_is_escaped():
    assert marked("<b>容器</b>", ["容器"]) == "&lt;b&gt;<mark>容器</mark>&lt;/b&gt;"
    assert marked("<容器>", ["容器"]) == "&lt;<mark>容器</mark>&gt;"


def test_nothing_is_marked_without_terms():
    assert marked("容器", []) == "容器"


def test_a_snippet_is_cut_around_the_words():
    cut = snippet(PROSE + "镜像里住着一只容器，它会唱歌。" + PROSE, ["容器", "唱歌"])
    assert "住着一只容器，它会唱歌" in cut
    assert cut.startswith("…")
    assert cut.endswith("…")
    assert len(cut) < 140


def test_a_snippet_of_a_short_text_is_all_of_it():
    assert snippet("两行\n字", ["字"]) == "两行 字"


def test_a_snippet_prefers_where_all_the_words_stand():
    text = "先说容器。" + PROSE[:400] + "再说容器和编排。" + PROSE[:400]
    assert "容器和编排" in snippet(text, ["容器", "编排"])


def test_a_text_without_the_words_is_shown_from_its_beginning():
    assert snippet(PROSE, ["容器"]).startswith("第一段说船")


def test_a_fragment_names_the_whole_clause():
    assert fragment("甲，乙的容器很大。丙", ["容器"]) == ":~:text=%E4%B9%99%E7%9A%84" + (
        "%E5%AE%B9%E5%99%A8%E5%BE%88%E5%A4%A7"
    )
    assert fragment("没有", ["容器"]) == ""


def test_a_hyphen_in_a_fragment_is_no_part_of_its_grammar():
    assert "-" not in fragment("docker-based", ["docker"])


def test_the_terms_of_an_address_stand_before_its_fragment():
    assert asking("/a/?page=2#s3", ["容器"]) == "/a/?page=2&mark=%E5%AE%B9%E5%99%A8#s3"
    assert asking("/a/#s3", ["b"]) == "/a/?mark=b#s3"
    assert asking("/a/#s3", []) == "/a/#s3"


def test_an_address_asks_for_a_few_terms_only():
    query = "&".join(f"mark={'长' * 100}{number}" for number in range(30))
    terms = wanted(RequestFactory().get(f"/?{query}&mark=%00&mark="))
    assert len(terms) == marking.MOST
    assert {len(term) for term in terms} == {marking.LONGEST}


def test_a_box_covers_the_part_of_a_word_that_was_searched_for():
    word = ["看容器吧", 10.0, 20.0, 40.0, 5.0]
    assert boxes([word], ["容器"]) == [Box(20.0, 20.0, 20.0, 5.0)]


def test_a_term_over_two_words_has_a_box_on_each():
    words = [["容", 0.0, 0.0, 10.0, 5.0], ["器", 10.0, 0.0, 10.0, 5.0]]
    assert len(boxes(words, ["容器"])) == 2


def test_latin_letters_take_half_the_room():
    box = boxes([["容ab", 0.0, 0.0, 40.0, 5.0]], ["ab"])[0]
    assert (box.left, box.width) == (20.0, 20.0)


def test_a_box_is_scaled_to_its_picture():
    assert Box(10, 20, 30, 40).scaled(1600, 900) == Box(160, 180, 480, 360)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "，", "\u200b"])
def test_texts_without_a_word_have_no_marks(text):
    assert spans(text, ["容器"]) == []
    assert snippet(text, ["容器"]).strip() == text.strip()
    assert folded(text) == ""
