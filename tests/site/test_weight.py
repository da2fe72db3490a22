"""What a page weighs with as much on it as a real one has, and what comes before its paint."""

import gzip
import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from events.models import Community
from techparty_site.lib.assets import minified
from tests.factories import (
    make_attachment,
    make_deck,
    make_event,
    make_photo,
    make_post,
    make_speaker,
    make_talk,
)

WHOLE, PACKED = 60_000, 25_000  # bytes of HTML, style sheets and scripts
REQUESTS = 4  # before the first paint, the page itself included
LISTS = ["/", "/recaps/", "/events/", "/talks/", "/speakers/", "/cities/", "/tags/"]
TITLE = "怎样把箱子装上船又卸下来"
TOPICS = ["船", "箱", "网络", "数据库", "前端", "后端", "运维", "测试", "安全", "创业"]
PROSE = "这一场我们讲了怎样把箱子装上船，又怎样把它们卸下来，中间掉了几只，捞了一夜才捞齐。" * 4
LINKS = re.compile(r'<link rel="stylesheet" href="/static/([^"]+)"')
TEMPLATE = re.compile(r"<template.*?</template>", re.S)  # only later, by a script
SCRIPTS = re.compile(r'<script[^>]* src="/static/([^"]+)"[^>]*>')
# A module waits for the page, unless it says otherwise.
BLOCKING = re.compile(r'<script(?! type="module" src="[^"]+"></script>)[^>]* src="/static/([^"]+)"')
IMPORTS = re.compile(r'from "\./([^"]+)"')

# Known to be heavier; no page may grow beyond what stands here.
OVER = {
    "recap of forty talks": (124_000, PACKED),
    "event of forty talks": (113_000, PACKED),
    "talk among forty": (103_500, PACKED),
    "talk": (95_500, PACKED),  # with a transcript of sixty paragraphs
    "all slides": (72_500, PACKED),
    "archive of 180 events": (64_000, PACKED),
    "recap": (61_500, PACKED),
    "event": (60_500, PACKED),
}


@pytest.fixture
def pages(guangzhou, shenzhen):
    """Addresses of a large site: 180 events, one of them with forty talks and sixty photos."""
    Community.objects.create(name="船坞技术夜谈", tagline="箱子与船", since=2009)
    for number in range(128):
        day = date(2009, 5, 1) + timedelta(days=40 * number)
        make_event(city=(guangzhou, shenzhen)[number % 2], title=f"{number} {TITLE}", day=day)
    for number in range(50):
        make_post(title=f"{number} 回顾", events=[make_event(city=shenzhen)], tags=TOPICS[:2])
    usual, vast = hold(guangzhou, 5, 12), hold(guangzhou, 40, 60)
    talk = usual["talk"]
    photo = vast["event"].attachments.filter(kind="photo")[9]
    slides = f"{talk.get_absolute_url()}slides/"
    rows = usual | {f"{name} of forty talks": vast[name] for name in ("event", "recap")}
    rows |= {"talk among forty": vast["talk"], "city": guangzhou, "speaker": talk.speakers.get()}
    found = {name: row.get_absolute_url() for name, row in rows.items()}
    found |= {"archive of 180 events": "/archive/", "all slides": slides, "slide": f"{slides}30/"}
    found |= {"photos": reverse("photos", args=[vast["event"].slug]), "tag": "/tags/船/"}
    found |= {"photo": reverse("photo", args=[vast["event"].slug, photo.pk])}
    found |= {"removal": f"{found['photo']}remove/", "correction": "/corrections/?page=/"}
    lists = (*LISTS, "/talks/?tag=船", "/nowhere/", "/api/docs/")
    return found | {address: address for address in lists}


def hold(city, talks, photos):
    """An event with as much on it, the last of its talks with a deck of sixty pages."""
    event = make_event(city=city, venue="三号仓", tags=TOPICS[:4], description=PROSE)
    for number in range(talks):
        tags = [TOPICS[number % 10], "船"]
        facts = {"speakers": [make_speaker()], "summary": PROSE, "tags": tags}
        talk = make_talk(event=event, title=f"{number} {TITLE}", **facts)
        make_attachment(talk=talk, content=b"x", original_name=f"{TITLE}.pdf", page_count=38)
    make_deck(talk=talk, pages=60)
    words = "\n".join(f"[00:{n // 60:02}:{n % 60:02}] {PROSE[:60]}" for n in range(60))
    make_attachment(talk=talk, kind="transcript", content=b"x", text=words)
    for number in range(photos):
        make_photo(event=event, caption=f"第 {number} 张")
    recap = make_post(events=[event], body=f"{PROSE}\n\n[[talks]]", tags=TOPICS)
    return {"event": event, "talk": talk, "recap": recap}


@cache
def read(name):
    """By name, the file as it is served, and what it imports at once."""
    found = Path(finders.find(name)).read_text(encoding="utf-8")
    imported = IMPORTS.findall(found) if name.endswith(".js") else []
    files = {name: minified(name, found).encode()}
    for other in imported:
        files |= read(other)
    return files


def weigh(html):
    """Of the page and all its style sheets and scripts, as they are and as they are sent."""
    files = {"": html.encode()}
    for name in LINKS.findall(html) + SCRIPTS.findall(html):
        files |= read(name)
    whole = sum(map(len, files.values()))
    return whole, sum(len(gzip.compress(file)) for file in files.values())


def test_every_page_is_light_and_asks_for_little_before_it_shows(pages, visitor):
    heavy, slow = {}, {}
    for name, address in pages.items():
        html = visitor.get(address).content.decode()
        weight, limits = weigh(html), OVER.get(name, (WHOLE, PACKED))
        if any(size > limit for size, limit in zip(weight, limits, strict=True)):
            heavy[name] = weight
        requests = ["the page", *LINKS.findall(TEMPLATE.sub("", html)), *BLOCKING.findall(html)]
        if len(requests) > REQUESTS:
            slow[name] = requests
    assert (heavy, slow) == ({}, {})
