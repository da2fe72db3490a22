"""Pictures and short links of what is shared."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache, caches
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image

from events.models import Community, Rendition, SlidePage, Tag
from events.sharing import keeping
from events.sharing.cards import Card, card_of, find
from events.sharing.codes import SIGNS, code_of, meaning
from posts.models import Post
from posts.story import tell, with_event_count
from tests.factories import (
    make_attachment,
    make_city,
    make_event,
    make_photo,
    make_post,
    make_speaker,
    make_talk,
)
from tests.samples import make_picture

RED = make_picture(160, 90, encoder="WEBP")


@pytest.fixture(autouse=True)
def empty_caches():
    cache.clear()
    caches["pictures"].clear()


def card(thing) -> Card:
    if isinstance(thing, Post):
        row = with_event_count(Post.objects.select_related("cover__talk")).get(pk=thing.pk)
        thing = tell(row, AnonymousUser())
    return card_of(thing, Community.current())


def picture(client, thing, *, square=False) -> Image.Image:
    response = client.get(card(thing).path(square=square))
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    return Image.open(BytesIO(response.content), formats=["JPEG"])


def make_page(content=RED, **fields) -> SlidePage:
    page = SlidePage(attachment=make_attachment(content=b"slides", **fields), number=1)
    page.image.save("x", ContentFile(content), save=False)
    page.thumbnail.save("x", ContentFile(content), save=True)
    return page


def make_cover(event, content=RED):
    photo = make_photo(event=event, widths=())
    size = Rendition(attachment=photo, width=160, height=90)
    size.file.save("x", ContentFile(content))
    event.cover = photo
    event.save()
    return photo


def of_every_kind():
    event = make_event(title="港口之夜", tags=["船"])
    photo = make_cover(event)
    talk = make_talk(event=event, title="装箱", speakers=[make_speaker("林知远")])
    page, post = make_page(talk=talk), make_post(events=[event])
    tag = Tag.objects.in_use().get()
    return [
        talk,
        page,
        photo,
        event,
        talk.speakers.get(),
        event.city,
        tag,
        post,
        Community.current(),
    ]


def test_every_kind_of_page_has_a_wide_and_a_square_picture(db, client):
    for thing in of_every_kind():
        assert picture(client, thing).size == (1200, 630)
        assert picture(client, thing, square=True).size == (600, 600)


def test_a_picture_may_be_kept_for_a_year(db, client):
    talk = make_talk()
    response = client.get(card(talk).path())
    assert response["Cache-Control"] == "public, max-age=31536000"
    assert "Vary" not in response
    assert len(response.content) < 300_000  # more is shown by few apps
    make_cover(talk.event)  # which somebody may wish gone
    assert client.get(card(talk).path())["Cache-Control"] == "public, max-age=86400"


def test_an_old_address_leads_to_the_picture_of_today(db, client):
    talk = make_talk(title="旧题目")
    old = card(talk).path(square=True)
    talk.title = "新题目"
    talk.save()
    assert client.get(old)["Location"] == card(talk).path(square=True) != old


@pytest.mark.parametrize(
    "change",
    [
        lambda talk: talk.credits.update(speaker=make_speaker("另一位")),
        lambda talk: type(talk.event).objects.update(date=date(2020, 1, 1)),
        lambda talk: type(talk.event.city).objects.update(stamp="羊"),
        lambda talk: Community.objects.create(name="船坞"),
        lambda talk: make_page(talk=talk),
    ],
)
def test_it_changes_with_everything_that_is_on_it(db, change):
    talk = make_talk(speakers=[make_speaker()])
    before = find("talk", str(talk.pk)).digest
    change(talk)
    assert find("talk", str(talk.pk)).digest != before


@pytest.mark.parametrize("when", [{"published": False}, {"scheduled": True}])
def test_there_is_none_of_what_nobody_may_see(db, client, when):
    event = make_event(tags=["船"], **when)
    talk = make_talk(event=event, speakers=[make_speaker()])
    tag = Tag.objects.with_counts().get()
    things = [event, talk, make_page(talk=talk), talk.speakers.get(), make_post(**when), tag]
    assert [client.get(card(thing).path()).status_code for thing in things] == [404] * len(things)


def test_the_address_on_a_recap_s_page_is_the_one_that_answers(db, client):
    """The page knows its events, covers and photos; the picture's own view looks them up."""
    events = [make_event(day=date(2020, month, 1)) for month in (1, 2)]
    photo = make_photo(talk=make_talk(event=events[1]), widths=())
    Rendition(attachment=photo, width=160, height=90).file.save("x", ContentFile(RED))
    for post in (make_post(events=events), make_post(events=events, body="[[talks]]")):
        found = re.findall(r"/share/post/[^\"]+", client.get(post.get_absolute_url()).text)
        assert [client.get(path).status_code for path in found] == [200] * len(found)
        assert len(found) == 2


