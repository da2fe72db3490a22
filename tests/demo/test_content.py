"""What the demo loads is whole: every name it refers to exists, every file can be read."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml
from docx import Document
from PIL import Image

from events.models import Attachment, City, Event
from posts.models import Post
from techparty_site.lib.markup import to_html
from techparty_site.lib.markup.markers import MARKER_RE
from techparty_site.lib.text import fold, slugify

ROOT = Path(__file__).parents[2] / "techparty_site" / "demo"
FILES = ROOT / "files"
HAN = re.compile(r"[\u4e00-\u9fff]")


def read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    return content


CITIES = read("community.yaml")["cities"]
TAGS = read("tags.yaml")["tags"]
SPEAKERS = read("speakers.yaml")["speakers"]
EVENTS = read("events.yaml")["events"]
POSTS = read("posts.yaml")["posts"]
TALKS = [talk for event in EVENTS for talk in event["talks"]]
RECAPS = [post for post in POSTS if post["kind"] == "recap" and post["status"] == "published"]


def attachments() -> Iterator[dict[str, Any]]:
    for owner in [*EVENTS, *TALKS]:
        yield from owner.get("attachments", [])


def files(kind: str) -> list[Path]:
    return [
        FILES / item["file"] for item in attachments() if item["kind"] == kind and "file" in item
    ]


def text_of(deck: Path) -> list[str]:
    with pypdfium2.PdfDocument(deck) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def test_there_is_as_much_as_a_visitor_needs_to_look_round():
    held = [event for event in EVENTS if event["date"] and event["status"] == "published"]
    assert len(held) >= 7
    assert {event["city"] for event in held} == {"guangzhou", "shenzhen", "zhuhai"}
    assert len(TALKS) >= 20
    assert len(SPEAKERS) >= 14
    assert len(RECAPS) >= 6
    assert len(files("slides")) >= 6
    assert len(files("photo")) >= 10
    assert files("transcript")
    assert files("audio")
    assert files("code")


@pytest.mark.parametrize("rows", [CITIES, SPEAKERS, EVENTS, TALKS, POSTS])
def test_no_address_is_given_twice(rows):
    slugs = [row["slug"] for row in rows]
    assert len(slugs) == len(set(slugs))


@pytest.mark.parametrize("rows", [EVENTS, TALKS, POSTS, SPEAKERS])
def test_every_address_is_one_the_site_itself_could_have_made(rows):
    assert [row["slug"] for row in rows] == [slugify(row["slug"]) for row in rows]


def test_every_event_is_in_a_city_that_exists():
    assert {event["city"] for event in EVENTS} <= {city["slug"] for city in CITIES}


def test_every_speaker_of_a_talk_exists_and_every_speaker_has_a_talk():
    credited = {credit["speaker"] for talk in TALKS for credit in talk["speakers"]}
    assert credited == {speaker["slug"] for speaker in SPEAKERS}


def test_every_tag_used_is_a_known_tag_under_its_own_name():
    used = {tag for row in [*EVENTS, *TALKS, *POSTS] for tag in row["tags"]}
    assert used <= {tag["name"] for tag in TAGS}


def test_no_two_tags_share_a_name_or_an_alias():
    names = [fold(name) for tag in TAGS for name in [tag["name"], *tag["aliases"]]]
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_no_two_cities_share_a_spelling():
    names = [fold(n) for city in CITIES for n in {city["name"], city["slug"], *city["aliases"]}]
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_the_three_home_cities_have_their_stamps_and_colours():
    home = {city["name"]: (city["stamp"], city["color"]) for city in CITIES if city["is_home"]}
    assert home == {
        "广州": ("穗", "kapok"),
        "深圳": ("深", "bougainvillea"),
        "珠海": ("珠", "sea"),
    }
    assert {city["color"] for city in CITIES} <= set(City.Color.values)


def test_the_unlikely_talks_are_there():
    assert any(talk["title"] is None for talk in TALKS)
    assert any(not talk["speakers"] for talk in TALKS)
    assert any(len(talk["speakers"]) == 2 for talk in TALKS)
    links = [talk.get("attachments", []) for talk in TALKS]
    assert any(items and all("file" not in item for item in items) for items in links)


def test_somebody_spoke_three_times_for_three_companies():
    companies: dict[str, list[str]] = {}
    for talk in TALKS:
        for credit in talk["speakers"]:
            companies.setdefault(credit["speaker"], []).append(credit["affiliation"])
    assert any(
        len(places) >= 3 and len(set(places)) == len(places) for places in companies.values()
    )


def test_one_event_is_ahead_and_one_has_no_date():
    days = [event["date"] for event in EVENTS if event["status"] == "published"]
    assert [day["days_from_now"] for day in days if isinstance(day, dict)] == [14]
    assert None in days


def test_summaries_are_neither_a_line_nor_an_essay():
    lengths = {talk["slug"]: len(talk["summary"].strip()) for talk in TALKS}
    assert {slug: n for slug, n in lengths.items() if not 80 <= n <= 250} == {}


def test_recaps_are_long_enough_to_be_read():
    lengths = {post["slug"]: len(post["body"]) for post in RECAPS}
    assert {slug: n for slug, n in lengths.items() if not 400 <= n <= 1200} == {}


def test_every_kind_of_post_a_visitor_meets_is_there():
    kinds = {post["kind"] for post in POSTS}
    assert kinds <= set(Post.Kind.values)
    assert kinds >= {"recap", "call_for_talks", "signup", "announcement", "article", "photos"}
    assert any(post["status"] == "draft" for post in POSTS)
    times = [post["published_at"] for post in POSTS if "published_at" in post]
    assert any(isinstance(time, dict) and time["days_from_now"] > 0 for time in times)


def test_posts_speak_of_events_and_cities_that_exist():
    assert {slug for post in POSTS for slug in post["events"]} <= {e["slug"] for e in EVENTS}
    assert {s for post in POSTS for s in post.get("cities", [])} <= {c["slug"] for c in CITIES}


def test_markers_lead_to_talks_of_the_posts_own_events():
    talks = {event["slug"]: {talk["slug"] for talk in event["talks"]} for event in EVENTS}
    for post in POSTS:
        own = set().union(*(talks[slug] for slug in post["events"]))
        assert {slug for slug in MARKER_RE.findall(post["body"]) if slug} <= own


def test_recaps_place_their_talks_in_all_three_ways():
    found = [set(MARKER_RE.findall(post["body"])) for post in RECAPS]
    assert any("" in slugs for slugs in found)
    assert any(slugs - {""} for slugs in found)
    assert set() in found


def test_recaps_use_headings_lists_a_table_and_code():
    html = "".join(to_html(post["body"]) for post in RECAPS)
    for element in ("<h2", "<ul>", "<ol>", "<table>", "<pre", "<blockquote>"):
        assert element in html


def test_nothing_has_a_field_its_model_does_not_know():
    known = {field.name for field in Attachment._meta.get_fields()}
    assert {key for item in attachments() for key in item} <= known
    known = {field.name for field in Event._meta.get_fields()}
    assert {key for event in EVENTS for key in event} <= known


def test_every_attachment_is_of_a_known_kind_and_permission():
    assert {item["kind"] for item in attachments()} <= set(Attachment.Kind.values)
    given = {item["permission"] for item in attachments() if "permission" in item}
    assert given <= set(Attachment.Permission.values)


def test_every_file_is_used_exactly_once():
    used = [item["file"] for item in attachments() if "file" in item]
    assert sorted(used) == sorted(path.name for path in FILES.iterdir())


def test_outside_links_lead_to_reserved_names_only():
    hosts = {item["url"].split("/")[2] for item in attachments() if "url" in item}
    hosts |= {speaker["website"].split("/")[2] for speaker in SPEAKERS if "website" in speaker}
    assert all(host.endswith((".example", ".example.com")) for host in hosts)


def test_a_cover_is_a_photo_of_its_event():
    for event in EVENTS:
        photos = {item.get("file") for item in event["attachments"] if item["kind"] == "photo"}
        assert event.get("cover") in photos | {None}


def test_all_but_one_photo_say_what_is_on_them():
    photos = [item for item in attachments() if item["kind"] == "photo"]
    assert [item["file"] for item in photos if "alt" not in item] == ["数据库专场听众.jpg"]
    assert all(item["caption"] for item in photos)


def test_it_stays_small():
    sizes = {path.name: path.stat().st_size for path in ROOT.rglob("*") if path.is_file()}
    assert sum(sizes.values()) < 2_700_000
    assert max(sizes.values()) < 150_000


@pytest.mark.parametrize("deck", [p for p in files("slides") if p.suffix == ".pdf"], ids=str)
def test_every_page_of_a_deck_has_text_one_can_search(deck):
    pages = text_of(deck)
    assert 5 <= len(pages) <= 12
    assert all(len(HAN.findall(page)) >= 4 for page in pages)
    assert len(HAN.findall("".join(pages))) > 200


@pytest.mark.parametrize("deck", [p for p in files("slides") if p.suffix == ".pdf"], ids=str)
def test_a_deck_brings_its_fonts(deck):
    data = deck.read_bytes()
    assert b"/FontFile2" in data
    assert b"/Type3" not in data


def test_the_transcript_covers_three_talks_with_questions_and_times():
    paragraphs = [paragraph.text for paragraph in Document(str(files("transcript")[0])).paragraphs]
    assert len(paragraphs) >= 60
    assert sum(text.startswith("第") for text in paragraphs) == 3
    assert sum(bool(re.match(r"\d\d:\d\d:\d\d　问：", text)) for text in paragraphs) >= 10


def test_photos_are_wide_and_light():
    for path in files("photo"):
        with Image.open(path) as photo:
            assert photo.width == 1200
        assert path.stat().st_size <= 60_000


def test_the_sample_code_unpacks():
    with zipfile.ZipFile(files("code")[0]) as archive:
        assert archive.testzip() is None
        assert any(name.endswith("README.md") for name in archive.namelist())
