"""Photos on pages: the gallery, a page for each, and nothing of one that is hidden."""

import re

import pytest
from django.urls import reverse

from events.photos import gallery_of, without_hidden
from tests.events.kept_files import content
from tests.factories import make_event, make_photo, make_post, make_speaker, make_talk, make_user

PLACEHOLDER = "data:image/webp;base64," + "A" * 130


def page_of(client, thing):
    address = thing if isinstance(thing, str) else thing.get_absolute_url()
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def photo_page(photo, event):
    return reverse("photo", args=[event.slug, photo.pk])


def add_avif(photo) -> None:
    for size in list(photo.renditions.all()):
        photo.renditions.create(
            width=size.width, height=size.height, format="avif", file=f"{size.width}.avif"
        )


@pytest.fixture
def event(db):
    return make_event(slug="docker")


def test_a_photo_is_a_link_to_its_page_with_its_place_kept_free(visitor, event):
    photo = make_photo(event=event, alt="三个人围着一台机器", placeholder=PLACEHOLDER)
    page = page_of(visitor, event)
    assert f'<a class="shot" href="{photo_page(photo, event)}" data-photo>' in page
    [picture] = re.findall(r"<picture>.*?</picture>", page)
    for part in ('width="960" height="640"', 'alt="三个人围着一台机器"', 'loading="lazy"'):
        assert part in picture
    assert f"/files/{photo.uuid}/photo/480.webp 480w" in picture
    assert f'<img class="dim" src="{PLACEHOLDER}" alt="" aria-hidden="true">' in page


def test_avif_is_offered_once_it_is_whole(visitor, event):
    photo = make_photo(event=event)
    photo.renditions.create(width=480, height=320, format="avif", file="480.avif")
    assert "image/avif" not in page_of(visitor, event)
    photo.renditions.create(width=960, height=640, format="avif", file="960.avif")
    page = page_of(visitor, event)
    assert '<source type="image/avif"' in page
    assert f"/files/{photo.uuid}/photo/960.avif 960w" in page


def test_a_photo_without_words_is_announced_by_its_caption_or_neutrally(visitor, event):
    make_photo(event=event, caption="茶歇")
    make_photo(event=event)
    alts = re.findall(r'<picture>.*?alt="(.*?)"', page_of(visitor, event))
    assert alts[0] == "茶歇"
    assert len(alts[1]) > 3


def test_the_cover_is_not_lazy_and_has_a_page_too(visitor, event):
    event.cover = make_photo(event=event)
    event.save()
    page = page_of(visitor, event)
    assert 'fetchpriority="high"' in page
    assert photo_page(event.cover, event) in page


def test_a_library_picture_as_a_cover_leads_to_itself(visitor, event):
    event.cover = make_photo()
    event.save()
    assert f'href="/files/{event.cover.uuid}/photo/960.webp" data-photo' in page_of(visitor, event)


def test_the_photos_of_an_event_stand_before_those_of_its_talks(event):
    second, first = make_talk(event=event, position=2), make_talk(event=event, position=1)
    photos = [make_photo(talk=second), make_photo(talk=first), make_photo(event=event)]
    make_photo(event=make_event())
    assert [photo.attachment for photo in gallery_of(event)] == photos[::-1]


def test_every_photo_has_a_page_with_its_words_and_its_neighbours(visitor, event):
    before, after = make_photo(event=event, position=1), make_photo(event=event, position=3)
    photo = make_photo(
        event=event, position=2, alt="台上", caption="开场", credit="阿拍", placeholder=PLACEHOLDER
    )
    page = page_of(visitor, photo_page(photo, event))
    for part in ('alt="台上"', ">开场</h1>", "阿拍", "2 / 3", 'width="960"'):
        assert part in page
    assert f'rel="prev" data-key="ArrowLeft" href="{photo_page(before, event)}"' in page
    assert f'rel="next" data-key="ArrowRight" href="{photo_page(after, event)}"' in page
    assert f'content="http://testserver/share/photo/{photo.pk}-' in page


def test_the_page_of_all_photos_is_cut_into_pages(visitor, event):
    for _photo in range(49):
        make_photo(event=event, widths=(480,))
    address = reverse("photos", args=[event.slug])
    assert page_of(visitor, address).count("data-photo") == 36
    assert page_of(visitor, f"{address}?page=2").count("data-photo") == 13


def test_an_event_shows_some_of_many_photos_and_leads_to_all(visitor, event):
    for _photo in range(25):
        make_photo(event=event, widths=(480,))
    page = page_of(visitor, event)
    assert page.count("data-photo") == 24
    assert reverse("photos", args=[event.slug]) in page


def test_a_recap_with_thirty_photos_stays_light(visitor, event):
    talks = [make_talk(event=event, speakers=[make_speaker()]) for _talk in range(3)]
    for number in range(30):
        owner = {"talk": talks[number % 3]} if number % 2 else {"event": event}
        add_avif(make_photo(widths=(480, 960, 1600), alt="现场", placeholder=PLACEHOLDER, **owner))
    page = page_of(visitor, make_post(events=[event], body="[[talks]]"))
    assert page.count("data-photo") == 30
    assert len(page.encode()) < 60_000


