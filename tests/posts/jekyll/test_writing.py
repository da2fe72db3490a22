"""The import as a whole, on an invented site."""

import json
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from events.models import Attachment, City, Event, Talk
from posts.models import ImportedSource, Post
from speakers.models import Speaker
from techparty_site.lib import redirects
from tests.posts.jekyll.make import SECTIONED, write_site

RECAP = "2015-10-26-docker-summary.md"
SIGNUP = "2015-10-10-docker-signup.md"
FRONT = """---
layout: post
title: 广州 10 月 18 日容器专场总结
categories: guangzhou
tags: 容器，技术；广州
---
10 月 18 日，我们在广州一号馆成功举办了容器专场。

"""


@pytest.fixture
def site(tmp_path, guangzhou):
    City.objects.filter(pk=guangzhou.pk).update(aliases="广州, gz")
    signup = "---\ntitle: 广州 10 月 18 日容器专场报名\n---\n时间：2015 年 10 月 18 日\n"
    return write_site(tmp_path / "site", {RECAP: FRONT + SECTIONED, SIGNUP: signup})


def run(site, **options):
    out = StringIO()
    call_command("import_jekyll", str(site), stdout=out, stderr=out, **options)
    return out.getvalue()


def snapshot():
    models = (Attachment, Event, ImportedSource, Post, Speaker, Talk)
    return {model: list(model.objects.order_by("pk").values()) for model in models}


def test_a_dry_run_writes_nothing(site):
    run(site)
    assert not Post.objects.exists()


def test_posts_of_one_meetup_share_its_event(site):
    run(site, commit=True)
    event = Event.objects.get()
    assert (event.slug, str(event.date)) == ("2015-10-18-guangzhou", "2015-10-18")
    assert {post.kind for post in event.posts.all()} == {"recap", "signup"}


def test_sections_become_talks_with_speakers_and_files(site):
    run(site, commit=True)
    first, second = Talk.objects.order_by("position")
    assert (first.title, second.title) == ("容器入门", "发布流水线")
    assert [str(speaker) for speaker in first.speakers.all()] == ["林小满"]
    assert first.attachments.get().url == "https://files.example/a.pdf"
    assert first.summary.strip() == "容器是什么。"


def test_the_body_keeps_a_marker_for_each_moved_talk(site):
    run(site, commit=True)
    body = Post.objects.get(kind="recap").body
    assert "[[talk 容器入门]]" in body
    assert "容器是什么" not in body


def test_the_source_is_kept_byte_for_byte(site):
    run(site, commit=True)
    kept = ImportedSource.objects.get(file_name=RECAP)
    assert bytes(kept.source) == (site / "_posts" / RECAP).read_bytes()
    assert kept.front_matter["categories"] == "guangzhou"


def test_cities_and_words_of_the_genre_are_no_tags(site):
    run(site, commit=True)
    assert Post.objects.get(kind="recap").tags.names().get() == "容器"


def test_a_second_run_changes_nothing(site):
    run(site, commit=True)
    before = snapshot()
    run(site, commit=True)
    assert snapshot() == before


def test_an_event_that_is_entered_already_is_joined(site, guangzhou):
    event = Event.objects.create(city=guangzhou, title="手工录入", date="2015-10-18")
    run(site, commit=True)
    assert Event.objects.get() == event
    assert event.talks.count() == 2


def test_what_an_organizer_edited_is_never_overwritten(site):
    run(site, commit=True)
    post = Post.objects.get(kind="recap")
    post.body += "\n补充。\n"
    post.save()
    path = site / "_posts" / RECAP
    path.write_text(path.read_text() + "\n源文件也改了。\n")
    run(site, commit=True)
    post.refresh_from_db()
    assert "补充。" in post.body
    assert "源文件也改了" not in post.body


def test_an_edited_talk_protects_its_post_too(site):
    run(site, commit=True)
    talk = Talk.objects.get(title="容器入门")
    talk.summary = "改写过。"
    talk.save()
    path = site / "_posts" / RECAP
    path.write_text(path.read_text().replace("容器是什么。", "容器是个盒子。"))
    run(site, commit=True)
    talk.refresh_from_db()
    assert talk.summary == "改写过。"


