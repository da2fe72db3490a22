"""Talks, speakers and files of the archive's recaps beside the labels made by hand.

Run with -s to see the figures; the rules of pairing are those of the scoring tool.
"""

import importlib.util
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import Any

from posts.jekyll.people import read_people
from posts.jekyll.talks import find_talks
from tests.posts.jekyll.truth import ARCHIVE, labels, needs_archive, posts

TOOL = ARCHIVE.parent / "tools" / "score_import.py"
pytestmark = needs_archive


@cache
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_import", TOOL)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def claims(file_name: str) -> dict[str, Any]:
    people = read_people(ARCHIVE / "speaker.html", ARCHIVE / "organizer.html")
    found = find_talks(posts()[file_name], people, "recap")
    talks = [
        {
            "title": talk.title,
            "speakers": [speaker.name for speaker in talk.speakers],
            "attachments": [{"kind": a.kind, "url": a.url} for a in talk.attachments],
        }
        for talk in found.talks
    ]
    whole = [{"kind": a.kind, "url": a.url} for a in found.attachments]
    return {"talks": talks, "attachments": whole}


def recaps() -> Iterator[tuple[dict[str, Any], dict[str, Any], list[tuple[int, int]]]]:
    for recap in labels("recaps"):
        post = claims(recap["file"])
        yield post, recap, tool().pair(post["talks"], recap["talks"])


def check(tally: Any, name: str, *, precision: float, recall: float) -> None:
    print(f"{name:24}{tally}")
    assert tally.right / tally.claimed >= precision
    assert tally.right / tally.true >= recall


def test_talks_of_recaps_are_found():
    tally = tool().Tally()
    for post, recap, pairs in recaps():
        tally.right += len(pairs)
        tally.claimed += len(post["talks"])
        tally.true += len(recap["talks"])
    check(tally, "talks", precision=0.97, recall=0.97)


def test_speakers_of_found_talks_are_right():
    names = tool().alias_map(labels("speakers"))
    tally = tool().Tally()

    def person(name: str) -> str:
        key = tool().fold(name.lstrip("@"))
        return str(names.get(key, key))

    for post, recap, pairs in recaps():
        for claimed, true in pairs:
            tally.add(
                {person(s) for s in post["talks"][claimed]["speakers"]},
                {person(s) for s in recap["talks"][true]["speakers"]},
            )
    check(tally, "speakers of found talks", precision=0.96, recall=0.95)


def test_files_are_on_the_right_talk():
    tally = tool().Tally()
    for post, recap, pairs in recaps():
        claimed_of = {true: claimed for claimed, true in pairs}
        for index, talk in enumerate(recap["talks"]):
            for kind in tool().KINDS:
                want = tool().truth_urls(talk, kind)
                talks = [post["talks"][claimed_of[index]]] if index in claimed_of else []
                have = {url for t in talks for url in tool().claimed_urls(t, kind)}
                have |= want & tool().claimed_urls(post, kind)
                tally.add(have, want)
    check(tally, "files on the right talk", precision=0.96, recall=0.96)


def test_every_post_can_be_read_and_its_sections_lie_within_it():
    kinds = {row["file"]: row["kind"] for row in labels("kinds_cities")}
    for name, source in posts().items():
        last = source.body_line + source.body.count("\n") + 1
        found = find_talks(source, [], kinds[name])
        for talk in found.talks:
            assert talk.line
            assert source.body_line <= talk.line < last
            assert not talk.lines or talk.line == talk.lines[0] < talk.lines[1] <= last


def test_posts_that_tell_of_no_talks_yield_few():
    quiet = ("article", "photos", "other")
    kinds = {row["file"]: row["kind"] for row in labels("kinds_cities")}
    found = [find_talks(posts()[n], [], k).talks for n, k in kinds.items() if k in quiet]
    assert len(found) >= 10
    assert sum(len(talks) for talks in found) <= 2
