"""Files in the admin: they come in by the one door, and their page says what they are."""

import re
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import modelform_factory
from django.urls import reverse

from events import allowed
from events.admin.files import AttachmentForm
from events.models import Attachment, SlidePage
from tests import samples
from tests.admin_pages import errors, submit
from tests.events.test_admin_scope import change
from tests.factories import make_attachment, make_event, make_talk, make_user

ADD = "/admin/events/attachment/add/"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def admin(client, db):
    user = make_user("root", superuser=True)
    client.force_login(user)
    return user


def text_file(name="速记稿.txt", content="大家好。"):
    return SimpleUploadedFile(name, content.encode())


def test_a_file_keeps_its_name_and_its_facts(client, admin):
    event = make_event()
    submit(client, ADD, kind="transcript", event=event.pk, file=text_file())
    row = event.attachments.get()
    assert (row.original_name, row.size, row.uploaded_by) == ("速记稿.txt", 12, admin)
    assert row.sha256
    assert "速记" not in str(row.file.name)


def test_a_file_comes_in_on_the_page_of_its_talk(client, admin):
    talk = make_talk()
    values = {"kind": "transcript", "file": text_file(), "position": 0}
    rows = {f"attachments-0-{name}": value for name, value in values.items()}
    assert submit(client, change(talk), **rows, **{"attachments-TOTAL_FORMS": 1}).status_code == 302
    row = talk.attachments.get()
    assert (row.original_name, row.uploaded_by) == ("速记稿.txt", admin)
    assert row.sha256


def test_a_file_that_is_not_what_it_says_comes_back_with_a_sentence(client):
    values = {"kind": "photo", "title": "合照"}
    response = submit(client, ADD, **values, file=text_file("合照.jpg", "no picture at all"))
    assert "file" in errors(response)
    assert 'value="合照"' in response.content.decode()
    assert not Attachment.objects.exists()


def test_a_name_may_be_longer_than_a_key_of_the_storage(client):
    name = "很" * 150 + ".txt"
    assert submit(client, ADD, kind="transcript", file=text_file(name)).status_code == 302
    assert Attachment.objects.get().original_name == name


@pytest.mark.parametrize(("kind", "fits"), [("code", True), ("other", True), ("slides", False)])
def test_a_kept_file_becomes_only_what_it_may_be(client, kind, fits):
    submit(client, ADD, kind="transcript", event=make_event().pk, file=text_file())
    row = Attachment.objects.get()
    response = submit(client, change(row), kind=kind)
    assert response.status_code == 302 if fits else "kind" in errors(response)


def test_a_photo_stays_a_photo(client):
    row = make_attachment(
        kind="photo", content=b"x", content_type="image/jpeg", original_name="a.jpg"
    )
    assert "kind" in errors(submit(client, change(row), kind="other"))
    assert submit(client, change(row), alt="合照").status_code == 302


def test_the_page_shows_the_kept_file_under_its_name(client):
    row = make_attachment(content=b"%PDF", original_name="容器 <1>.pdf")
    html = client.get(change(row)).content.decode()
    assert f'href="{row.file_url}"' in html
    assert "容器 &lt;1&gt;.pdf" in html


def test_saving_without_a_new_file_keeps_the_old_one(client):
    row = make_attachment(content=b"%PDF", original_name="a.pdf")
    assert submit(client, change(row), title="新").status_code == 302
    before, name = row.file.name, row.original_name
    row.refresh_from_db()
    assert (row.title, row.file.name, row.original_name) == ("新", before, name)


def test_a_file_taken_away_leaves_its_address_and_no_facts(client):
    row = make_attachment(content=b"%PDF", url="https://example.org/a.pdf", original_name="a.pdf")
    SlidePage.objects.create(attachment=row, number=1)
    assert submit(client, change(row), **{"file-clear": "on"}).status_code == 302
    row.refresh_from_db()
    assert (bool(row.file), row.original_name, row.size) == (False, "", None)
    assert not row.pages.exists()


def test_a_page_that_comes_back_has_taken_nothing_away(client):
    row = make_attachment(event=make_event(), content=b"%PDF", url="https://example.org/a")
    SlidePage.objects.create(attachment=row, number=1)
    changes = {"attachments-0-file-clear": "on", "title": ""}
    assert "title" in errors(submit(client, change(row.event), **changes))
    assert row.pages.exists()


