"""The style sheet's promises: old web views get the same colours, and every text can be read."""

import re
from pathlib import Path

import pytest

from events.models import City

SHEET = Path(__file__).parents[2] / "techparty_site" / "static" / "site.css"
CSS = SHEET.read_text(encoding="utf-8")
TOKEN = re.compile(r"--([\w-]+): light-dark\((#\w+), (#\w+)\);")
TOKENS = {name: (light, dark) for name, light, dark in TOKEN.findall(CSS)}
READABLE = 4.5  # WCAG AA
PAIRS = [
    *[(text, paper) for text in ("ink", "ink-2", "glaze", "stamp") for paper in ("paper", "slip")],
    *[
        (text, "tray")
        for text in ("ink", "ink-2", "glaze", "sea", "bougainvillea", "amber", "warn")
    ],
    *[("on", str(color)) for color in City.Color.values],
    ("on", "stamp"),
    ("on", "glaze-2"),
    ("on", "stamp-2"),
    ("warn", "paper"),
    ("ink", "hit"),
]


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def declared(block):
    return dict(re.findall(r"--([\w-]+): (#\w+);", block))


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "paper"), PAIRS)
def test_text_stands_out_from_what_it_is_on(text, paper, theme):
    assert contrast(TOKENS[text][theme], TOKENS[paper][theme]) >= READABLE


def test_old_web_views_get_the_same_colours():
    fallback = CSS[CSS.index("@supports not (color: light-dark") :]
    light, chosen_dark, asked_dark = re.findall(r"{ (--[^{}]*) }", fallback)[:3]
    assert declared(light) == {name: pair[0] for name, pair in TOKENS.items()}
    for dark in (chosen_dark, asked_dark):
        assert declared(dark) == {name: pair[1] for name, pair in TOKENS.items()}


def test_new_colours_are_used_as_tokens_only():
    # Elsewhere an old web view would drop the whole declaration.
    rest = TOKEN.sub("", CSS).replace("@supports not (color: light-dark(#000, #fff))", "")
    assert not re.search(r"(?:light-dark|color-mix)\(", re.sub(r"/\*.*?\*/", "", rest))


def test_every_city_colour_has_its_token_and_class():
    for color in City.Color.values:
        assert color in TOKENS
        assert f".{color} {{ --c: var(--{color}); }}" in CSS


def test_it_loads_nothing_from_elsewhere():
    assert not re.search(r"@import|url\(", CSS)


def test_the_layers_stand_in_their_order():
    assert re.search(r"^@layer base, layout, parts, pages, print;$", CSS, re.MULTILINE)
    layers = re.findall(r"^@layer (\w+) {", CSS, re.MULTILINE)
    assert layers == ["base", "layout", "parts", "pages", "print"]


def test_titles_of_talks_are_large_enough_to_be_hit():
    # An inline link is only as high as its letters: 22 px in these headings.
    assert re.search(r"\.topic h3 a { display: inline-block;", CSS)


@pytest.mark.parametrize(
    "promise",
    [
        r"body \{[^}]*line-break: strict;[^}]*text-autospace: normal;",
        r"h1, h2, h3, h4 \{[^}]*text-wrap: pretty;",
        r"\.prose \{ max-width: 38em; text-align: justify; \}",
        r"figcaption \{ font: [^;]*var\(--kai\);",
        r"\.prose em, \.prose i, [^{]*\{ font-style: normal;",
        r"--sans: zh-punct, ",
        r"prefers-reduced-motion: reduce\) \{\s*::view-transition-group\(\*\)[^}]*animation: none",
    ],
)
def test_chinese_is_set_as_the_design_says(promise):
    assert re.search(promise, CSS)


def test_only_captions_are_in_kai_and_only_latin_is_slanted():
    rules = [line for line in CSS.splitlines() if "var(--kai)" in line or "italic;" in line]
    assert all("figcaption" in line or "img" in line or ":lang(en)" in line for line in rules)


def test_a_list_with_pictures_is_not_dressed_as_a_photo():
    """`shot` is a photo's link, and a list whose rows have pictures: no rule is of both."""
    rules = re.findall(r"(?m)^\s*([\w.]*\.shot)\b", CSS)
    assert {"a.shot", ".rows.shot"} == set(rules)
