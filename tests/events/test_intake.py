"""Files on their way in: what is kept of them, and what is refused with which words."""

import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import IntegrityError, transaction

from events import allowed, intake
from events.intake import inspect, take_in
from events.models import Attachment
from techparty_site.lib import images
from techparty_site.lib.storage import WholeFileStorage
from tests import samples
from tests.factories import make_event, make_talk, make_user

Kind = Attachment.Kind
NAME = "容器镜像瘦身（广州 2023-04）👩‍💻.pdf"


@pytest.fixture
def kept(settings):
    """All files in the media folder."""
    folder = settings.MEDIA_ROOT
    return lambda: [path for path in folder.rglob("*") if path.is_file()]


def refusal(content: bytes, kind: str, name: str) -> str:
    with pytest.raises(ValidationError) as error:
        inspect(ContentFile(content), kind, name)
    return " ".join(error.value.messages)


@pytest.mark.parametrize(
    ("kind", "name", "content", "content_type"),
    [
        (Kind.SLIDES, "a.pdf", samples.make_pdf(), "application/pdf"),
        (Kind.SLIDES, "a.PPTX", samples.make_pptx(), allowed.TYPES["pptx"]),
        (Kind.TRANSCRIPT, "速记稿.docx", samples.make_docx("好"), allowed.TYPES["docx"]),
        (Kind.TRANSCRIPT, "a.srt", b"1\n00:00 --> 00:01\nhi", "text/plain; charset=utf-8"),
        (Kind.PHOTO, "IMG_1.JPG", samples.make_phone_photo(), "image/jpeg"),
        (Kind.PHOTO, "png-in-truth.jpg", samples.make_picture(encoder="PNG"), "image/png"),
        (Kind.AUDIO, "a.mp3", samples.make_mp3(), "audio/mpeg"),
        (Kind.AUDIO, "a.m4a", samples.make_mp4(), "audio/mp4"),
        (Kind.VIDEO, "a.mp4", samples.make_mp4(), "video/mp4"),
        (Kind.ARCHIVE, "a.zip", samples.make_zip(), "application/zip"),
    ],
)
def test_it_knows_what_a_file_is(kind, name, content, content_type):
    facts = inspect(ContentFile(content), kind, name)
    assert facts.content_type == content_type
    assert (facts.size, facts.sha256) == (len(content), hashlib.sha256(content).hexdigest())


def test_it_finds_the_facts_of_each_kind():
    deck = inspect(ContentFile(samples.make_pdf("a", "b")), Kind.SLIDES, "a.pdf")
    photo = inspect(
        ContentFile(samples.make_phone_photo(60, 40, orientation=8)), Kind.PHOTO, "a.jpg"
    )
    sound = inspect(ContentFile(samples.make_wav(seconds=5)), Kind.AUDIO, "a.wav")
    assert deck.page_count == 2
    assert (photo.width, photo.height) == (40, 60)
    assert sound.duration == 5


@pytest.mark.parametrize(
    ("kind", "name", "content"),
    [
        (Kind.SLIDES, "page.pdf", samples.HTML),
        (Kind.SLIDES, "page.pdf", samples.HTML + samples.make_pdf()),
        (Kind.SLIDES, "photo.pdf", samples.make_picture()),
        (Kind.SLIDES, "page.html", samples.make_pdf()),
        (Kind.SLIDES, "README", samples.make_pdf()),
        (Kind.SLIDES, ".htaccess", b"AddHandler cgi-script .pdf"),
        (Kind.SLIDES, "talk.mp3", samples.make_mp3()),
        (Kind.TRANSCRIPT, "archive.docx", samples.make_zip()),
        (Kind.TRANSCRIPT, "page.docx", samples.HTML),
        (Kind.TRANSCRIPT, "binary.txt", bytes(range(256))),
        (Kind.PHOTO, "drawing.jpg", samples.SVG),
        (Kind.PHOTO, "drawing.svg", samples.SVG),
        (Kind.PHOTO, "texture.jpg", samples.BLP_NAMED_JPG),
        (Kind.PHOTO, "half.jpg", samples.make_picture(200, 200)[:400]),
        (Kind.PHOTO, "huge.png", samples.make_png_header(20_000, 20_000)),
        (Kind.AUDIO, "page.mp3", samples.HTML),
        (Kind.ARCHIVE, "half.zip", samples.make_zip()[:40]),
        ("nonsense", "a.pdf", samples.make_pdf()),
    ],
)
def test_a_refusal_names_the_file(kind, name, content):
    assert f"“{name}”" in refusal(content, kind, name)


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.gif"])
def test_a_picture_is_a_photo_and_nothing_else(name):
    content = samples.make_picture(encoder={"jpg": "JPEG"}.get(name[2:], name[2:].upper()))
    assert inspect(ContentFile(content), Kind.PHOTO, name)
    for kind in set(Kind) - {Kind.PHOTO}:
        assert f"“{name}”" in refusal(content, kind, name)