@pytest.mark.parametrize("values", [{"url": ""}, {"url": "https://example.org/x", "both": True}])
def test_impossible_attachments_come_back_with_a_sentence(client, values):
    both = {"talk": make_talk().pk, "event": make_event().pk} if values.pop("both", None) else {}
    assert "__all__" in errors(submit(client, ADD, kind="video", **values, **both))


def test_the_pages_of_a_deck_are_shown_and_not_changed(client):
    row = make_attachment(content=b"%PDF")
    SlidePage.objects.create(attachment=row, number=1, text="第三十七页的字", image="a/b")
    html = client.get(change(row)).content.decode()
    assert "第三十七页的字" in html
    assert 'name="pages-0-text"' not in html


def test_the_library_filters_by_kind_and_finds_by_the_name_of_the_file(client):
    row = make_attachment(kind="photo", content=b"x", original_name="听众.jpg")
    make_attachment(kind="slides")
    page = reverse("admin:events_attachment_changelist")
    for query in ({"kind__exact": "photo"}, {"q": "听众"}):
        assert list(client.get(page, query).context["cl"].result_list) == [row]


def test_the_cover_is_one_of_the_events_own_photos(client):
    event = make_event()
    own = make_attachment(kind="photo", talk=make_talk(event=event))
    other = make_attachment(kind="photo", event=make_event())
    assert "cover" in errors(submit(client, change(event), cover=other.pk))
    assert submit(client, change(event), cover=own.pk).status_code == 302


def test_a_new_file_keeps_the_address_of_the_old_one(client):
    row = make_attachment(content=b"%PDF-old", original_name="旧.pdf", content_type="x/y")
    old_address = row.file_url
    photo = SimpleUploadedFile("合照（新）.png", samples.make_picture(encoder="PNG"))
    submit(client, change(row), kind="photo", alt="合照", file=photo)
    uuid = row.uuid
    row.refresh_from_db()
    assert (row.uuid, row.original_name, row.content_type) == (uuid, photo.name, "image/png")
    assert b"".join(client.get(old_address)) == samples.make_picture(encoder="PNG")


@pytest.mark.parametrize(
    "name", ["讲" * 196 + "👩‍💻（广州）.txt", "第一讲　“全角”.txt", "%41 &amp;.txt"]
)
def test_a_name_comes_in_and_goes_out_as_it_was(client, name):
    assert submit(client, ADD, kind="transcript", file=text_file(name)).status_code == 302
    row = Attachment.objects.get()
    assert row.original_name == name
    response = client.get(row.file_url)
    assert name in response.headers["Content-Disposition"] or "filename*" in str(response.headers)
    response.close()


@pytest.mark.parametrize("name", [".htaccess", "a.php", "a.txt.exe", "x", "讲" * 250 + ".exe"])
def test_what_no_kind_takes_is_named_and_nothing_is_kept(client, name):
    response = submit(client, ADD, kind="transcript", title="题", file=text_file(name))
    (sentence,) = errors(response)["file"]
    assert name[:70] in sentence
    assert "docx, doc, txt" in sentence
    assert 'value="题"' in response.content.decode()


def test_a_transcript_filed_as_something_else_is_read_when_that_is_mended(
    client, django_capture_on_commit_callbacks
):
    submit(client, ADD, kind="other", file=text_file())
    row = Attachment.objects.get()
    assert row.text == ""
    with django_capture_on_commit_callbacks(execute=True):
        submit(client, change(row), kind="transcript")
    row.refresh_from_db()
    assert row.text == "大家好。"


def test_a_form_leaves_to_the_worker_what_it_found_meanwhile(client):
    row = make_attachment(kind="transcript", content=b"x")
    form_class = modelform_factory(Attachment, AttachmentForm, fields=["title", "caption"])
    form = form_class({"title": "题", "caption": ""}, instance=row)
    Attachment.objects.update(text="大家好。", caption="别人写的", updated_at=LONG_AGO)
    form.save()
    row.refresh_from_db()
    assert (row.title, row.text, row.caption) == ("题", "大家好。", "别人写的")
    assert row.updated_at > LONG_AGO