@pytest.mark.parametrize("name", ["event", "photos", "photo"])
def test_more_photos_cost_no_more_queries(visitor, event, name, django_assert_num_queries):
    talk = make_talk(event=event)
    first = make_photo(talk=talk)
    address = reverse(name, args=[event.slug, *([first.pk] if name == "photo" else [])])
    counts = []
    for _round in range(2):
        with django_assert_num_queries(99, exact=False) as queries:
            page_of(visitor, address)
        counts.append(len(queries))
        for owner in ({"talk": talk}, {"event": event}):
            make_photo(**owner)
    assert counts[0] == counts[1]
    assert counts[0] <= (12 if name == "event" else 6)


def test_an_event_without_photos_has_no_page_of_them(visitor, event):
    assert visitor.get(reverse("photos", args=[event.slug])).status_code == 404
    assert visitor.get(reverse("photo", args=[event.slug, 1])).status_code == 404


def test_the_photos_of_a_draft_are_for_its_organizers(client, guangzhou):
    event = make_event(city=guangzhou, published=False)
    photo = make_photo(event=event)
    addresses = [reverse("photos", args=[event.slug]), photo_page(photo, event)]
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    client.force_login(make_user(organizer_of=guangzhou))
    assert [client.get(address).status_code for address in addresses] == [200, 200]


def test_a_photo_is_found_under_its_own_event_only(visitor, event):
    photo = make_photo(event=make_event())
    make_photo(event=event)
    assert visitor.get(photo_page(photo, event)).status_code == 404


# A hidden photo disappears everywhere at once.


@pytest.fixture
def shown(event):
    """A photo wherever a photo can stand, by its address."""
    talk = make_talk(event=event, speakers=[make_speaker("林知夏")])
    photo = make_photo(talk=talk, caption="藏起来的人")
    add_avif(photo)
    event.cover = photo
    event.save()
    body = f"![](/files/{photo.uuid}/photo/960.webp)\n\n[[talks]]"
    recap = make_post(events=[event], cover=photo)
    written = make_post(events=[event], body=body)
    addresses = {
        "home": "/",
        "recaps": "/recaps/",
        "event": event.get_absolute_url(),
        "events": "/events/",
        "talk": talk.get_absolute_url(),
        "talks": "/talks/",
        "recap": recap.get_absolute_url(),
        "written": written.get_absolute_url(),
        "city": event.city.get_absolute_url(),
        "speaker": talk.speakers.get().get_absolute_url(),
        "feed": reverse("feed"),
        "archive": "/archive/",
        "all": reverse("photos", args=[event.slug]),
        "own": photo_page(photo, event),
        "neighbour": photo_page(make_photo(event=event), event),
    }
    return photo, addresses


def traces(client, photo, addresses) -> set[str]:
    """Where something of the photo is to be seen."""
    marks = (str(photo.uuid), f"/photos/{photo.pk}/", photo.caption)
    found = set()
    for name, address in addresses.items():
        page = client.get(address).text.replace(address, "")  # what links to this very page
        if name == "own":
            page = page.replace(f"/photos/{photo.pk}/", "")
        if any(mark in page for mark in marks):
            found.add(name)
    return found


def test_a_hidden_photo_disappears_from_every_page_at_once(visitor, shown):
    photo, addresses = shown
    before = traces(visitor, photo, addresses)
    assert before >= {"home", "event", "talk", "recap", "written", "all", "own", "neighbour"}
    photo.hidden = True
    photo.save()
    assert traces(visitor, photo, addresses) == set()
    assert visitor.get(addresses["own"]).status_code == 404


def test_of_a_text_only_the_hidden_picture_goes(event, django_assert_num_queries):
    photo, other = make_photo(event=event, hidden=True), make_photo(event=event)
    pictures = [
        f'<a href="/files/{one.uuid}/photo/1600.webp"><img src="/files/{one.uuid}/photo/960.webp"'
        f' alt="x><b>"></a>'
        for one in (photo, other)
    ]
    with django_assert_num_queries(1):
        assert (
            without_hidden(f"<p>前{pictures[0]}后</p>{pictures[1]}") == f"<p>前后</p>{pictures[1]}"
        )
    with django_assert_num_queries(0):
        assert without_hidden('<p><img src="/a.png"></p>') == '<p><img src="/a.png"></p>'


@pytest.mark.parametrize("encoder", ["webp", "avif"])
@pytest.mark.parametrize("width", [480, 960, 1600])
def test_no_size_of_a_hidden_photo_answers(visitor, shown, settings, width, encoder):
    photo, _addresses = shown
    for size in photo.renditions.all():
        (settings.MEDIA_ROOT / size.file.name).parent.mkdir(parents=True, exist_ok=True)
        (settings.MEDIA_ROOT / size.file.name).write_bytes(b"a picture")
    address = reverse("rendition", args=[photo.uuid, width, encoder])
    assert content(visitor.get(address)) == b"a picture"
    photo.hidden = True
    photo.save()
    for ask in (visitor.get, visitor.head):
        assert ask(address, headers={"if-none-match": "*"}).status_code == 404


def test_the_original_of_a_photo_is_for_its_organizers_only(visitor, shown):
    photo, _addresses = shown
    assert visitor.get(photo.file_url).status_code == 404