@pytest.mark.parametrize("kind", Kind)
def test_an_empty_file_is_refused_whatever_it_is_called(kind):
    assert "“a.pdf”" in refusal(b"", kind, "a.pdf")


def test_a_file_above_the_limit_of_its_kind_is_refused(monkeypatch):
    content = samples.make_pdf()
    monkeypatch.setattr(allowed, "COMMON_LIMIT", len(content))
    assert inspect(ContentFile(content), Kind.SLIDES, "a.pdf")
    assert "“a.pdf”" in refusal(content + b"\n", Kind.SLIDES, "a.pdf")


def test_the_limits_are_those_that_staff_are_told():
    assert {kind: allowed.limit_of(kind) // 2**20 for kind in Kind} == {
        **dict.fromkeys(Kind, 200),
        Kind.AUDIO: 500,
        Kind.VIDEO: 500,
        Kind.PHOTO: 40,
        Kind.TRANSCRIPT: 50,
    }


def test_a_docx_that_unpacks_to_a_mountain_is_refused(monkeypatch):
    monkeypatch.setattr("techparty_site.lib.packages.UNPACKED_LIMIT", 2**20)
    monkeypatch.setattr(intake, "run", lambda limits, function, *args: function(*args))
    message = refusal(samples.make_docx_bomb(megabytes=2), Kind.TRANSCRIPT, "bomb.docx")
    assert "“bomb.docx”" in message


def test_without_the_extra_a_heic_photo_is_refused_with_advice(monkeypatch):
    monkeypatch.setattr(images, "can_read_heic", lambda: False)
    content = b"\x00\x00\x00\x18ftypheic" + bytes(4) + b"mif1heic"
    assert "JPEG" in refusal(content, Kind.PHOTO, "IMG_2.HEIC")


def test_a_long_name_is_short_in_a_refusal():
    message = refusal(b"", Kind.SLIDES, "讲" * 5000 + ".pdf")
    assert len(message) < 200
    assert ".pdf”" in message


@pytest.mark.parametrize("content", [samples.make_encrypted_pdf(), samples.make_pdf("a")[:120]])
def test_a_deck_that_cannot_be_opened_is_taken_without_a_page_count(content):
    assert inspect(ContentFile(content), Kind.SLIDES, "a.pdf").page_count is None


def test_it_stores_a_file_with_its_name_and_facts(db, kept):
    attachment = Attachment(kind=Kind.SLIDES, talk=make_talk())
    user = make_user()
    take_in(attachment, ContentFile(samples.make_pdf()), NAME, uploaded_by=user)
    attachment.refresh_from_db()
    assert attachment.original_name == NAME
    assert attachment.uploaded_by == user
    assert (attachment.content_type, attachment.page_count) == ("application/pdf", 1)
    assert attachment.file.read() == samples.make_pdf()
    attachment.file.close()
    assert len(kept()) == 1


