"""The real archive beside what its old engine made of it."""

import difflib
import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from techparty_site.lib.markup import images, links, plain_text
from techparty_site.lib.markup.dialect import render

from .test_markup_safety import check

TRUTH = Path(__file__).resolve().parents[3] / "shared/archive/truth/kramdown.json"
pytestmark = pytest.mark.skipif(not TRUTH.exists(), reason="no archive in ../shared/archive")

# What kramdown left unread on the page, and what it typeset.
TYPESET = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "—": "---", "–": "--"})
GUILLEMETS = {"«": "<<", "»": ">>"}
MARKUP = re.compile(r"[\s\u200b*`#|\[\]()!=+\-:.~]|\d\.|https?://[^\s()\[\]]+|</?\w+>")


def cases():
    return json.loads(TRUTH.read_text()) if TRUTH.exists() else []


@pytest.fixture(scope="module")
def rendered():
    return {case["file"]: render(case["source_after_liquid"]) for case in cases()}


def words(html: str) -> str:
    """Letters and signs without markup, which kramdown often showed instead of obeying."""
    html = re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)
    text = plain_text(html).translate(TYPESET | str.maketrans(GUILLEMETS))
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
    return MARKUP.sub("", text)


def lost(before: str, after: str) -> str:
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    return "".join(before[a:b] for op, a, b, _, _ in matcher.get_opcodes() if op != "equal")


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["file"])
def test_no_word_is_lost(case, rendered):
    before, after = words(case["html"]), words(rendered[case["file"]])
    assert before == after or lost(before, after) == ""


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["file"])
def test_it_finds_every_item_and_address_the_old_engine_found(case, rendered):
    html = rendered[case["file"]]
    assert html.count("<li") >= case["html"].count("<li")
    ours = {unquote(address) for address in links(html) + images(html)}
    theirs = re.findall(r'<(?:a|img) [^>]*?(?:href|src)="((?:https?:|/)[^"]*)"', case["html"])
    assert {unquote(address.replace("&amp;", "&")).strip() for address in theirs} <= ours


def test_all_of_it_is_whole_and_harmless(rendered):
    for html in rendered.values():
        check(html)


def test_the_seeds_six_downloads_are_links_in_lists(rendered):
    html = rendered["2015-10-26-shenzhen-docker-event-summary.md"]
    items = re.findall(r'<li>\s*<a [^>]*href="[^"]*presentations/[^"]*">[^<]*</a>\s*</li>', html)
    assert len(items) == 6


def test_it_reads_more_headings_and_lists_than_the_old_engine(rendered):
    theirs = "".join(case["html"] for case in cases())
    ours = "".join(rendered.values())
    assert ours.count("<li") > theirs.count("<li")
    assert len(re.findall("<h[2-6]", ours)) > len(re.findall("<h[1-6]", theirs))
