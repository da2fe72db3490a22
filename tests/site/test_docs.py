import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [*sorted((ROOT / "docs").glob("*.md")), *sorted(ROOT.glob("*.md"))]
LINK = re.compile(r"\]\((?!https?:|mailto:|网址)([^)#\s]+)\)")
READ = re.compile(r'env\.\w+\(\s*"([A-Z_]+)"')


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_figure_is_still_to_be_filled_in(page):
    assert "SCORE_" not in page.read_text(encoding="utf-8")


def test_every_setting_is_listed():
    settings = (ROOT / "techparty_site" / "settings.py").read_text(encoding="utf-8")
    listed = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert [name for name in READ.findall(settings) if f"`{name}`" not in listed] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page):
    targets = re.findall(
        r"\]\((?!https?:|mailto:|网址)([^)#\s]+)\)", page.read_text(encoding="utf-8")
    )
    assert [target for target in targets if not (page.parent / target).exists()] == []
