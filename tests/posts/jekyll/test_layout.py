from posts.jekyll.layout import lay_out
from tests.posts.jekyll.make import make_proposal, sectioned_proposal

SLUGS = {0: "容器入门", 1: "发布流水线"}


def test_sections_move_to_their_talks_and_leave_a_marker():
    layout = lay_out(sectioned_proposal())
    body = layout.body(SLUGS)
    assert body.startswith("大家好。\n\n[[talk 容器入门]]\n\n[[talk 发布流水线]]\n\n### 最后")
    assert layout.summaries == {0: "容器是什么。", 1: "怎样发布。"}


def test_prose_stays_whole():
    proposal = make_proposal("林小满讲了《容器入门》。\n")
    assert lay_out(proposal).body({}) == "林小满讲了《容器入门》。\n"


def test_a_heading_that_says_more_than_the_talk_keeps_its_post_whole():
    proposal = sectioned_proposal()
    proposal.source.body = proposal.source.body.replace("《容器入门》", "《容器入门》特别篇")
    assert not lay_out(proposal).moved


def test_a_heading_may_count_its_talk():
    proposal = sectioned_proposal()
    proposal.source.body = proposal.source.body.replace("《容器入门》 -", "主题一：《容器入门》 by")
    assert lay_out(proposal).moved


def test_a_link_line_with_words_of_its_own_stays():
    proposal = sectioned_proposal()
    proposal.source.body = proposal.source.body.replace("* [点此", "* 第二版 [点此")
    assert "第二版" in lay_out(proposal).summaries[0]


def test_overlapping_sections_are_not_trusted():
    proposal = sectioned_proposal()
    proposal.talks[1].lines = (8, 13)
    assert not lay_out(proposal).moved
