"""Of two people's changes nothing is lost: each stands in the text or in a clash."""

from hypothesis import given
from hypothesis import strategies as st

from techparty_site.lib.history.merging import BOTH, MINE, THEIRS, joined, merge

BASE = "开头\n\n第一段\n\n第二段\n\n结尾"
TEXT = st.lists(st.sampled_from(["甲", "乙", "丙", "", "丁"]), max_size=8).map("\n".join)


def whole(base, mine, theirs, choice=BOTH):
    found = merge(base, mine, theirs)
    return joined(found, dict.fromkeys(range(len(found)), choice))


def clashes(*texts):
    return [one for one in merge(*texts) if one.is_clash]


def test_changes_in_different_paragraphs_are_both_taken():
    mine = BASE.replace("第一段", "我的第一段")
    theirs = BASE.replace("第二段", "他的第二段") + "\n\n附记"
    assert clashes(BASE, mine, theirs) == []
    assert whole(BASE, mine, theirs) == "开头\n\n我的第一段\n\n他的第二段\n\n结尾\n\n附记"


def test_two_versions_of_one_paragraph_clash():
    mine, theirs = BASE.replace("第一段", "我的"), BASE.replace("第一段", "他的")
    (one,) = clashes(BASE, mine, theirs)
    assert (one.mine, one.theirs) == (("我的",), ("他的",))
    assert whole(BASE, mine, theirs, MINE) == mine
    assert whole(BASE, mine, theirs, THEIRS) == theirs
    assert whole(BASE, mine, theirs, BOTH) == BASE.replace("第一段", "他的\n我的")


def test_a_paragraph_deleted_by_one_and_changed_by_the_other_clashes():
    mine, theirs = BASE.replace("第一段\n\n", ""), BASE.replace("第一段", "他的")
    assert clashes(BASE, mine, theirs)
    assert "他的" in whole(BASE, mine, theirs, BOTH)


def test_the_same_change_made_twice_is_one():
    both = BASE.replace("第一段", "改了")
    assert clashes(BASE, both, both) == []
    assert whole(BASE, both, both) == both


@given(TEXT, TEXT)
def test_what_only_one_changed_is_taken(base, text):
    assert whole(base, text, base) == whole(base, base, text) == whole(base, text, text) == text


@given(TEXT, TEXT, TEXT)
def test_either_side_can_be_had_where_they_clash_everywhere(base, mine, theirs):
    found = merge(base, mine, theirs)
    if all(one.is_clash for one in found):
        assert whole(base, mine, theirs, MINE) == mine
        assert whole(base, mine, theirs, THEIRS) == theirs


@given(TEXT, TEXT, TEXT)
def test_no_new_line_is_lost(base, mine, theirs):
    kept = whole(base, mine, theirs).split("\n")
    old = base.split("\n")
    for text in (mine, theirs):
        assert {line for line in text.split("\n") if line not in old} <= set(kept)


@given(TEXT, TEXT, TEXT)
def test_it_does_not_matter_who_comes_first(base, mine, theirs):
    assert len(clashes(base, mine, theirs)) == len(clashes(base, theirs, mine))