def test_no_hidden_slide_and_no_hidden_photo_is_on_it(db):
    talk = make_talk()
    make_page(talk=talk, hidden=True)
    photo = make_cover(talk.event)
    type(photo).objects.update(hidden=True)
    assert find("talk", str(talk.pk)).words.picture == ""


@pytest.mark.parametrize(
    "path", ["talk/1.2", "slide/1", "slide/1.0", "boat/1", "talk/0", "site/1.1", "talk/999999999"]
)
def test_an_address_of_nothing_is_not_found(db, client, path):
    status = client.get(f"/share/{path}-{'0' * 12}.jpg").status_code
    assert status == (302 if path == "site/1.1" else 404)
    assert client.get(f"/share/{path}-{'0' * 12}.png").status_code == 404


def test_it_is_drawn_once(db, client, monkeypatch):
    path, drawn = card(make_talk()).path(), []
    monkeypatch.setattr(keeping, "draw", lambda *args, square: drawn.append(square) or b"jpeg")
    assert [client.get(path).content for _time in range(3)] == [b"jpeg"] * 3
    assert drawn == [False]


def test_who_asks_while_it_is_drawn_gets_the_same_one(db, client, monkeypatch):
    shown = card(make_talk())
    name = f"talk-{shown.key}-{shown.digest}-wide"
    cache.add(f"drawing:{name}", "")
    monkeypatch.setattr(keeping, "draw", None)
    monkeypatch.setattr(keeping.time, "sleep", lambda _s: caches["pictures"].set(name, b"jpeg"))
    assert client.get(shown.path()).content == b"jpeg"


def test_too_many_at_once_come_back_later(db, client, monkeypatch):
    path = card(make_talk()).path()
    places = [keeping.DRAWING.take(f"10.0.0.{number}") for number in range(2)]
    busy = client.get(path)
    assert (busy.status_code, busy["Retry-After"]) == (503, "60")
    for place in places:
        place.free()
    assert client.get(path).status_code == 200


def test_a_full_disk_keeps_nothing_and_still_answers(db, client, monkeypatch):
    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(caches["pictures"], "set", full)
    assert client.get(card(make_talk()).path()).status_code == 200


@pytest.mark.parametrize("content", [b"RIFF broken", RED[:60], b""])
def test_a_broken_picture_is_left_out(db, client, content):
    event = make_event()
    make_cover(event, content)
    assert picture(client, event).getpixel((1190, 300))[1] > 240
    make_cover(event)
    assert picture(client, event).getpixel((1190, 300))[1] < 240


def test_a_missing_file_is_left_out(db, client):
    page = make_page(talk=make_talk())
    page.image.storage.delete(page.image.name)
    assert picture(client, page).size == (1200, 630)


