"""Ways out of a presentation: none is left when LibreOffice opens it."""

import zipfile
from io import BytesIO

import pytest

from techparty_site.lib import packages, sealed
from techparty_site.lib.unreadable import Reason, Unreadable
from tests import samples

XLINK = 'xmlns:x="http://www.w3.org/1999/xlink"'
RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
TYPES = "[Content_Types].xml"
MANIFEST = (
    '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<m:file-entry m:full-path="/" m:media-type="{}"/></m:manifest>'
)
ODT = packages.ODP.replace("presentation", "text")


def seal(text: str, name: str = "content.xml") -> str:
    return sealed.sealed(name, text.encode()).decode()


def check(content: bytes, extension: str) -> None:
    with zipfile.ZipFile(BytesIO(content)) as package:
        sealed.refuse_disguises(package, extension)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/secret",
        " FILE:/etc/secret",
        "http://10.0.0.1/secret",
        "//10.0.0.1/secret",
        "/etc/secret",
        "../secret",
        "Pictures/%2e%2e/%2E./secret",
        "..\\secret",
        "data:image/svg+xml,secret",
        "vnd.sun.star.script:secret",
    ],
)
def test_an_address_outside_is_gone(address):
    for attribute in (f'x:href="{address}"', f'href="{address}"', f'xml:base="{address}"'):
        assert "secret" not in seal(f"<a {XLINK} {attribute}><b/></a>")


@pytest.mark.parametrize("address", ["Pictures/1.png", "./Object 1", "#page2", "#a:b..c"])
def test_an_address_inside_stays(address):
    assert f'x:href="{address}"' in seal(f'<a {XLINK} x:href="{address}"/>')


@pytest.mark.parametrize(
    ("relation", "stays"),
    [
        ('Target="../media/1.png"', True),
        ('Target="/ppt/media/1.png" TargetMode="Internal"', True),
        ('Target="http://a.example/1.png" TargetMode="External"', False),
        ('Target="1.png" TargetMode=" external"', False),
        ('Target="file:///etc/secret"', False),
        ('Target="//host/secret"', False),
    ],
)
def test_a_relationship_leads_to_the_package_or_is_gone(relation, stays):
    text = f'<Relationships {RELATIONS}><Relationship Id="r1" {relation}/></Relationships>'
    assert ("r1" in seal(text, "ppt/_rels/a.rels")) is stays


def test_no_entity_formula_or_inline_picture_is_left():
    spaces = "xmlns:{0}='urn:oasis:names:tc:opendocument:xmlns:{0}:1.0'"
    office, table = spaces.format("office"), spaces.format("table")
    text = f"""<!DOCTYPE r [<!ENTITY e SYSTEM "file:///secret">]><?p secret?><r {office} {table}>
    1 &e; 2<office:binary-data>secret</office:binary-data><b table:formula="secret"/></r>"""
    found = seal(text)
    assert "secret" not in found
    assert "&e;" not in found
    assert " 2" in found


@pytest.mark.parametrize("content", [b"PK\x03\x04x", b"\x1f\x8bx", b"%PDF-1.7", b"<a>", b"words"])
def test_what_is_not_understood_is_left_out(content):
    assert sealed.sealed("Pictures/1.png", content) == b""


def test_a_picture_is_hidden_behind_no_name_and_no_encoding():
    svg = f'<svg {XLINK}><image x:href="file:///secret"/></svg>'
    found = sealed.sealed("Pictures/1.png", svg.encode("utf-16"))
    assert b"svg" in found
    assert b"secret" not in found
    picture = samples.make_picture(2, 2)
    assert sealed.sealed("Pictures/1.svg", picture) == picture


@pytest.mark.parametrize("name", ["settings.xml", "Object 1/settings.xml", "Basic/a/b.xml"])
def test_settings_and_programs_do_not_come_along(name):
    assert sealed.is_left_out(name)
    assert not sealed.is_left_out("ppt/presProps.xml")


def test_presentations_are_what_they_say():
    check(samples.make_presentation("a"), "pptx")
    odp = samples.make_odp("a")
    check(odp, "odp")
    manifest = MANIFEST.format(packages.ODP).encode()
    check(samples.add_to_zip(odp, {"META-INF/manifest.xml": manifest}), "odp")


def test_other_documents_in_their_clothes_are_refused():
    odp, pptx = samples.make_odp("a"), samples.make_presentation("a")
    main = (
        '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.{}.main+xml"/>'
    )
    word = f"{main.format('wordprocessingml.document')}</Types>".encode()
    for content, extension in [
        (samples.add_to_zip(odp, {"META-INF/manifest.xml": MANIFEST.format(ODT).encode()}), "odp"),
        (samples.make_zip({"mimetype": ODT.encode(), "content.xml": b"<a/>"}), "odp"),
        (samples.add_to_zip(odp, {TYPES: b"<Types/>"}), "odp"),
        (odp, "pptx"),
        (samples.add_to_zip(pptx, {"mimetype": ODT.encode()}), "pptx"),
        (samples.make_zip({"ppt/presentation.xml": b"<a/>", TYPES: word}), "pptx"),
        (samples.make_zip({"ppt/presentation.xml": b"<a/>"}), "pptx"),
    ]:
        with pytest.raises(Unreadable) as error:
            check(content, extension)
        assert error.value.reason == Reason.BROKEN
