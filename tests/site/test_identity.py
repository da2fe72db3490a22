"""Another community brings its own name and cities, and changes no code."""

import re
from pathlib import Path

import pytest
import yaml

from events.models import City, Community
from tests.factories import make_city, make_event, make_post, make_speaker, make_talk
from tests.site.test_crawl import crawl

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "techparty_site" / "demo"


def names_of_demo():
    demo = yaml.safe_load((DEMO / "community.yaml").read_text(encoding="utf-8"))
    names = [demo["community"]["name"], demo["community"]["tagline"]]
    for city in demo["cities"]:
        if city["is_home"]:
            names += [city["name"], city["slug"]]
    return names


def sources():
    folders = ["techparty_site", "events", "posts", "speakers", "templates"]
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.*")]
    return [
        path
        for path in found
        if path.suffix in {".py", ".html", ".css", ".js", ".svg", ".txt", ".xml"}
        and not path.is_relative_to(DEMO)
    ]


@pytest.fixture
def archive(db):
    community = Community.objects.create(
        name="舊社", short_name="Oldclub", tagline="舊口号", about="舊介绍", wechat_account="oldwx"
    )
    community.links.create(label="舊链接", url="https://old.example/")
    cities = [make_city(slug=f"old-{name}", name=f"舊{name}", stamp="舊") for name in "甲乙"]
    for city in cities:
        event = make_event(city=city, tags=["船"])
        make_talk(event=event, speakers=[make_speaker()], tags=["船"])
        make_post(events=[event], body="[[talks]]")


def rename():
    Community.objects.update(
        name="新社", short_name="Newclub", tagline="新口号", about="新介绍", wechat_account="newwx"
    )
    Community.current().links.update(label="新链接", url="https://new.example/")
    for city in City.objects.all():
        city.name, city.slug, city.stamp = f"新{city.pk}", f"new-{city.pk}", "新"
        city.save()


def test_a_renamed_community_is_new_on_every_page(archive, visitor):
    def spoken():
        found = [*crawl(visitor).values(), visitor.get("/nowhere/")]
        return [(page["Content-Type"].startswith("text/html"), page.text) for page in found]

    assert all("舊社" in page for is_page, page in spoken() if is_page)
    rename()
    for is_page, page in spoken():
        assert "新社" in page or not is_page
        assert not re.search(r"舊|Oldclub|oldwx|old-|old\.example", page)


def test_no_source_names_the_community_or_a_city():
    names = re.compile("|".join(re.escape(name) for name in names_of_demo()), re.IGNORECASE)
    told = {
        str(path.relative_to(ROOT)): names.findall(path.read_text(encoding="utf-8"))
        for path in sources()
    }
    assert {path: found for path, found in told.items() if found} == {}
    assert len(told) > 100