@pytest.mark.parametrize(
    "title",
    [
        "题" * 200,
        "w" * 200,
        "a",
        "",
        "👩‍💻🎉",
        "محمد علي",
        "\x07\u202e控制",
        "ᚠᚢᚦ" * 9,
        "，。" * 90,
    ],
)
def test_no_title_is_too_odd(db, client, title):
    talk = make_talk(title=title, speakers=[make_speaker(title[:100] or "林")])
    assert picture(client, talk).size == (1200, 630)
    assert picture(client, talk.speakers.get(), square=True).size == (600, 600)


def test_without_a_font_it_shows_what_needs_none(db, client, settings):
    event = make_event(city=make_city(slug="gz", name="广州", stamp="穗", color="kapok"))
    written = picture(client, event).tobytes()
    settings.SHARE_FONT = "off"
    bare = picture(client, event)
    assert bare.tobytes() != written
    assert bare.crop((64, 140, 900, 600)).convert("L").getextrema()[0] > 200  # nothing written
    red, green, _blue = bare.getpixel((1080, 70))  # the stamp
    assert red > 150 > green * 2


def test_codes_tell_kind_and_number_and_have_no_twin():
    pairs = [(kind, pk) for kind in ("talk", "event") for pk in (1, 31, 32, 999, 123_456)]
    codes = [code_of(*pair) for pair in pairs]
    assert [meaning(code) for code in codes] == pairs
    assert len(set(codes)) == len(codes)
    assert max(map(len, codes)) <= 5


def test_a_code_read_wrongly_leads_nowhere_else():
    code = code_of("talk", 123)
    wrong = [code[:place] + sign + code[place + 1 :] for place in range(3) for sign in SIGNS]
    found = {meaning(each) for each in wrong if each != code}
    assert found == {None}
    assert meaning(code.upper()) == ("talk", 123)


def test_a_short_link_survives_a_new_address(db, client):
    talk = make_talk(title="装箱")
    link = reverse("short_link", args=[code_of("talk", talk.pk)])
    assert client.get(link)["Location"] == talk.get_absolute_url()
    talk.slug = "another"
    talk.save()
    assert client.get(link)["Location"] == "/talks/another/"
    assert client.get(f"/en{link}").status_code == 404


@pytest.mark.parametrize("code", ["", "1", "zzzz", "鬼", "%00", "i" * 300, "12!", "01", "-1"])
def test_a_bad_code_is_not_found(db, client, code):
    assert client.get(f"/t/{code}/").status_code == 404


def test_a_draft_has_no_short_link(db, client):
    event = make_event(published=False)
    assert client.get(f"/t/{code_of('event', event.pk)}/").status_code == 404


def description(client, thing) -> str:
    page = client.get(thing.get_absolute_url()).content.decode()
    return str(re.findall(r'property="og:description" content="([^"]*)"', page)[0])


def test_a_talk_is_described_by_its_summary_or_its_evening(db, client):
    event = make_event(title="港口之夜", day=date(2020, 5, 16))
    talk = make_talk(event=event, title="装箱", speakers=[make_speaker("林知远")])
    assert description(client, talk) == "林知远在“港口之夜”上的演讲，广州 2020 年 5 月 16 日。"
    talk.summary = "怎样把一条船装满，又不让它沉下去。" * 20
    talk.save()
    assert description(client, talk).startswith("怎样把一条船装满，又不让它沉下去。")
    assert len(description(client, talk)) <= 120


def test_an_event_and_a_speaker_are_described_by_what_was_told(db, client):
    event, speaker = make_event(day=date(2020, 5, 16), venue="三号仓"), make_speaker("林知远")
    for title in ("装箱", ""):
        make_talk(event=event, title=title, speakers=[speaker])
    assert description(client, event) == "广州 2020 年 5 月 16 日，三号仓。讲题：装箱"
    assert description(client, speaker) == "林知远讲过：装箱"
    nobody = make_talk(title="", speakers=[make_speaker("无题")])
    assert description(client, nobody.speakers.get()) == "无题"
