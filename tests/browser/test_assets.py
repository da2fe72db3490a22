"""A browser understands the small files as it does the written ones."""

from pathlib import Path

import pytest
from django.conf import settings

from techparty_site.lib.assets import minified

pytestmark = pytest.mark.browser
STATIC = Path(settings.BASE_DIR) / "techparty_site" / "static"
RULES = """() => {
    const told = (rule) => [rule.name, rule.selectorText, rule.media?.mediaText,
        rule.style?.length, ...[...(rule.cssRules ?? [])].flatMap(told)];
    return [...document.styleSheets[0].cssRules].flatMap(told);
}"""


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.css")), ids=lambda path: path.name)
def test_a_style_sheet_written_small_means_the_same(page, path):
    source = path.read_text(encoding="utf-8")
    told = []
    for text in (source, minified(path.name, source)):
        page.set_content(f"<style>{text}</style>")
        told.append(page.evaluate(RULES))
    assert told[0] == told[1]
    assert len(told[0]) > 0
