"""A link to any page shows its title, its description and its picture in a chat."""

import re
from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
import zxingcpp
from django.urls import reverse
from django.utils import timezone
from PIL import Image, ImageDraw

from events.models import Community
from events.sharing.codes import code_of
from tests.factories import make_deck, make_event, make_photo, make_post, make_speaker, make_talk

META_RE = re.compile(r'<meta (?:property|name)="((?:og|twitter):[^"]*)" content="([^"]*)">')
ONCE = ["og:type", "og:site_name", "og:title", "og:description", "og:url", "og:locale"]
LISTS = ["home", "recaps", "events", "talks", "speakers", "cities", "tags", "archive"]
MODULE = 4  # px


@pytest.fixture
def talk(db):
    Community.objects.create(name="船坞", tagline="每月一次")
    event = make_event(title="港口之夜", tags=["船"])
    talk = make_talk(event=event, title="装箱 <&> 封箱", speakers=[make_speaker()], tags=["船"])
    make_deck(talk=talk)
    event.cover = make_photo(event=event, alt="码头")
    event.save()
    make_post(events=[event], title="一夜", body="那一夜在码头。")
    return talk


def of_every_type(talk) -> list[str]:
    event = talk.event
    rows = [talk, event, talk.speakers.get(), event.city, talk.tags.get(), event.posts.get()]
    upcoming = make_event(day=timezone.localdate() + timedelta(days=9))
    below = [
        reverse("slides", args=[talk.slug]),
        reverse("slide", args=[talk.slug, 2]),
        reverse("photos", args=[event.slug]),
        reverse("photo", args=[event.slug, event.cover_id]),
    ]
    return [*map(reverse, LISTS), *(row.get_absolute_url() for row in [*rows, upcoming]), *below]


def told(page: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in META_RE.findall(page):
        found.setdefault(name, []).append(unescape(value))
    return found


def test_every_type_of_page_tells_all(visitor, talk):
    for url in of_every_type(talk):
        page = visitor.get(url).content.decode()
        tags = told(page)
        assert [len(tags[name]) for name in ONCE] == [1] * len(ONCE), url
        assert all(tags["og:title"] + tags["og:description"]), url
        assert len(tags["og:description"][0]) <= 160, url
        assert re.findall(r'rel="canonical" href="([^"]*)"', page) == tags["og:url"], url
        assert tags["og:image:width"], tags["og:image:height"] == (["1200", "600"], ["630", "600"])
        assert len(tags["og:image:alt"]) == len(tags["og:image"]) == 2
        assert tags["twitter:card"] == ["summary_large_image"]


def test_the_pictures_of_every_type_are_where_it_says(visitor, talk):
    for url in of_every_type(talk):
        wide, square = told(visitor.get(url).content.decode())["og:image"]
        assert wide.startswith("http://testserver/share/"), url
        assert square == wide.replace(".jpg", "-square.jpg")
        # Drawing all of them would take long: another digest leads to the right one.
        path = wide.removeprefix("http://testserver")
        other = re.sub(r"-[0-9a-f]{12}", "-" + "0" * 12, path)
        assert visitor.get(other)["Location"] == path, url


def test_a_link_says_what_the_page_says(visitor, talk):
    page = visitor.get(talk.get_absolute_url()).content.decode()
    tags = told(page)
    assert tags["og:title"] == ["装箱 <&> 封箱"]
    assert f'name="description" content="{tags["og:description"][0]}"' in page
    assert (tags["og:site_name"], tags["og:type"]) == (["船坞"], ["article"])
    assert "/share/talk/" in tags["og:image"][0]


def test_it_is_told_in_both_languages(visitor, talk):
    chinese = told(visitor.get(talk.get_absolute_url()).content.decode())
    english = told(visitor.get(f"/en{talk.get_absolute_url()}").content.decode())
    assert (chinese["og:locale"], chinese["og:locale:alternate"]) == (["zh_CN"], ["en_US"])
    assert (english["og:locale"], english["og:locale:alternate"]) == (["en_US"], ["zh_CN"])
    assert english["og:image"] == chinese["og:image"]


def test_a_page_that_is_not_there_tells_nothing(db, visitor):
    assert told(visitor.get("/nowhere/").content.decode()) == {}


def test_a_draft_has_the_picture_of_the_site(admin_client):
    event = make_event(published=False)
    page = admin_client.get(make_talk(event=event).get_absolute_url()).content.decode()
    assert "/share/site/" in told(page)["og:image"][0]
    assert "/t/" not in page


def scanned(page: str) -> str:
    """What a phone reads off the page's code, drawn as a browser draws it."""
    [(side, ground, path)] = re.findall(
        r'<svg viewBox="0 0 (\d+) .*?fill="(#\w+)".*?stroke="#000" d="([^"]+)"', page
    )
    image = Image.new("L", (int(side) * MODULE,) * 2, ground)
    draw, x, y = ImageDraw.Draw(image), 0.0, 0.0
    for step, numbers in re.findall(r"([Mmh])([-\d. ]+)", path):
        values = [float(number) for number in re.findall(r"-?\d*\.?\d+", numbers)]
        if step == "h":
            corners = [x, y - 0.5, x + values[0], y + 0.5]
            left, top, right, bottom = (int(value * MODULE) for value in corners)
            draw.rectangle((left, top, right - 1, bottom - 1), 0)
            x += values[0]
        else:
            x, y = (values[0], values[1]) if step == "M" else (x + values[0], y + values[1])
    with BytesIO() as file:
        image.save(file, "PNG")
        [code] = zxingcpp.read_barcodes(Image.open(file, formats=["PNG"]))
    assert len(path) <= 2000
    return code.text


def test_the_code_of_a_page_leads_to_it(visitor, talk):
    for kind, thing in (("talk", talk), ("event", talk.event)):
        link = reverse("short_link", args=[code_of(kind, thing.pk)])
        page = visitor.get(thing.get_absolute_url()).content.decode()
        assert scanned(page) == f"http://testserver{link}"
        assert f'<a href="{link}">testserver{link[:-1]}</a>' in page
        assert visitor.get(link)["Location"] == thing.get_absolute_url()


def test_an_event_to_come_has_its_code_too(visitor, talk):
    event = make_event(day=timezone.localdate() + timedelta(days=9))
    page = visitor.get(event.get_absolute_url()).content.decode()
    assert 'role="img" aria-label="本页二维码"' in page
    assert scanned(page).endswith(f"/t/{code_of('event', event.pk)}/")
