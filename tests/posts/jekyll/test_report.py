import json
from datetime import date, time

from posts.jekyll.problems import ImportProblem
from posts.jekyll.proposal import AttachmentClaim, Note
from posts.jekyll.report import to_json
from tests.posts.jekyll.make import make_proposal, sectioned_proposal


def report(proposal, **fields):
    return json.loads(json.dumps(to_json([proposal], [], **fields)))["posts"][0]


def test_the_report_has_what_the_score_is_made_of():
    proposal = sectioned_proposal()
    proposal.event.date = date(2015, 10, 18)
    proposal.attachments = [AttachmentClaim("audio", "https://files.example/all.mp3")]
    post = report(proposal)
    assert (post["file"], post["kind"]) == ("2015-10-26-recap.md", "recap")
    assert (post["cities"], post["event_date"]) == (["guangzhou"], "2015-10-18")
    assert post["attachments"][0]["url"] == "https://files.example/all.mp3"


def test_a_talk_is_its_title_its_speakers_and_its_files():
    talk = report(sectioned_proposal())["talks"][0]
    assert (talk["title"], talk["speakers"]) == ("容器入门", ["林小满"])
    assert talk["attachments"][0]["kind"] == "slides"


def test_an_unknown_day_is_null():
    assert report(make_proposal())["event_date"] is None


def test_notes_are_sorted_by_line_and_never_doubled():
    proposal = make_proposal()
    proposal.source.notes = [Note("b", 9), Note("a", 2)]
    proposal.repaired = [Note("b", 9), Note("whole file")]
    repaired = [(note["line"], note["message"]) for note in report(proposal)["repaired"]]
    assert repaired == [(None, "whole file"), (2, "a"), (9, "b")]


def test_each_sort_of_note_has_its_list():
    proposal = make_proposal()
    for name in ("unplaced", "dropped", "conflicts"):
        setattr(proposal, name, [Note(name, 7)])
    proposal.event.claims = [Note("claims", 7)]
    proposal.event.starts_at = time(13, 30)
    post = report(proposal)
    for name in ("unplaced", "dropped", "conflicts", "claims"):
        assert post[name] == [{"line": 7, "message": name}]
    assert post["event"]["starts_at"] == "13:30"


def test_problems_are_told_per_file():
    problem = ImportProblem("2015-10-26-bad.md", "too many YAML aliases", 6)
    assert to_json([], [problem])["problems"] == [
        {"file": "2015-10-26-bad.md", "message": "too many YAML aliases", "line": 6}
    ]


def test_losses_and_notes_stand_apart_and_a_loss_means_not_imported():
    name = "2015-10-26-recap.md"
    post = report(make_proposal(), lost={name: [Note("a word", 3)]}, said={name: [Note("b")]})
    assert (post["imported"], post["lost"][0]["line"], post["notes"][0]["message"]) == (
        False,
        3,
        "b",
    )
    assert report(make_proposal())["imported"] is True