def test_a_changed_source_is_taken_where_nobody_edited(site):
    run(site, commit=True)
    path = site / "_posts" / RECAP
    path.write_text(path.read_text().replace("容器是什么。", "容器是个盒子。"))
    run(site, commit=True)
    assert Talk.objects.get(title="容器入门").summary.strip() == "容器是个盒子。"
    assert Talk.objects.count() == 2


def test_a_post_that_came_later_joins_its_meetup(site):
    late = site / "_posts" / SIGNUP
    text = late.read_text()
    late.unlink()
    run(site, commit=True)
    late.write_text(text)
    run(site, commit=True)
    assert Event.objects.get().posts.count() == 2


def test_a_killed_run_can_be_run_again(site, monkeypatch):
    run(site, commit=True)
    wanted = snapshot().keys(), Post.objects.count(), Talk.objects.count()
    for model in (ImportedSource, Post, Event, Speaker):
        model.objects.all().delete()
    calls = iter([None, KeyboardInterrupt])

    def die_late(*args):
        if next(calls, None) is KeyboardInterrupt:
            raise KeyboardInterrupt
        return []

    with monkeypatch.context() as patch:
        patch.setattr("posts.jekyll.writing.posts.lead_old_addresses", die_late)
        with pytest.raises(KeyboardInterrupt):
            run(site, commit=True)
    assert not Post.objects.exists(), "half a meetup stayed"
    run(site, commit=True)
    assert (snapshot().keys(), Post.objects.count(), Talk.objects.count()) == wanted


def test_old_addresses_lead_to_the_post(site):
    run(site, commit=True)
    new = redirects.stored(Post.objects.get(kind="recap").get_absolute_url())
    assert redirects.find("/guangzhou/2015/10/26/docker-summary/index.html") == new


def test_a_local_picture_is_taken_in_and_its_old_address_answers(site, visitor, private_media):
    picture = BytesIO()
    Image.new("RGB", (40, 30), "red").save(picture, "PNG")
    (site / "images").mkdir()
    (site / "images" / "合照.png").write_bytes(picture.getvalue())
    path = site / "_posts" / RECAP
    path.write_text(path.read_text() + "\n![合照](/images/合照.png)\n")
    run(site, commit=True)
    photo = Attachment.objects.get(kind="photo")
    assert (photo.original_name, photo.alt) == ("合照.png", "合照")
    assert str(photo.uuid) in Post.objects.get(kind="recap").body
    assert redirects.find("/images/合照.png")


@pytest.mark.parametrize("path", ["../secret.png", "/etc/hostname", "link.png"])
def test_a_picture_outside_the_archive_is_never_read(site, path):
    (site.parent / "secret.png").write_bytes(b"secret")
    (site / "link.png").symlink_to(site.parent / "secret.png")
    post = site / "_posts" / RECAP
    post.write_text(post.read_text() + f"\n![x]({path})\n")
    run(site, commit=True)
    assert not Attachment.objects.filter(kind="photo").exists()


def test_the_report_names_what_was_left_out(site, tmp_path):
    path = site / "_posts" / RECAP
    path.write_text(path.read_text() + "\n![](/nowhere.png)\n<font>字</font>\n")
    run(site, commit=True, report=tmp_path / "report.json")
    posts = json.loads((tmp_path / "report.json").read_text())["posts"]
    recap = next(post for post in posts if post["file"] == RECAP)
    assert "font" in json.dumps(recap["dropped"])
    assert "/nowhere.png" in json.dumps(recap)


def test_what_the_old_site_did_not_show_stays_a_draft(site):
    path = site / "_posts" / RECAP
    path.write_text(path.read_text().replace("layout: post", "published: false"))
    run(site, commit=True)
    assert list(Post.objects.published()) == [Post.objects.get(kind="signup")]


def test_a_folder_that_is_not_there_is_a_clear_error(db):
    with pytest.raises(CommandError, match="nowhere"):
        run("nowhere")


def test_without_a_city_the_import_says_what_to_do(db, tmp_path):
    with pytest.raises(CommandError, match="load_demo"):
        run(write_site(tmp_path, {}))
