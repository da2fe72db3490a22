import pytest

from posts.jekyll import proof
from posts.jekyll.layout import lay_out
from posts.jekyll.proposal import AttachmentClaim
from tests.posts.jekyll.make import make_proposal, sectioned_proposal


def losses(proposal, layout=None):
    layout = layout or lay_out(proposal)
    return [note.message for note in proof.losses(proposal, layout, proof.render(proposal, layout))]


def test_a_post_that_comes_over_whole_has_no_losses():
    assert losses(sectioned_proposal()) == []
    assert losses(make_proposal("看 https://example.org/a，还有[讲稿](b.pdf)。")) == []


def test_a_word_lost_with_a_moved_section_is_named():
    proposal = sectioned_proposal()
    layout = lay_out(proposal)
    layout.summaries[1] = ""
    assert any("怎样发布" in message for message in losses(proposal, layout))


def test_a_talk_title_that_was_read_wrong_is_noticed():
    proposal = sectioned_proposal()
    layout = lay_out(proposal)
    proposal.talks[0].title = "入门"
    assert any("容器入门" in message for message in losses(proposal, layout))


def test_a_lost_address_is_named():
    proposal = sectioned_proposal()
    layout = lay_out(proposal)
    proposal.talks[0].attachments = []
    assert any("https://files.example/a.pdf" in message for message in losses(proposal, layout))


@pytest.mark.parametrize("claimed", [True, False])
def test_a_player_that_never_runs_is_kept_as_a_link(claimed):
    address = "https://player.example/v.swf"
    proposal = make_proposal(f'<embed src="{address}">\n')
    if claimed:
        proposal.attachments = [AttachmentClaim("video", address)]
    assert bool(losses(proposal)) is not claimed