def test_a_name_is_never_a_path(db, kept, settings):
    attachment = Attachment(kind=Kind.SLIDES)
    take_in(attachment, ContentFile(samples.make_pdf()), "../../../evil\x00\r\n.pdf")
    assert attachment.original_name == "evil.pdf"
    (path,) = kept()
    assert path.relative_to(settings.MEDIA_ROOT).as_posix() == attachment.file.name
    assert "evil" not in attachment.file.name


def test_a_name_of_5000_characters_fits_its_column(db):
    attachment = Attachment(kind=Kind.SLIDES)
    take_in(attachment, ContentFile(samples.make_pdf()), "讲" * 5000 + ".pdf")
    attachment.refresh_from_db()
    assert attachment.original_name == "讲" * 251 + ".pdf"


def test_the_same_file_twice_lies_there_twice(db):
    names = set()
    for _time in range(2):
        attachment = Attachment(kind=Kind.SLIDES)
        take_in(attachment, ContentFile(samples.make_pdf()), "a.pdf")
        names.add(attachment.file.name)
    assert len(names) == 2


def test_a_refused_file_leaves_no_row_and_no_file(db, kept):
    with pytest.raises(ValidationError):
        take_in(Attachment(kind=Kind.SLIDES), ContentFile(samples.HTML), "a.pdf")
    assert not Attachment.objects.exists()
    assert not kept()


def test_a_row_that_cannot_be_saved_leaves_no_file(db, kept):
    talk = make_talk()
    attachment = Attachment(kind=Kind.SLIDES, talk=talk, event=talk.event)
    with pytest.raises(IntegrityError):
        take_in(attachment, ContentFile(samples.make_pdf()), "a.pdf")
    assert not kept()


def test_a_transaction_rolled_back_later_leaves_no_file(db, kept):
    def save(*, fail: bool) -> None:
        with transaction.atomic():
            take_in(Attachment(kind=Kind.SLIDES), ContentFile(samples.make_pdf()), "a.pdf")
            if fail:
                raise RuntimeError

    with pytest.raises(RuntimeError):
        save(fail=True)
    assert not kept()
    save(fail=False)
    assert len(kept()) == 1


def test_a_full_disk_leaves_no_truncated_file(db, kept, monkeypatch):
    def fail(*_files):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(WholeFileStorage, "_publish", fail)
    with pytest.raises(OSError, match="No space"):
        take_in(Attachment(kind=Kind.SLIDES), ContentFile(samples.make_pdf()), "a.pdf")
    assert not kept()
    assert not Attachment.objects.exists()


def test_an_upload_leaves_nothing_in_the_temporary_folder(db, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    content = samples.make_pdf()
    with TemporaryUploadedFile("a.pdf", "application/pdf", len(content), None) as file:
        file.write(content)
        take_in(Attachment(kind=Kind.SLIDES), file, file.name)
    assert not list(tmp_path.glob("*.upload*"))


def test_a_new_file_keeps_the_address_and_forgets_what_was_read_of_the_old_one(db):
    attachment = Attachment(kind=Kind.TRANSCRIPT, event=make_event())
    take_in(attachment, ContentFile("旧的".encode()), "旧.txt")
    Attachment.objects.filter(pk=attachment.pk).update(text="旧的", processing_error="broken")
    attachment.refresh_from_db()
    before = attachment.uuid, attachment.file.name
    take_in(attachment, SimpleUploadedFile("x", "新的".encode()), "新.txt")
    attachment.refresh_from_db()
    assert attachment.uuid == before[0]
    assert attachment.file.name != before[1]
    assert (attachment.original_name, attachment.text) == ("新.txt", "")
    assert not attachment.processing_error


def test_facts_found_by_a_form_are_not_found_again(db, monkeypatch):
    file = ContentFile(samples.make_pdf())
    facts = inspect(file, Kind.SLIDES, "a.pdf")
    monkeypatch.setattr(intake, "inspect", None)
    attachment = Attachment(kind=Kind.SLIDES)
    take_in(attachment, file, "a.pdf", facts=facts)
    assert attachment.sha256 == facts.sha256
