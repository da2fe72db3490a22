"""Nobody goes round the door."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOOR = ROOT / "techparty_site/lib/markup"
APPS = ("techparty_site", "events", "posts", "speakers", "search")
TRUSTING_RE = re.compile(r"\b(?:mark_safe|SafeString|SafeText|html_safe|SafeData)\(|@html_safe\b")
IMPORTING_RE = re.compile(r"import .*\bmark_safe\b")
TEMPLATE_RE = re.compile(r"\|\s*safe(?:seq)?\b|\{%-?\s*autoescape\s+off")
RENDERING_RE = re.compile(r"^\s*(?:import|from) (?:markdown|nh3)\b", re.MULTILINE)


def modules() -> list[Path]:
    return [path for app in APPS for path in sorted((ROOT / app).rglob("*.py"))]


def found(pattern: re.Pattern[str]) -> list[Path]:
    return [path for path in modules() if pattern.search(path.read_text())]


def test_html_is_trusted_in_one_place():
    assert found(TRUSTING_RE) == [DOOR / "stored.py"]
    assert found(IMPORTING_RE) == [DOOR / "stored.py"]


def test_markdown_is_rendered_in_one_place():
    assert {path.parent for path in found(RENDERING_RE)} == {DOOR}


def test_no_template_trusts_html():
    templates = [p for app in (*APPS, "templates") for p in (ROOT / app).rglob("*.html")]
    assert [path for path in templates if TEMPLATE_RE.search(path.read_text())] == []


@pytest.mark.parametrize("trick", ["{{ a|safe }}", "{{ a | safeseq }}", "{% autoescape off %}"])
def test_the_search_finds_what_it_looks_for(trick):
    assert TEMPLATE_RE.search(trick)
