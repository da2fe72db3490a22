"""The text of an entry stands alone, whatever the post or the talk holds."""

from xml.etree import ElementTree

import pytest

from events.models import Attachment
from tests.factories import (
    make_attachment,
    make_event,
    make_photo,
    make_post,
    make_speaker,
    make_talk,
)
from tests.posts.feeds_read import read, text_of
from tests.posts.test_feeds import FEEDS

ATOM = "{http://www.w3.org/2005/Atom}"
MARK = "data-talk"


def test_a_post_is_there_with_its_whole_text(db, visitor):
    body = (
        "词" * 500 + '\n\n[下](../a/) [上](#x) [外](//b.example/) `href="/c"`\n\n![图](/img/图.png)'
    )
    post = make_post(body=body, tags=["C++", "云"], byline="麦小舟")
    [entry] = read(visitor).entries
    page, text = f"http://testserver{post.get_absolute_url()}", text_of(entry)
    assert "词" * 500 in text
    assert f'href="http://testserver/posts/{post.year}/a/"' in text
    assert f'href="{page}#x"' in text
    assert 'href="http://b.example/"' in text
    assert '<code>href="/c"</code>' in text
    assert 'src="http://testserver/img/%E5%9B%BE.png"' in text
    assert sorted(tag.term for tag in entry.tags) == ["C++", "云"]
    assert entry.author == "麦小舟"


def test_talks_stand_where_the_story_wants_them(db, visitor):
    event = make_event()
    first, second = (make_talk(event=event, title=title, summary=title * 2) for title in "甲乙")
    make_talk(event=event, title="丙")
    make_post(events=[event], body=f"前\n\n[[talk {second.slug}]]\n\n[[talk nothing]]\n\n后")
    text = text_of(read(visitor).entries[0])
    assert MARK not in text
    order = [text.index(words) for words in (">乙</a>", "乙乙", "后", ">甲</a>", ">丙</a>")]
    assert order == sorted(order)
    assert f'href="http://testserver{first.get_absolute_url()}"' in text


def test_talks_of_a_draft_are_not_told(db, visitor):
    draft, public = make_event(published=False), make_event()
    make_talk(event=draft, title="藏着的")
    make_talk(event=public, title="看得见的")
    make_post(events=[draft, public], body="[[talks]]")
    text = text_of(read(visitor).entries[0])
    assert "看得见的" in text
    assert "藏着的" not in text


def test_pictures_that_were_hidden_are_not_told(db, visitor):
    photo = make_photo(event=make_event())
    make_post(body=f"![图]({photo.file_url})")
    assert str(photo.uuid) in text_of(read(visitor).entries[0])
    Attachment.objects.update(hidden=True)
    assert str(photo.uuid) not in text_of(read(visitor).entries[0])


def test_an_entry_is_known_again_after_its_post_was_renamed(db, visitor):
    post = make_post(slug="容器", body="词")
    before = read(visitor).entries[0].id
    for slug in ("第二", "third"):
        post.slug = slug
        post.save()
        [entry] = read(visitor).entries
        assert (entry.id, entry.link) == (before, f"http://testserver{post.get_absolute_url()}")


BAD = ["长" * 200, "a\x07\x0bb", "]]>&amp;<b>", "משה \u202eירושלים", "👩‍👩‍👧", "\ufffe七"]


@pytest.mark.parametrize("words", BAD)
def test_any_words_come_back_as_they_went_in(guangzhou, visitor, words):
    shown = "".join(c for c in words if c not in "\x07\x0b\ufffe")
    speaker, event = make_speaker(words[:100], slug="mai"), make_event(city=guangzhou, title=words)
    talk = make_talk(event=event, title=words, slug="first", speakers=[speaker], tags=["船"])
    make_attachment(talk=talk, title=words)
    make_post(title=words, byline=words, events=[event], tags=["船"], body="[[talks]]")
    for path in FEEDS:
        for element in ElementTree.fromstring(visitor.get(path).content).iter(f"{ATOM}entry"):  # noqa: S314
            assert shown in element.findtext(f"{ATOM}title")
        assert read(visitor, path).entries


@pytest.mark.parametrize("count", [0, 40])
def test_a_story_has_any_number_of_talks(db, visitor, count):
    event = make_event()
    for _ in range(count):
        make_talk(event=event, title="")
    make_post(events=[event], body="[[talks]]")
    [entry] = read(visitor).entries
    assert (text_of(entry) if entry.get("content") else "").count("<li>") == count
