"""What no template may do: the content security policy would refuse it, or a reader pay for it."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted(
    path
    for folder in ("templates", "techparty_site", "events", "posts", "speakers")
    for path in (ROOT / folder).rglob("*.html")
)
COMMENT = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}", re.DOTALL)
FORBIDDEN = {
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "an inline handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "text trusted unseen": re.compile(r"\|\s*safe\b|\|\s*safeseq\b|{%\s*autoescape\s+off"),
    "a file of another host": re.compile(
        r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)=[\"']?(?:https?:)?//", re.IGNORECASE
    ),
}


def sins(source):
    text = COMMENT.sub("", source)
    return [name for name, pattern in FORBIDDEN.items() if pattern.search(text)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_keeps_to_the_rules(path):
    assert sins(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "<p style='color: red'>",
        "<style>p {}</style>",
        "<script>alert(1)</script>",
        '<button onclick="go()">',
        '<a href="javascript:go()">',
        "{{ text|safe }}",
        "{% autoescape off %}",
        '<script src="https://cdn.example/x.js"></script>',
    ],
)
def test_the_check_sees_what_is_forbidden(source):
    assert len(sins(source)) == 1


@pytest.mark.parametrize(
    "source",
    ['<script type="module" src="{% static \'site.js\' %}"></script>', "{# style='' #}", "<p>"],
)
def test_the_check_lets_the_rest_pass(source):
    assert sins(source) == []


def test_every_class_of_a_public_page_is_in_the_style_sheet():
    sheets = (ROOT / "techparty_site" / "static").glob("*.css")
    sheet = "".join(path.read_text(encoding="utf-8") for path in sheets)
    known = set(re.findall(r"\.([a-zA-Z][\w-]*)", sheet))
    unknown = set()
    for path in (ROOT / "templates").rglob("*.html"):
        if "admin" in path.parts:
            continue
        for names in re.findall(r'class="([^"]*)"', path.read_text(encoding="utf-8")):
            plain = re.sub(r"{[%{].*?[%}]}", " ", names).split()
            unknown |= {f"{path.name}: {name}" for name in plain if name not in known}
    assert unknown == set()
