import json
import re
from pathlib import Path

from techparty_site.lib.linked_data import Addresses, breadcrumbs, script, told

ROOT = Path(__file__).parents[2]
APPS = ("techparty_site", "events", "posts", "speakers", "templates")
WORDS = "</script><!--<script> & \u2028 \u2029 汉字 \" ' \\"


def content(html):
    return re.fullmatch(r'<script type="application/ld\+json">(.*)</script>', html)[1]


def test_no_text_ends_the_script():
    inside = content(script([{"@type": "Thing", "name": WORDS}]))
    assert not re.search("[<>&\u2028\u2029]", inside)
    assert json.loads(inside)["name"] == WORDS


def test_several_things_stand_in_one_script():
    document = json.loads(content(script([{"@type": "A"}, {}, {"@type": "B"}])))
    assert document == {
        "@context": "https://schema.org",
        "@graph": [{"@type": "A"}, {"@type": "B"}],
    }


def test_nothing_is_said_of_nothing():
    assert script([{}]) == ""
    assert breadcrumbs("<ol></ol>", Addresses(str)) == {}


def test_what_is_not_known_is_left_out():
    assert told({"a": None, "b": "", "c": [], "d": {}, "e": 0, "f": False}) == {"e": 0, "f": False}


def test_a_trail_is_read_from_its_links():
    html = '<ol><li><a href="/">首页</a></li><li><span>A &amp;\n B</span></li></ol>'
    items = breadcrumbs(html, Addresses(lambda path: f"https://a.example{path}"))["itemListElement"]
    assert [(one["position"], one["name"]) for one in items] == [(1, "首页"), (2, "A & B")]
    assert [one.get("item") for one in items] == ["https://a.example/", None]


def test_there_is_one_door():
    modules = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    named = [path for path in modules if "ld+json" in path.read_text(encoding="utf-8")]
    assert named == [ROOT / "techparty_site/lib/linked_data.py"]
    templates = [path for app in APPS for path in (ROOT / app).rglob("*.html")]
    assert [path for path in templates if "ld+json" in path.read_text(encoding="utf-8")] == []