def test_every_file_field_says_what_may_be_sent(client):
    html = client.get(ADD).content.decode()
    rules = re.findall(
        r'<li data-kind="(\w+)" data-endings="([\w ]+)" data-megabytes="(\d+)"', html
    )
    assert [kind for kind, _endings, _limit in rules] == list(allowed.EXTENSIONS)
    for kind, endings, megabytes in rules:
        assert int(megabytes) * allowed.MEGABYTE == allowed.limit_of(kind)
        assert set(allowed.extensions_of(kind)) - set(endings.split()) <= {"heic", "heif"}
        assert f"{endings.replace(' ', ', ')}" in html
    assert html.count("不提供给访客") == 1


def test_the_file_dialog_offers_what_the_kind_takes(client):
    html = client.get(change(make_attachment(kind="video"))).content.decode()
    assert 'accept=".mp4,.webm"' in html


def warnings(response):
    return [str(each) for each in response.context["messages"] if each.level_tag == "warning"]


def test_photos_without_a_description_are_named_after_saving(client):
    event = make_event()
    rows = {"attachments-TOTAL_FORMS": 2}
    for number, alt in enumerate(["", "合照"]):
        name = f"照片{number}.png"
        file = SimpleUploadedFile(name, samples.make_picture(6 + number, encoder="PNG"))
        values = {"kind": "photo", "alt": alt, "file": file}
        rows |= {f"attachments-{number}-{field}": value for field, value in values.items()}
    page = client.get(submit(client, change(event), **rows).url)
    assert event.attachments.count() == 2
    (warning,) = warnings(page)
    assert "照片0.png" in warning
    assert "照片1.png" not in warning


@pytest.mark.parametrize(
    ("kind", "alt", "hidden", "asked"),
    [("photo", " ", "", 1), ("photo", "合照", "", 0), ("photo", "", "on", 0), ("audio", "", "", 0)],
)
def test_only_a_photo_that_is_shown_is_asked_for_a_description(client, kind, alt, hidden, asked):
    row = make_attachment(kind=kind)
    response = submit(client, change(row), alt=alt, hidden=hidden or None)
    assert len(warnings(client.get(response.url))) == asked


def test_who_brings_a_keynote_file_is_asked_for_a_pdf(client):
    keynote = SimpleUploadedFile("讲稿.key", samples.make_zip({"Index.zip": b"x"}))
    page = client.get(submit(client, ADD, kind="slides", file=keynote).url)
    (said,) = warnings(page)
    assert said.startswith("讲稿.key：Keynote 文件浏览器打不开")


def test_deleting_a_row_of_a_list_says_how_long_its_file_stays(client):
    row = make_attachment(event=make_event(), content=b"x", original_name="速记稿.txt")
    delete = {"attachments-0-DELETE": "on"}
    (said,) = warnings(client.get(submit(client, change(row.event), **delete).url))
    assert "速记稿.txt" in said
    assert "30 天" in said


@pytest.mark.parametrize("way", ["itself", "list"])
def test_the_page_before_deleting_says_what_stays_and_who_can_bring_it_back(client, way):
    row = make_attachment(event=make_event(), content=b"x")
    if way == "itself":
        response = client.get(reverse("admin:events_attachment_delete", args=[row.pk]))
    else:
        values = {"action": "delete_selected", "_selected_action": [row.pk]}
        response = client.post(reverse("admin:events_attachment_changelist"), values)
    assert "文件在服务器上再留 30 天，期间管理员可以从备份里恢复" in response.content.decode()


@pytest.mark.parametrize("owner", ["event", "talk"])
def test_a_photo_in_a_list_is_shown_small(client, owner):
    place = make_event() if owner == "event" else make_talk()
    photo = make_attachment(kind="photo", content=b"x", alt="三个<人>", **{owner: place})
    for width, kind in [(960, "webp"), (480, "webp"), (240, "avif")]:
        photo.renditions.create(width=width, height=width, format=kind, file=f"x{width}")
    html = client.get(change(place)).content.decode()
    small = reverse("rendition", args=[photo.uuid, 480, "webp"])
    assert f'src="{small}" alt="三个&lt;人&gt;"' in html
    assert html.count('class="thumbnail"') == 1


def test_only_what_is_hidden_is_marked_in_the_library(client):
    page = reverse("admin:events_attachment_changelist")
    row = make_attachment()
    assert "icon-no" not in client.get(page).content.decode()
    hidden = '<td class="field-kept_back"><span class="pill no">隐藏</span>'
    assert hidden not in client.get(page).content.decode()
    Attachment.objects.filter(pk=row.pk).update(hidden=True)
    assert hidden in client.get(page).content.decode()
