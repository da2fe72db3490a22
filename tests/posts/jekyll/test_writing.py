"""The import as a whole, on an invented site."""

import json
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from events.models import Attachment, City, Event, Talk
from posts.jekyll.proposal import Note
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


def test_a_look_needs_no_cities_in_the_database(db, tmp_path):
    run(write_site(tmp_path, {RECAP: FRONT}), report=tmp_path / "report.json")
    (post,) = json.loads((tmp_path / "report.json").read_text())["posts"]
    assert (post["cities"], City.objects.count()) == (["guangzhou"], 0)


def test_an_import_without_cities_enters_those_that_come_with_the_project(db, tmp_path):
    run(write_site(tmp_path, {RECAP: FRONT}), commit=True)
    assert Event.objects.get().city.slug == "guangzhou"


def test_only_the_picture_is_given_a_new_address(site):
    picture = BytesIO()
    Image.new("RGB", (40, 30), "red").save(picture, "PNG")
    for name in ("1.png", "11.png"):
        (site / name).write_bytes(picture.getvalue())
    path = site / "_posts" / RECAP
    written = "文件 1.png 和 2011.png 在[旧站](http://old.example/1.png)。"
    path.write_text(path.read_text() + f"\n![c](1.png) ![b](11.png) {written}\n")
    run(site, commit=True)
    body = Post.objects.get(kind="recap").body
    assert written in body
    assert body.count("/photo/1600.webp)") == 2


@pytest.mark.parametrize("name", ["a%00b.png", "a" * 400 + ".png"])
def test_a_picture_with_an_impossible_name_costs_a_note(site, name):
    path = site / "_posts" / RECAP
    path.write_text(path.read_text() + f"\n![x](/images/{name})\n")
    run(site, commit=True)
    assert Post.objects.count() == 2


def test_talks_that_changed_places_keep_their_own_sections(site):
    run(site, commit=True)
    Talk.objects.filter(title="容器入门").update(position=9)
    path = site / "_posts" / RECAP
    path.write_text(path.read_text().replace("容器是什么。", "容器是个盒子。"))
    run(site, commit=True)
    assert Talk.objects.get(title="容器入门").summary.strip() == "容器是个盒子。"


@pytest.mark.parametrize("name", ["title", "body", "excerpt", "kind", "byline"])
def test_every_field_an_organizer_edits_protects_the_post(site, name):
    run(site, commit=True)
    Post.objects.filter(kind="recap").update(**{name: "article"})
    path = site / "_posts" / RECAP
    path.write_text(path.read_text() + "\n源文件也改了。\n")
    run(site, commit=True)
    assert getattr(ImportedSource.objects.get(file_name=RECAP).post, name) == "article"


def test_the_meetup_of_a_hidden_post_is_hidden_too(site):
    (site / "_posts" / SIGNUP).unlink()
    path = site / "_posts" / RECAP
    path.write_text(path.read_text().replace("layout: post", "published: false"))
    run(site, commit=True)
    assert Event.objects.get().status == Event.Status.DRAFT


@pytest.mark.parametrize("content", [b"\x00\xff\x00", None])
def test_a_table_of_people_that_cannot_be_read_costs_one_line(site, content):
    table = site / "speaker.html"
    table.symlink_to("/etc/hostname") if content is None else table.write_bytes(content)
    assert "speaker.html" in run(site, commit=True)
    assert Post.objects.count() == 2


def test_a_config_that_cannot_be_read_costs_one_line(site):
    (site / "_config.yml").write_text("a: !!python/object:os.system x\n")
    assert "_config.yml" in run(site, commit=True)
    assert Post.objects.count() == 2


def test_of_two_files_with_one_name_the_second_is_refused(site):
    other = site / "more" / "_posts"
    other.mkdir(parents=True)
    (other / RECAP).write_text(FRONT)
    assert RECAP in run(site, commit=True)
    assert Post.objects.count() == 2


def test_a_group_that_cannot_be_written_leaves_the_rest_whole(site, monkeypatch):
    (site / "_posts" / "2016-01-01-other.md").write_text("---\ntitle: 公告\n---\n字\n")

    def refuse(self, *args):
        raise OSError("disk full")

    monkeypatch.setattr("posts.jekyll.writing.importer.Importer._write_event", refuse)
    assert "disk full" in run(site, commit=True)
    assert Post.objects.get().title == "公告"


def test_a_changed_source_brings_its_new_files_and_titles_to_the_talks(site):
    run(site, commit=True)
    path = site / "_posts" / RECAP
    text = path.read_text().replace("发布流水线", "发布流水线二")
    path.write_text(
        text.replace("怎样发布。", "怎样发布。\n* [点此下载讲稿](https://files.example/b.pdf)")
    )
    run(site, commit=True)
    talk = Talk.objects.get(title="发布流水线二")
    assert talk.attachments.get().url == "https://files.example/b.pdf"
    assert Talk.objects.get(title="容器入门").attachments.count() == 1


def test_a_page_of_the_old_site_that_would_lose_words_is_refused(site, monkeypatch):
    (site / "about.html").write_text("---\ntitle: 关于\n---\n字\n")
    run(site, commit=True)
    assert Post.objects.filter(title="关于").exists()
    Post.objects.filter(title="关于").delete()
    monkeypatch.setattr("posts.jekyll.proof.losses", lambda *args: [Note("lost")])
    assert "about.html" in run(site, commit=True)
    assert not Post.objects.filter(title="关于").exists()
